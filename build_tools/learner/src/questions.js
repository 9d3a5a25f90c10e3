/** Questions on the page: a "check" button, feedback at once, answers that come back on the next visit. */

/** @import {Progress} from "./progress.js" */

import { controlsOf } from "./controls.js";
import { make, one, readQuestion, say, selfChecks, verdict } from "./host.js";
import { unmark } from "./marks.js";

/** One question's form, in a lesson or in an assessment. */
export class Form {
  /** @param {HTMLElement} form */
  constructor(form) {
    this.form = form;
    this.spec = readQuestion(form);
    this.status = make("div", "result");
    this.status.setAttribute("role", "status");
    this.solution = /** @type {HTMLDetailsElement | null} */ (one("details.solution", form));
    form.insertBefore(this.status, this.solution);
    this.controls = controlsOf(form, this.spec);
    if (this.solution) this.solution.hidden = true;
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Whether a button was pressed that makes an untouched order an answer. @param {boolean} asked */
  read(asked = false) {
    if (asked) this.form.dataset["asked"] = "1";
    return this.controls.read();
  }

  /** @param {string} text @param {string} [more] @param {boolean} [quiet] one of many: screen readers stay silent */
  tell(text, more = "", quiet = false) {
    const line = make("p", "result-text", text);
    if (more) line.append(" ", more);
    this.status.setAttribute("aria-live", quiet ? "off" : "polite");
    this.status.replaceChildren(line);
  }

  /** @param {string} answer @param {boolean} again whether it can be tried again */
  show(answer, again) {
    const likert = this.spec.kind === "likert";
    const result = likert ? "noted" : verdict(this.spec, answer);
    this.form.dataset["result"] = result;
    this.controls.mark(answer);
    this.tell(say("result-" + result), again && result !== "right" && !likert ? say("try-again") : "", !again);
    if (!this.solution) return;
    this.solution.hidden = likert && !one(".feedback", this.solution);
    this.solution.open = result === "right";
  }

  /** A changed answer is a new try: old marks would be wrong now. */
  clear() {
    unmark(this.form);
    this.status.replaceChildren();
    if (this.solution) this.solution.hidden = true;
  }

  /** @param {boolean} locked */
  lock(locked) {
    const group = /** @type {HTMLFieldSetElement | null} */ (one("fieldset", this.form));
    if (group) group.disabled = locked;
    const order = one(".order", this.form);
    if (order) order.dataset["locked"] = locked ? "1" : "";
  }
}

/** @param {Form} question @param {Progress} progress @param {() => void} changed */
function selfCheck(question, progress, changed) {
  const { form, spec, controls, status } = question;
  const button = make("button", "button check", say("check"));
  button.setAttribute("type", "submit");
  form.insertBefore(button, status);
  let since = performance.now();
  form.addEventListener("submit", () => {
    const answer = question.read(true);
    if (!answer) return question.tell(say(controls.ask));
    question.show(answer, true);
    progress.answer(spec.key, answer, { at: Date.now(), took: performance.now() - since });
    since = performance.now();
    changed();
  });
  for (const kind of ["change", "input"]) form.addEventListener(kind, () => question.clear());
  const answer = progress.answerTo(spec.key);
  if (!answer) return;
  controls.write(answer);
  // A version of the kit without what was chosen then has nothing to show for it.
  if (question.read(true)) question.show(question.read(true), true);
}

/**
 * @param {Progress} progress
 * @param {() => void} changed
 */
export function startQuestions(progress, changed) {
  selfChecks().forEach((form) => selfCheck(new Form(form), progress, changed));
}
