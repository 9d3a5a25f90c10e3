/**
 * An assessment on the page: introduction and start; questions one under another; the score, what to
 * review and with which lesson, attempts left. There is no time limit.
 */

/** @import {Progress} from "./progress.js" @import {Assessment as Spec} from "./assess.js" */

import { all, make, one, percent, say } from "./host.js";
import { Form } from "./questions.js";

const SEEDS = 4096;

/** @param {string} text @param {string} [kind] */
function button(text, kind = "button") {
  const made = make("button", kind, text);
  made.setAttribute("type", "button");
  return made;
}

class Assessment {
  /**
   * @param {HTMLElement} part
   * @param {Spec} spec
   * @param {Progress} progress
   * @param {() => void} changed
   */
  constructor(part, spec, progress, changed) {
    this.part = part;
    this.spec = spec;
    this.progress = progress;
    this.changed = changed;
    this.started = performance.now();
    this.warned = false;
    this.forms = new Map(all("form.question", part).map((form) => [form.dataset["key"] ?? "", new Form(form)]));
    this.start = button(say("assessment-start"));
    this.end = button(say("assessment-finish"));
    // What stands there already for readers without a script gives way.
    this.facts = one(".assessment-facts", part) ?? make("p", "assessment-facts");
    this.status = make("div", "assessment-result");
    // The focus goes there: as a live region, too, it would be read twice.
    this.status.setAttribute("role", "group");
    this.status.tabIndex = -1;
    this.place();
    this.start.addEventListener("click", () => this.begin());
    this.end.addEventListener("click", () => this.finish());
    this.forms.forEach((form, key) => {
      for (const kind of ["change", "input"]) form.form.addEventListener(kind, () => this.respond(key, form));
    });
    this.show();
  }

  /** Buttons stand before and behind the questions. */
  place() {
    const first = one("form.question", this.part);
    const foot = make("div", "assessment-foot");
    foot.append(this.end);
    if (first) first.before(this.facts, this.status, this.start);
    this.part.append(foot);
  }

  get attempt() {
    return this.progress.attempt(this.spec.key);
  }

  begin() {
    if (!this.progress.begin(this.spec.key, Math.floor(Math.random() * SEEDS))) return;
    this.started = performance.now();
    this.warned = false;
    this.changed();
    this.show();
    const first = one("form.question:not([hidden]) fieldset", this.part);
    if (!first) return;
    first.tabIndex = -1;
    first.focus();
  }

  /** @param {string} key @param {Form} form */
  respond(key, form) {
    this.warned = false;
    this.progress.respond(this.spec.key, key, form.read(form.spec.kind === "order"));
    this.changed();
  }

  /** @returns {Form[]} questions of this attempt without an answer */
  get open() {
    return this.forDrawn().filter((form) => !form.read(form.spec.kind === "order"));
  }

  forDrawn() {
    return this.progress.drawn(this.spec.key).flatMap((question) => this.forms.get(question.key) ?? []);
  }

  finish() {
    const open = this.open;
    this.forDrawn().forEach((form) => this.progress.respond(this.spec.key, form.spec.key, form.read()));
    if (open.length && !this.warned) {
      // Asked once: whoever presses again means it.
      this.warned = true;
      open.forEach((form, at) => form.tell(say("unanswered"), "", at > 0));
      open[0]?.form.scrollIntoView();
      const field = one("input, select, button", open[0]?.form);
      return field?.focus();
    }
    this.progress.finish(this.spec.key, { at: Date.now(), took: performance.now() - this.started });
    this.changed();
    this.show();
    this.status.focus();
    this.part.scrollIntoView();
  }

  show() {
    const { running, used, scored } = this.attempt;
    const reviewing = !running && scored;
    const drawn = running || reviewing ? this.forDrawn() : [];
    this.part.dataset["phase"] = running ? "running" : reviewing ? "finished" : "new";
    this.forms.forEach((form) => (form.form.hidden = !drawn.includes(form)));
    drawn.forEach((form) => {
      this.part.insertBefore(form.form, this.end.parentElement);
      this.showForm(form, reviewing);
    });
    this.end.hidden = !running;
    this.start.hidden = running || !this.progress.left(this.spec.key);
    this.start.textContent = say(used ? "assessment-again" : "assessment-start");
    this.showFacts();
    this.status.replaceChildren(...(reviewing ? this.result() : []));
  }

  /** @param {Form} form @param {boolean} reviewing */
  showForm(form, reviewing) {
    const answer = this.attempt.answers.get(form.spec.key) ?? "";
    form.clear();
    delete form.form.dataset["asked"];
    /** @type {HTMLFormElement} */ (form.form).reset();
    form.controls.write(answer);
    form.lock(reviewing);
    if (!reviewing) return;
    if (answer) form.show(answer, false);
    else form.tell(say("not-answered"), "", true);
    if (form.solution && !answer) form.solution.hidden = false;
  }

  showFacts() {
    const { spec, progress } = this;
    const left = progress.left(spec.key);
    const mark = progress.passMark(spec.key);
    const facts = [say("questions-count", { n: spec.draw ? Math.min(spec.draw, spec.questions.length) : spec.questions.length })];
    if (mark) facts.push(say("pass-mark", { score: percent(mark) }));
    if (Number.isFinite(left)) facts.push(left ? say("attempts-left", { n: left }) : say("attempts-none"));
    this.facts.textContent = facts.join(" · ");
  }

  /** @returns {HTMLElement[]} */
  result() {
    const { spec, progress } = this;
    const reached = progress.reached(spec.key) / 100;
    const mark = progress.passMark(spec.key);
    const passed = reached >= mark;
    const title = make("p", "assessment-score", say("your-score", { score: percent(reached) }));
    if (mark) title.append(" ", make("span", passed ? "passed" : "failed", say(passed ? "passed" : "failed", { score: percent(mark) })));
    this.status.setAttribute("aria-label", title.textContent ?? "");
    const lines = [title];
    if (this.attempt.used > 1) lines.push(make("p", "", say("best-score", { score: percent(this.attempt.best / 100) })));
    if (!mark) this.status.dataset["result"] = "none";
    else this.status.dataset["result"] = passed ? "passed" : "failed";
    return [...lines, ...this.review()];
  }

  /** @returns {HTMLElement[]} */
  review() {
    const questions = this.progress.toReview(this.spec.key);
    if (!questions.length) return [make("p", "", say("all-right"))];
    const list = make("ul", "review");
    const seen = new Set();
    for (const { key } of questions) {
      // Where the lesson stands, this module or another, the author's pipeline knows.
      const form = this.forms.get(key)?.form;
      const lesson = form && one(".review", form)?.lastElementChild;
      if (!lesson || seen.has(lesson.textContent)) continue;
      seen.add(lesson.textContent);
      const item = make("li", "");
      item.append(lesson.cloneNode(true));
      list.append(item);
    }
    return [make("p", "", say("to-review", { n: questions.length })), list];
  }
}

/**
 * @param {Map<HTMLElement, Spec>} assessments
 * @param {Progress} progress
 * @param {() => void} changed
 * @returns {() => void} shows again what another window changed
 */
export function startAssessments(assessments, progress, changed) {
  const shown = [...assessments].map(([part, spec]) => new Assessment(part, spec, progress, changed));
  return () => shown.forEach((one) => one.show());
}
