/**
 * How each kind of question is answered: reads the controls, sets them, marks what was right.
 *
 * @typedef {object} Controls
 * @property {() => string} read the answer, "" when it is not whole
 * @property {(answer: string) => void} write
 * @property {(answer: string) => void} mark shows what is right and wrong, with the author's comments
 * @property {string} ask the word for "answer first"
 */

/** @import {Question} from "./judge.js" */

import { all, matching, one, WORDS } from "./host.js";
import { markAnswer } from "./marks.js";
import { ordering } from "./ordering.js";

/** @param {HTMLElement} form @param {Question} question @returns {Controls} */
function choices(form, question) {
  const parts = all(".answer", form);
  const inputs = parts.map((part) => one("input", part));
  const checked = (/** @type {number} */ at) => /** @type {HTMLInputElement | null} */ (inputs[at])?.checked ?? false;
  return {
    ask: "choose",
    read: () => question.answers.filter((_, at) => checked(at)).map(({ code }) => code).sort().join(""),
    write: (answer) => inputs.forEach((input, at) => {
      if (input) /** @type {HTMLInputElement} */ (input).checked = answer.includes(question.answers[at]?.code ?? "?");
    }),
    mark: () => parts.forEach((part, at) => {
      const verdict = !checked(at) || question.kind === "likert" ? "" : question.answers[at]?.correct ? "right" : "wrong";
      markAnswer(part, verdict, checked(at));
    }),
  };
}

/** @param {HTMLElement} form @param {Question} question @returns {Controls} */
function pairs(form, question) {
  const parts = all(".answer", form);
  const selects = parts.map((part) => /** @type {HTMLSelectElement | null} */ (one("select", part)));
  const codeOf = (/** @type {string} */ key) => question.rights.find((right) => right.key === key)?.code ?? "";
  const chosen = () => question.answers.map(({ code }, at) => ({ code, right: codeOf(selects[at]?.value ?? "") }));
  return {
    ask: "choose-all",
    read() {
      const found = chosen();
      if (found.some(({ right }) => !right)) return "";
      return found.map(({ code, right }) => code + right).sort().join("");
    },
    write(answer) {
      const rights = new Map(answer.match(/../g)?.map((pair) => [pair[0], pair[1]]));
      question.answers.forEach(({ code }, at) => {
        const key = question.rights.find((right) => right.code === rights.get(code))?.key ?? "";
        const select = selects[at];
        if (select) select.value = key;
      });
    },
    mark: () => chosen().forEach(({ right }, at) => {
      const part = parts[at];
      if (part) markAnswer(part, right === question.answers[at]?.right ? "right" : "wrong", true);
    }),
  };
}

/** @param {HTMLElement} form @param {Question} question @returns {Controls} */
function words(form, question) {
  const input = /** @type {HTMLInputElement | null} */ (one("input", form));
  return {
    ask: question.kind === "numeric" ? "type-number" : "type",
    read() {
      const typed = input?.value.trim() ?? "";
      return typed && !(question.kind === "numeric" && !/\d/.test(typed)) ? WORDS + typed : "";
    },
    write(answer) {
      if (input) input.value = answer.slice(WORDS.length);
    },
    // The list of accepted answers stands in the solution: the comment on the one given is shown beside the field.
    mark(answer) {
      one(".foreseen", form)?.remove();
      const found = matching(question, answer.slice(WORDS.length));
      const comment = found && one(".feedback", all(".answer", form)[question.answers.indexOf(found)]);
      if (!comment) return;
      const copy = /** @type {HTMLElement} */ (comment.cloneNode(true));
      copy.classList.add("foreseen", "shown");
      one(".result", form)?.before(copy);
    },
  };
}

/** @param {HTMLElement} form @param {Question} question @returns {Controls} */
export function controlsOf(form, question) {
  switch (question.kind) {
    case "match":
      return pairs(form, question);
    case "order":
      return ordering(form, question);
    case "short":
    case "numeric":
      return words(form, question);
    default:
      return choices(form, question);
  }
}
