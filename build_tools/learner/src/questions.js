/** Self-check questions: a "check" button, feedback at once, answers that come back on the next visit. */

import { all, make, one } from "./dom.js";
import { say } from "./words.js";

/** @import {Progress} from "./progress.js" */

/** @param {HTMLElement} form @returns {HTMLElement[]} */
const answersOf = (form) => all(".answer", form);

/** @param {HTMLElement} answer */
const inputOf = (answer) => /** @type {HTMLInputElement} */ (one("input", answer));

/** @param {HTMLElement} answer */
const isRight = (answer) => answer.dataset["correct"] === "true";

/** @param {HTMLElement[]} answers @returns {"right" | "partial" | "wrong"} */
function verdict(answers) {
  if (answers.every((answer) => isRight(answer) === inputOf(answer).checked)) return "right";
  return answers.some((answer) => isRight(answer) && inputOf(answer).checked) ? "partial" : "wrong";
}

/** @param {HTMLElement} answer @param {boolean} reveal whether right answers not chosen are shown */
function markAnswer(answer, reveal) {
  one(".answer-mark", answer)?.remove();
  const chosen = inputOf(answer).checked;
  const mark = chosen ? (isRight(answer) ? "right" : "wrong") : reveal && isRight(answer) ? "missed" : "";
  answer.dataset["mark"] = mark;
  if (mark) one("label", answer)?.append(make("span", "answer-mark", say("answer-" + mark)));
  one(".feedback", answer)?.classList.toggle("shown", chosen);
}

/** @param {HTMLElement} form */
function clear(form) {
  answersOf(form).forEach((answer) => {
    one(".answer-mark", answer)?.remove();
    one(".feedback", answer)?.classList.remove("shown");
    answer.dataset["mark"] = "";
  });
  delete form.dataset["result"];
}

class Question {
  /** @param {HTMLElement} form @param {(key: string, codes: string[]) => void} answered */
  constructor(form, answered) {
    this.form = form;
    this.answered = answered;
    this.solution = /** @type {HTMLDetailsElement | null} */ (one("details.solution", form));
    this.button = make("button", "button check", say("check"));
    this.button.setAttribute("type", "submit");
    this.status = make("div", "result");
    this.status.setAttribute("role", "status");
    form.insertBefore(this.button, this.solution);
    form.insertBefore(this.status, this.solution);
    if (this.solution) this.solution.hidden = true;
    form.addEventListener("submit", (event) => this.check(event));
    form.addEventListener("change", () => this.change());
  }

  /** @param {Event} event */
  check(event) {
    event.preventDefault();
    const chosen = answersOf(this.form).filter((answer) => inputOf(answer).checked);
    if (!chosen.length) {
      this.status.replaceChildren(make("p", "result-text", say("choose")));
      return;
    }
    this.show();
    this.answered(this.form.dataset["key"] ?? "", chosen.map((answer) => answer.dataset["code"] ?? ""));
  }

  show() {
    const answers = answersOf(this.form);
    const result = verdict(answers);
    this.form.dataset["result"] = result;
    answers.forEach((answer) => markAnswer(answer, false));
    const text = make("p", "result-text", say("result-" + result));
    this.status.replaceChildren(text);
    if (result !== "right") text.append(" ", say("try-again"));
    if (this.solution) {
      this.solution.hidden = false;
      this.solution.open = result === "right";
    }
  }

  /** A changed answer is a new try: old marks would be wrong now. */
  change() {
    clear(this.form);
    this.status.replaceChildren();
    if (this.solution) this.solution.hidden = true;
  }

  /** @param {string} codes */
  restore(codes) {
    const answers = answersOf(this.form);
    answers.forEach((answer) => {
      inputOf(answer).checked = codes.includes(answer.dataset["code"] ?? "?");
    });
    if (answers.some((answer) => inputOf(answer).checked)) this.show();
  }
}

/**
 * @param {Progress} progress
 * @param {() => void} changed
 */
export function startQuestions(progress, changed) {
  for (const form of all("form.question")) {
    const question = new Question(form, (key, codes) => {
      progress.answer(key, codes);
      changed();
    });
    const codes = progress.answerTo(form.dataset["key"] ?? "");
    if (codes) question.restore(codes);
    else /** @type {HTMLFormElement} */ (form).reset();
  }
}
