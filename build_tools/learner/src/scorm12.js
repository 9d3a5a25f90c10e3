/** SCORM 1.2 run-time: the elements, and how values are written. @import {Dialect} from "./dialect.js" */

import { LIMIT } from "./codec.js";
import { lettered } from "./interactions.js";
import { timeOfDay, timespan } from "./times.js";

const STATUS = "cmi.core.lesson_status";
const RAW = "cmi.core.score.raw";
/** "completed" of a module without a final assessment is less than a pass, and more than a fail. */
const RANK = ["", "not attempted", "browsed", "incomplete", "failed", "completed", "passed"];

/** @param {string} now @param {string} held */
const raised = (now, held) => (RANK.indexOf(now) > RANK.indexOf(held) ? now : held);

/** @type {Dialect} */
export const scorm12 = {
  before: "LMS",
  end: "Finish",
  root: "cmi.core.",
  location: "cmi.core.lesson_location",
  learner: "cmi.core.student_id",
  mode: "cmi.core.lesson_mode",
  mastery: "cmi.student_data.mastery_score",
  scale: 1,
  limit: LIMIT,
  held: [STATUS, RAW],
  status: (held) => held(STATUS),
  timespan,

  // RTE 3.4.4: exit "suspend" makes the LMS resume next time; "" is a normal exit.
  elements(snapshot, held) {
    const done = snapshot.status === "completed";
    const status = !done ? "incomplete" : snapshot.success === "unknown" ? "completed" : snapshot.success;
    /** @type {[string, string][]} */
    const found = [["cmi.suspend_data", snapshot.state], ["cmi.core.lesson_location", snapshot.location]];
    if (snapshot.score && !(Number(held(RAW)) > snapshot.score.raw)) {
      const { raw, min, max } = snapshot.score;
      found.push(["cmi.core.score.min", String(min)], ["cmi.core.score.max", String(max)], [RAW, String(raw)]);
    }
    found.push([STATUS, raised(status, held(STATUS))], ["cmi.core.exit", done ? "" : "suspend"]);
    return found;
  },

  interaction(one, at) {
    /** @type {[string, string][]} */
    const found = [[at + "id", one.id.slice(0, 255)], [at + "type", one.type], [at + "time", timeOfDay(one.at)]];
    if (one.objective) found.push([at + "objectives.0.id", one.objective]);
    one.correct.forEach((pattern, n) => found.push([`${at}correct_responses.${n}.pattern`, lettered(one, pattern, true)]));
    found.push([at + "weighting", String(one.weighting)], [at + "student_response", lettered(one, one.response, false)]);
    found.push([at + "result", one.result === "incorrect" ? "wrong" : String(one.result)], [at + "latency", timespan(one.took)]);
    return found;
  },

  objective(one, at, held) {
    const status = one.success === "unknown" ? one.completion : one.success;
    /** @type {[string, string][]} */
    const found = [[at + "status", raised(status, held(at + "status"))]];
    if (status === raised(status, held(at + "status"))) found.push([at + "score.raw", String(Math.round(one.scaled * 100))]);
    return found;
  },
};
