/** What the page's markup says of its activities, as the state machine wants it. */

/**
 * @import {Assessment} from "./assess.js" @import {Answer, Kind, Question} from "./judge.js"
 * @import {Scenario, Step} from "./story.js"
 */

import { BASE, codesFor } from "./alphabet.js";
import { all, one } from "./dom.js";

const KEY = 3;
const CHOICE = 2;

/** @param {Element | null} element @returns {string} its text in one line */
export const lineOf = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

/** @param {HTMLElement} answer @returns {string} its own text, without feedback and controls */
function textOf(answer) {
  const copy = /** @type {HTMLElement} */ (answer.cloneNode(true));
  all(".feedback, select, button, .answer-mark, .place", copy).forEach((part) => part.remove());
  return lineOf(copy);
}

/**
 * Short keys for activities that are named by their ids only.
 * @param {string} attribute
 * @returns {Map<string, string>} by id
 */
function keysOf(attribute) {
  return codesFor(all(`[data-${attribute}]`).map((part) => part.dataset[attribute] ?? ""), BASE, KEY);
}

/** @param {HTMLElement} answer @returns {string} a choice's stands in its control */
const keyOf = (answer) => answer.dataset["key"] ?? one("input", answer)?.getAttribute("value") ?? "";

/** @param {HTMLElement} form @returns {Question} */
export function readQuestion(form) {
  const parts = all(".answer", form);
  const codes = codesFor(parts.map(keyOf));
  const values = all(".pair option", form).map((part) => part.getAttribute("value") ?? "");
  const rights = codesFor(values.filter(Boolean));
  const answers = parts.map((part) => {
    const { correct, right, place, value } = part.dataset;
    const key = keyOf(part);
    /** @type {Answer} */
    const answer = { key, code: codes.get(key) ?? "", correct: correct !== undefined, text: textOf(part) };
    if (right !== undefined) answer.right = rights.get(right) ?? "";
    if (place !== undefined) answer.place = Number(place);
    if (value !== undefined) answer.value = value;
    return answer;
  });
  return {
    key: form.dataset["key"] ?? "", id: form.dataset["question"] ?? "",
    kind: /** @type {Kind} */ (form.dataset["kind"] ?? "single"), points: Number(form.dataset["points"] ?? 1),
    objective: form.dataset["objective"] ?? "", text: lineOf(one(".prompt", form)), answers,
    rights: [...rights].map(([key, code]) => ({ key, code })),
  };
}

/** @returns {HTMLElement[]} the questions that stand in no assessment */
export const selfChecks = () => all("form.question").filter((form) => !form.closest("[data-assessment]"));

/** @returns {Map<HTMLElement, Assessment>} */
export function readAssessments() {
  const keys = keysOf("assessment");
  return new Map(
    all("[data-assessment]").map((part) => {
      const { assessment: id = "", kind, draw, pass, attempts, shuffle } = part.dataset;
      const number = (/** @type {string | undefined} */ text) => Number(text) || 0;
      return [part, {
        key: keys.get(id) ?? "", id, kind: /** @type {Assessment["kind"]} */ (kind ?? "formative"),
        questions: all("form.question", part).map(readQuestion), draw: number(draw), pass: number(pass),
        attempts: number(attempts), shuffle: shuffle !== "no" && shuffle !== "false",
      }];
    }),
  );
}

/** @param {HTMLElement} link @returns {string} the id of the step it leads to, "" for the end */
function targetOf(link) {
  const { target = "" } = link.dataset;
  return target === "end" ? "" : target;
}

/** @param {HTMLElement} step */
const stepId = (step) => step.dataset["step"] ?? "";

/** @param {HTMLElement} part @returns {HTMLElement[]} the links of the choices, in order */
export const choicesOf = (part) => all(".choices a", part);

/** @returns {Map<HTMLElement, Scenario>} */
export function readScenarios() {
  const keys = keysOf("scenario");
  return new Map(
    all("[data-scenario]").map((part) => {
      const id = part.dataset["scenario"] ?? "";
      const name = (/** @type {HTMLElement} */ step, /** @type {HTMLElement} */ link) =>
        `${stepId(step)}>${targetOf(link)}#${lineOf(link)}`;
      const steps = all(".step", part);
      const codes = codesFor(steps.flatMap((step) => choicesOf(step).map((link) => name(step, link))), BASE, CHOICE);
      return [part, {
        key: keys.get(id) ?? "", id, text: lineOf(one(".scenario-title, h2, h3, h4", part)),
        steps: steps.map((step) => /** @type {Step} */ ({
          id: stepId(step), score: Number(step.dataset["score"] || -1),
          choices: choicesOf(step).map((link) => ({ code: codes.get(name(step, link)) ?? "", target: targetOf(link) })),
        })),
      }];
    }),
  );
}

/** @returns {Map<HTMLElement, string>} the keys of the reflections */
export function readReflections() {
  const keys = keysOf("reflection");
  return new Map(all("[data-reflection]").map((part) => [part, keys.get(part.dataset["reflection"] ?? "") ?? ""]));
}
