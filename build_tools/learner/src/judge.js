/**
 * What a question is to the state machine, and what an answer to it is worth. Pure.
 *
 * An answer is one string: codes of the answers chosen, in sorted order (single, multiple, true-false,
 * likert); of each left side followed by its right side (match); of all items in the learner's order
 * (order); or the sign `'` and what was typed (short, numeric).
 *
 * @typedef {"single" | "multiple" | "true-false" | "match" | "order" | "short" | "numeric" | "likert"} Kind
 *
 * @typedef {object} Answer
 * @property {string} code one character
 * @property {string} key stable within the question
 * @property {boolean} correct
 * @property {string} text
 * @property {string} [right] code of the right side that belongs to it (match)
 * @property {number} [place] its right place (order)
 * @property {string} [value] an answer in words, a number or a range (short, numeric)
 *
 * @typedef {object} Question
 * @property {string} key three characters
 * @property {string} id of the source
 * @property {Kind} kind
 * @property {number} points
 * @property {string} objective id, "" for none
 * @property {string} text what is asked
 * @property {Answer[]} answers
 * @property {{code: string, key: string}[]} rights the right sides to choose from (match)
 */

import { WORDS } from "./codec.js";

/** @param {Question} question @returns {boolean} */
export const isScored = (question) => question.kind !== "likert" && question.points > 0;

/**
 * Without case, accents, punctuation and extra spaces.
 * @param {string} text
 */
export function plain(text) {
  const bare = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** @param {string} text with a decimal comma or point @returns {number} */
export function toNumber(text) {
  const bare = text.trim().replace(/[\s\u00a0\u202f']/g, "").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(bare) ? Number(bare) : NaN;
}

/** @param {string} value a number or a range `from..to` @returns {[number, number]} */
export function rangeOf(value) {
  const [from = "", to = from] = value.split("..");
  return [toNumber(from), toNumber(to)];
}

/**
 * The accepted or foreseen answer that the typed words are.
 * @param {Question} question
 * @param {string} typed
 * @returns {Answer | undefined}
 */
export function matching(question, typed) {
  if (question.kind === "numeric") {
    const number = toNumber(typed);
    return question.answers.find(({ value = "" }) => {
      const [from, to] = rangeOf(value);
      return number >= from && number <= to;
    });
  }
  return question.answers.find(({ value = "" }) => plain(value) === plain(typed));
}

/** @param {Question} question @param {string} codes */
function ofChoices({ answers }, codes) {
  const right = answers.filter((answer) => answer.correct);
  const hits = right.filter((answer) => codes.includes(answer.code)).length;
  const misses = answers.filter((answer) => !answer.correct && codes.includes(answer.code)).length;
  return right.length ? Math.max(0, (hits - misses) / right.length) : misses ? 0 : 1;
}

/** @param {Question} question @param {string} codes */
function ofPairs({ answers }, codes) {
  const chosen = new Map(codes.match(/../g)?.map((pair) => [pair[0], pair[1]]));
  return answers.filter((answer) => chosen.get(answer.code) === answer.right).length / Math.max(1, answers.length);
}

/** @param {Question} question @param {string} codes */
function ofOrder({ answers }, codes) {
  const inOrder = [...answers].sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
  return inOrder.filter((answer, at) => codes[at] === answer.code).length / Math.max(1, answers.length);
}

/**
 * @param {Question} question
 * @param {string} answer
 * @returns {number} the share of the points, 0 to 1
 */
export function share(question, answer) {
  if (!answer) return 0;
  switch (question.kind) {
    case "short":
    case "numeric":
      return matching(question, answer.slice(WORDS.length))?.correct ? 1 : 0;
    case "match":
      return ofPairs(question, answer);
    case "order":
      return ofOrder(question, answer);
    case "likert":
      return 1;
    default:
      return ofChoices(question, answer);
  }
}

/** @param {Question} question @param {string} answer @returns {"right" | "partial" | "wrong"} */
export function verdict(question, answer) {
  const part = share(question, answer);
  if (part === 1) return "right";
  const hit = question.kind === "multiple" && question.answers.some((one) => one.correct && answer.includes(one.code));
  return part > 0 || hit ? "partial" : "wrong";
}
