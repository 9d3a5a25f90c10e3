/**
 * What is told of one answer to an LMS, and how each standard writes it. Pure.
 *
 * @typedef {object} Interaction
 * @property {string} id of the question, behind that of its assessment
 * @property {string} question id of the question or scenario
 * @property {string} assessment id, "" for a self-check question
 * @property {Type} type
 * @property {string[][]} response parts: a choice `[key]`, a pair `[left, right]`, words `[text]`
 * @property {string[][][]} correct patterns of the same form; none where nothing is right
 * @property {"correct" | "incorrect" | "neutral" | number} result a number is a score of 0 to 100
 * @property {number} weighting
 * @property {string} objective id, "" for none
 * @property {string} text what was asked
 * @property {number} at when, milliseconds since 1970
 * @property {number} took milliseconds
 *
 * @typedef {"choice" | "true-false" | "matching" | "sequencing" | "fill-in" | "numeric" | "likert" | "performance"} Type
 */

/** @import {Question} from "./judge.js" @import {Scenario} from "./story.js" */

import { codesFor, LETTERS } from "./alphabet.js";
import { isScored, rangeOf, share, toNumber } from "./judge.js";
import { walk } from "./story.js";

/** @type {Record<string, Type>} */
const TYPES = {
  single: "choice", multiple: "choice", "true-false": "true-false", match: "matching",
  order: "sequencing", short: "fill-in", numeric: "numeric", likert: "likert",
};
const TRUE = /^(verdader|cierto|sí|si\b|correct|true|yes|right|vrai|oui)/i;

/** @param {Question} question the key of the answer that says "true" */
function truth({ answers }) {
  return (answers.find(({ text }) => TRUE.test(text.trim())) ?? answers[0])?.key;
}

/** @param {Question} question @param {string} answer @returns {string[][]} */
function parts(question, answer) {
  const { kind, answers, rights } = question;
  const keyOf = (/** @type {string} */ code) => answers.find((one) => one.code === code)?.key ?? code;
  const rank = (/** @type {string} */ part) => answers.findIndex(({ code }) => code === part[0]);
  const rightOf = (/** @type {string} */ code) => rights.find((one) => one.code === code)?.key ?? code;
  if (kind === "short") return [[answer.slice(1).trim()]];
  if (kind === "numeric") return [[String(toNumber(answer.slice(1)))]];
  if (kind === "match") return (answer.match(/../g) ?? []).sort((a, b) => rank(a) - rank(b)).map(([left = "", right = ""]) => [keyOf(left), rightOf(right)]);
  if (kind === "true-false") return [[keyOf(answer) === truth(question) ? "true" : "false"]];
  // As the patterns have it: an LMS may compare the texts.
  const codes = kind === "order" ? [...answer] : [...answer].sort((a, b) => rank(a) - rank(b));
  return codes.map((code) => [keyOf(code)]);
}

/** @param {Question} question @returns {string[][][]} */
function patterns(question) {
  const { kind, answers, rights } = question;
  const right = answers.filter((one) => one.correct);
  if (kind === "likert") return [];
  if (kind === "short") return right.map(({ value = "" }) => [[value]]);
  if (kind === "numeric") return right.map(({ value = "" }) => [rangeOf(value).map(String)]);
  if (kind === "match") return [answers.map((one) => [one.key, rights.find(({ code }) => code === one.right)?.key ?? ""])];
  if (kind === "order") return [[...answers].sort((a, b) => (a.place ?? 0) - (b.place ?? 0)).map((one) => [one.key])];
  if (kind === "true-false") return [[[right.some((one) => one.key === truth(question)) ? "true" : "false"]]];
  return [right.map((one) => [one.key])];
}

/**
 * @typedef {object} When
 * @property {number} at milliseconds since 1970
 * @property {number} took milliseconds
 */

/**
 * @param {Question} question
 * @param {string} answer
 * @param {string} assessment id, "" for none
 * @param {When} when
 * @returns {Interaction}
 */
export function ofQuestion(question, answer, assessment, when) {
  const scored = isScored(question);
  return {
    id: assessment ? `${assessment}.${question.id}` : question.id, question: question.id, assessment,
    type: TYPES[question.kind] ?? "choice", response: parts(question, answer), correct: patterns(question),
    result: !scored ? "neutral" : share(question, answer) === 1 ? "correct" : "incorrect",
    weighting: scored ? question.points : 0, objective: question.objective, text: question.text, ...when,
  };
}

/**
 * @param {Scenario} scenario
 * @param {string[]} choices
 * @param {number} score 0 to 100, -1 for none
 * @param {When} when
 * @returns {Interaction}
 */
export function ofScenario(scenario, choices, score, when) {
  const way = walk(scenario, choices);
  const response = way.choices.map((choice, at) => [way.steps[at]?.id ?? "", choice.target || "end"]);
  return {
    id: scenario.id, question: scenario.id, assessment: "", type: "performance", response, correct: [],
    result: score < 0 ? "neutral" : score, weighting: 0, objective: "", text: scenario.text, ...when,
  };
}

/**
 * One text in the form of SCORM 2004 (RTE 4.2.9.1) and of xAPI (Data 4.1.7), which agree.
 * @param {Interaction} interaction
 * @param {string[][]} value its response, or one of its patterns
 * @param {boolean} pattern
 */
export function delimited({ type }, value, pattern) {
  if (type === "numeric" && pattern) return (value[0] ?? []).join("[:]");
  return value.map((part) => part.join("[.]")).join("[,]");
}

/**
 * One text in the form of SCORM 1.2 (RTE 3.4.4, CMIFeedback): single letters, pairs with a point.
 * @param {Interaction} interaction
 * @param {string[][]} value
 * @param {boolean} pattern
 */
export function lettered({ type, response, correct }, value, pattern) {
  const all = [...response, ...correct.flat()];
  const side = (/** @type {number} */ at) => codesFor(all.map((part) => part[at] ?? ""), LETTERS);
  const [left, right] = [side(0), side(1)];
  switch (type) {
    case "true-false":
      return value[0]?.[0] === "true" ? "t" : "f";
    case "numeric":
      return pattern && value[0]?.[0] !== value[0]?.[1] ? (value[0] ?? []).join(":") : value[0]?.[0] ?? "";
    case "fill-in":
      return (value[0]?.[0] ?? "").slice(0, 255);
    case "performance":
      return value.map((part) => part.join("-")).join(",").slice(0, 255);
    case "matching":
      return value.map(([from = "", to = ""]) => `${left.get(from)}.${right.get(to)}`).join(",");
    default:
      return value.map(([key = ""]) => left.get(key)).join(",");
  }
}
