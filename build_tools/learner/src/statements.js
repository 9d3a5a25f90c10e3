/** The statements of a cmi5 unit (cmi5 9, 10; xAPI 1.0.3 Data 4). Pure but for UUIDs and the clock. */

/**
 * @import {Interaction} from "./interactions.js" @import {Launch} from "./xapi.js" @import {Score} from "./store.js"
 */

import { delimited } from "./interactions.js";
import { duration } from "./times.js";
import { uuid } from "./xapi.js";

const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const ADL = "http://adlnet.gov/expapi/";
const VERBS = ADL + "verbs/";

/** @param {string} id @param {object} [definition] */
const activity = (id, definition) => ({ objectType: "Activity", id, definition });

export class Statements {
  /** @param {Launch} launch @param {any} data `LMS.LaunchData` */
  constructor(launch, data) {
    this.launch = launch;
    this.actor = JSON.parse(launch.actor);
    this.template = data.contextTemplate ?? {};
    /** @type {number | undefined} */
    this.mastery = data.masteryScore;
    this.last = 0;
    this.begun = performance.now();
  }

  /** A clock set back must not turn the statements' order around. */
  now() {
    this.last = Math.max(Date.now(), this.last + 1);
    return new Date(this.last).toISOString();
  }

  /**
   * @param {string} verb
   * @param {object} more
   * @param {{categories?: string[], parent?: object[], extensions?: object}} [context]
   */
  make(verb, more, { categories = [], parent = [], extensions = {} } = {}) {
    const { contextActivities = {}, extensions: given = {}, ...template } = this.template;
    const activities = { ...contextActivities };
    const add = (/** @type {string} */ list, /** @type {object[]} */ entries) => {
      if (entries.length) activities[list] = [...[activities[list] ?? []].flat(), ...entries];
    };
    add("category", categories.map((name) => ({ id: CATEGORIES + name })));
    add("parent", parent);
    return {
      id: uuid(), actor: this.actor, verb: { id: VERBS + verb, display: { en: verb } }, timestamp: this.now(),
      object: activity(this.launch.activityId), ...more,
      context: {
        ...template, registration: this.launch.registration, contextActivities: activities,
        extensions: { ...given, ...extensions },
      },
    };
  }

  get duration() {
    return duration(performance.now() - this.begun);
  }

  initialized() {
    this.begun = performance.now();
    return this.make("initialized", {}, { categories: ["cmi5"] });
  }

  completed() {
    return this.make("completed", { result: { completion: true, duration: this.duration } }, { categories: ["moveon", "cmi5"] });
  }

  /** @param {boolean} success @param {Score | null} score */
  judged(success, score) {
    const result = { success, duration: this.duration, ...(score ? { score } : {}) };
    const extensions = this.mastery === undefined ? {} : { [MASTERY]: this.mastery };
    return this.make(success ? "passed" : "failed", { result }, { categories: ["moveon", "cmi5"], extensions });
  }

  terminated() {
    return this.make("terminated", { result: { duration: this.duration } }, { categories: ["cmi5"] });
  }

  /** A question's activity is the same in the test before and the test after: that pairs them. @param {Interaction} one */
  answered(one) {
    const { activityId } = this.launch;
    const language = document.documentElement.lang || "und";
    const definition = {
      type: ADL + "activities/cmi.interaction", interactionType: one.type,
      ...(one.text ? { description: { [language]: one.text } } : {}),
      ...(one.correct.length ? { correctResponsesPattern: one.correct.map((pattern) => delimited(one, pattern, true)) } : {}),
    };
    const verdict = typeof one.result === "number" ? { score: { scaled: one.result / 100 } }
      : one.result === "neutral" ? {} : { success: one.result === "correct" };
    return this.make("answered", {
      object: activity(`${activityId}/question/${one.question}`, definition),
      result: { response: delimited(one, one.response, false), duration: duration(one.took), ...verdict },
    }, { parent: [one.assessment
      ? activity(`${activityId}/assessment/${one.assessment}`, { type: ADL + "activities/assessment" })
      : activity(activityId)] });
  }
}
