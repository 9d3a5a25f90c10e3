/**
 * Fetches the activities' script when a page with an activity is to be shown, or a moment after the
 * first view, so that a connection that drops later takes nothing away.
 */

import { all, one } from "./dom.js";
import { lent } from "./lent.js";

/** @import {Activities, Begin, Material} from "./activities.js" */

const ACTIVITY = "form.question, [data-assessment], [data-scenario], [data-reflection], video, audio";
const SOON = 1000;

export class Late {
  /** @param {Material} material */
  constructor(material) {
    /** @type {Activities | undefined} */
    this.activities = undefined;
    /** @type {HTMLScriptElement | undefined} */
    this.script = undefined;
    window.kits = { ...lent, ready: (/** @type {Begin} */ begin) => this.start(begin, material) };
    // What a browser put back into the fields is not what the learner's progress says.
    all("form.question").forEach((form) => /** @type {HTMLFormElement} */ (form).reset());
    if (one(ACTIVITY)) setTimeout(() => this.fetch(), SOON);
  }

  /** @param {HTMLElement} page that the learner is to see */
  show(page) {
    if (one(ACTIVITY, page)) this.fetch();
    // What goes on behind a hidden page could not be stopped.
    for (const player of /** @type {HTMLMediaElement[]} */ (all("video, audio"))) if (!page.contains(player)) player.pause();
  }

  fetch() {
    if (this.script) return;
    const script = (this.script = document.createElement("script"));
    script.src = "activities.js";
    const { classList } = document.documentElement;
    // Until then no answer can be given that nobody takes.
    classList.add("waiting");
    script.addEventListener("load", () => classList.remove("waiting"));
    script.addEventListener("error", () => {
      // The page can be read without; tried again with the next page, and when the connection is back.
      classList.remove("waiting");
      script.remove();
      this.script = undefined;
      addEventListener("online", () => this.fetch(), { once: true });
    });
    document.head.append(script);
  }

  /** @param {Begin} begin @param {Material} material */
  start(begin, material) {
    try {
      this.activities ??= begin(material);
    } catch (error) {
      // As in `main.js`: all of the text, with its solutions, rather than half of it.
      document.documentElement.classList.remove("js");
      throw error;
    }
  }

  /** What was typed last is saved. */
  flush() {
    this.activities?.flush();
  }

  /** What else was saved takes room from the texts. */
  count() {
    this.activities?.count();
  }

  /** Shows again what another window changed. */
  refresh() {
    this.activities?.refresh();
  }
}
