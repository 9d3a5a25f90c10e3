/** SCORM 2004 4th edition run-time: the elements, and how values are written. @import {Dialect} from "./dialect.js" */

import { delimited } from "./interactions.js";
import { duration, timestamp } from "./times.js";

/** RTE 4.2.21: the least that every LMS keeps of `cmi.suspend_data`. */
const LIMIT = 64_000;
const COMPLETION = "cmi.completion_status";
const SUCCESS = "cmi.success_status";
const SCALED = "cmi.score.scaled";
const PROGRESS = "cmi.progress_measure";
const RANK = ["", "unknown", "not attempted", "incomplete", "failed", "completed", "passed"];
const MOST_DESCRIPTION = 250;

/** @param {string} now @param {string} held */
const raised = (now, held) => (RANK.indexOf(now) > RANK.indexOf(held) ? now : held);

/** @param {string} held @param {number} value @returns {boolean} whether a number takes nothing back */
const isMore = (held, value) => !(Number(held) > value);

/** @param {number} value @returns {string} real(10,7) */
const real = (value) => String(Number(value.toFixed(7)));

/** @type {Dialect} */
export const scorm2004 = {
  before: "",
  end: "Terminate",
  root: "cmi.",
  location: "cmi.location",
  learner: "cmi.learner_id",
  mode: "cmi.mode",
  mastery: "cmi.scaled_passing_score",
  scale: 100,
  limit: LIMIT,
  held: [COMPLETION, SUCCESS, SCALED, PROGRESS],
  status: (held) => (held(COMPLETION) === "completed" && held(SUCCESS) !== "passed" ? "completed" : held(SUCCESS)),
  timespan: duration,

  elements(snapshot, held) {
    /** @type {[string, string][]} */
    const found = [["cmi.suspend_data", snapshot.state], ["cmi.location", snapshot.location]];
    if (isMore(held(PROGRESS), snapshot.progress)) found.push([PROGRESS, real(snapshot.progress)]);
    if (snapshot.score && isMore(held(SCALED), snapshot.score.scaled)) {
      const { raw, min, max, scaled } = snapshot.score;
      found.push(["cmi.score.min", String(min)], ["cmi.score.max", String(max)], ["cmi.score.raw", String(raw)], [SCALED, real(scaled)]);
    }
    found.push([COMPLETION, raised(snapshot.status, held(COMPLETION))]);
    if (snapshot.success !== "unknown") found.push([SUCCESS, raised(snapshot.success, held(SUCCESS))]);
    // A normal exit would begin a new, empty attempt at the next visit: what was done would seem undone.
    found.push(["cmi.exit", "suspend"]);
    return found;
  },

  interaction(one, at) {
    /** @type {[string, string][]} */
    const found = [[at + "id", one.id], [at + "type", one.type], [at + "timestamp", timestamp(one.at)]];
    if (one.objective) found.push([at + "objectives.0.id", one.objective]);
    one.correct.forEach((pattern, n) => found.push([`${at}correct_responses.${n}.pattern`, delimited(one, pattern, true)]));
    const result = typeof one.result === "number" ? real(one.result) : one.result;
    found.push([at + "weighting", real(one.weighting)], [at + "learner_response", delimited(one, one.response, false)]);
    found.push([at + "result", result], [at + "latency", duration(one.took)]);
    const text = one.text.slice(0, MOST_DESCRIPTION);
    if (text) found.push([at + "description", text]);
    return found;
  },

  objective(one, at, held) {
    /** @type {[string, string][]} */
    const found = [[at + "completion_status", raised(one.completion, held(at + "completion_status"))]];
    if (one.success === "unknown") return found;
    const success = raised(one.success, held(at + "success_status"));
    found.push([at + "success_status", success]);
    if (success === one.success) found.push([at + "score.scaled", real(one.scaled)]);
    return found;
  },
};
