/** A branching case: one step at a time, consequences told, the way back, and a summary of the path. */

/** @import {Progress} from "./progress.js" @import {Scenario as Spec} from "./story.js" */

import { all, choicesOf, lineOf, make, one, percent, say } from "./host.js";

/** @param {string} text */
function quiet(text) {
  const made = make("button", "button button-quiet", text);
  made.setAttribute("type", "button");
  return made;
}

class Scenario {
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
    this.since = performance.now();
    this.steps = all(".step", part);
    this.status = make("div", "consequence");
    this.status.setAttribute("role", "status");
    this.end = make("div", "path");
    this.end.tabIndex = -1;
    this.back = quiet(say("step-back"));
    this.again = quiet(say("step-restart"));
    const foot = make("p", "scenario-foot");
    foot.append(this.back, this.again);
    this.steps[0]?.before(this.status);
    part.append(this.end, foot);
    this.back.addEventListener("click", () => this.go(1));
    this.again.addEventListener("click", () => this.go(Infinity));
    this.steps.forEach((step, at) => choicesOf(step).forEach((link, n) => {
      link.addEventListener("click", (event) => this.choose(event, at, n));
    }));
    this.show(false);
  }

  /** The link's own way, to a step's anchor, is for pages without a script. @param {Event} event @param {number} at @param {number} n */
  choose(event, at, n) {
    event.preventDefault();
    event.stopPropagation();
    const choice = this.spec.steps[at]?.choices[n];
    if (!choice) return;
    this.progress.choose(this.spec.key, choice.code, { at: Date.now(), took: performance.now() - this.since });
    this.changed();
    this.show(true);
  }

  /** @param {number} steps back */
  go(steps) {
    this.progress.stepBack(this.spec.key, steps);
    this.changed();
    this.show(true);
  }

  /** @param {number} at step @param {string} code @returns {HTMLElement | undefined} the link of a choice */
  linkOf(at, code) {
    const step = this.spec.steps[at];
    const n = step?.choices.findIndex((choice) => choice.code === code) ?? -1;
    return this.steps[at] && choicesOf(this.steps[at])[n];
  }

  /** @param {boolean} moved */
  show(moved) {
    const way = this.progress.way(this.spec.key);
    const last = way.steps[way.steps.length - 1];
    // A choice that ends the scenario leads to no step: the summary follows at once.
    const over = way.ended && way.choices.length >= way.steps.length;
    this.steps.forEach((step, at) => (step.hidden = over || this.spec.steps[at] !== last));
    this.tell(way.choices.length ? this.consequence(way) : null);
    this.end.hidden = !way.ended;
    this.back.hidden = this.again.hidden = !way.choices.length;
    if (way.ended) this.summarize(way);
    if (!moved) return;
    const focus = over ? this.end : this.steps[this.spec.steps.indexOf(/** @type {any} */ (last))];
    if (!focus) return;
    focus.tabIndex = -1;
    focus.focus({ preventScroll: true });
    this.part.scrollIntoView();
  }

  /** @param {ReturnType<Progress["way"]>} way @returns {Node[]} what the last choice brought */
  consequence({ steps, choices }) {
    const at = this.spec.steps.indexOf(/** @type {any} */ (steps[choices.length - 1]));
    const link = this.linkOf(at, choices[choices.length - 1]?.code ?? "");
    const comment = link?.closest("li") && one(".feedback", /** @type {HTMLElement} */ (link.closest("li")));
    const said = make("p", "chosen", say("you-chose", { text: lineOf(link ?? null) }));
    return comment ? [said, comment.cloneNode(true)] : [said];
  }

  /** @param {Node[] | null} nodes */
  tell(nodes) {
    this.status.replaceChildren(...(nodes ?? []));
  }

  /** @param {ReturnType<Progress["way"]>} way */
  summarize({ steps, choices }) {
    const list = make("ol", "");
    choices.forEach((choice, n) => {
      const at = this.spec.steps.indexOf(/** @type {any} */ (steps[n]));
      list.append(make("li", "", lineOf(this.linkOf(at, choice.code) ?? null)));
    });
    const score = steps[steps.length - 1]?.score ?? -1;
    const lines = score < 0 ? [] : [make("p", "path-score", say("your-score", { score: percent(score) }))];
    this.end.replaceChildren(make("p", "path-title", say("path-title")), ...lines, list);
  }
}

/**
 * @param {Map<HTMLElement, Spec>} scenarios
 * @param {Progress} progress
 * @param {() => void} changed
 */
export function startScenarios(scenarios, progress, changed) {
  scenarios.forEach((spec, part) => new Scenario(part, spec, progress, changed));
}
