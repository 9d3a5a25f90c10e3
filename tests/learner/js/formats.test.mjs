// How SCORM 1.2, SCORM 2004 and xAPI write answers, times and statuses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { delimited, lettered, ofQuestion, ofScenario } from "../../../build_tools/learner/src/interactions.js";
import { scorm12 } from "../../../build_tools/learner/src/scorm12.js";
import { scorm2004 } from "../../../build_tools/learner/src/scorm2004.js";
import { duration, timestamp } from "../../../build_tools/learner/src/times.js";
import { choice, likert, match, numeric, order, scenario, short, truth } from "./samples.mjs";

const WHEN = { at: Date.UTC(2026, 0, 2, 3, 4, 5, 67), took: 61_239 };
const CASES = [
  [choice("q", "ab"), "ab", "choice", /^[a-z0-9],[a-z0-9]$/, "keya[,]keyb"],
  [choice("q", "b"), "b", "choice", /^[a-z0-9]$/, "keyb"],
  [truth("q", true), "a", "true-false", /^t$/, "true"],
  [truth("q", true), "b", "true-false", /^f$/, "false"],
  [match("q"), "aAbBcC", "matching", /^([a-z0-9]\.[a-z0-9],){2}[a-z0-9]\.[a-z0-9]$/, "keya[.]rightA[,]keyb[.]rightB[,]keyc[.]rightC"],
  [order("q"), "abcd", "sequencing", /^([a-z0-9],){3}[a-z0-9]$/, "keya[,]keyb[,]keyc[,]keyd"],
  [short("q", "145"), "'el 145", "fill-in", /^el 145$/, "el 145"],
  [numeric("q", "17..19"), "'17,5", "numeric", /^17\.5$/, "17.5"],
  [likert("q"), "c", "likert", /^[a-z0-9]$/, "keyc"],
];

test("responses are written as each standard wants them", () => {
  for (const [question, answer, type, old, now] of CASES) {
    const one = ofQuestion(question, answer, "", WHEN);
    assert.equal(one.type, type);
    assert.match(lettered(one, one.response, false), old);
    assert.equal(delimited(one, one.response, false), now);
  }
  const way = ofScenario(scenario("s"), ["aa", "dd"], 80, WHEN);
  assert.equal(delimited(way, way.response, false), "uno[.]dos[,]dos[.]tres");
  assert.equal(lettered(way, way.response, false), "uno-dos,dos-tres");
});

test("a right response is equal to its pattern, letter by letter", () => {
  for (const [question, answer] of CASES.filter(([{ kind }]) => !["short", "numeric", "likert"].includes(kind))) {
    const one = ofQuestion(question, answer, "", WHEN);
    const [pattern] = one.correct;
    const right = one.result === "correct";
    assert.equal(lettered(one, one.response, false) === lettered(one, pattern, true), right);
    assert.equal(delimited(one, one.response, false) === delimited(one, pattern, true), right);
  }
  const range = ofQuestion(numeric("q", "17..19"), "'18", "", WHEN);
  assert.equal(delimited(range, range.correct[0], true), "17[:]19");
  assert.equal(lettered(range, range.correct[0], true), "17:19");
});

const snapshot = (more) => ({ state: "2", location: "x", status: "incomplete", success: "unknown", score: null, progress: 0, ...more });
const statusOf = (held, more) =>
  Object.fromEntries(scorm12.elements(snapshot(more), (name) => (name === "cmi.core.lesson_status" ? held : "")))["cmi.core.lesson_status"];

test("SCORM 1.2: passed and failed by the pass mark, completed without one, never lowered", () => {
  assert.equal(statusOf("", {}), "incomplete");
  assert.equal(statusOf("incomplete", { status: "completed" }), "completed");
  assert.equal(statusOf("incomplete", { status: "completed", success: "passed" }), "passed");
  assert.equal(statusOf("incomplete", { status: "completed", success: "failed" }), "failed");
  assert.equal(statusOf("incomplete", { success: "passed" }), "incomplete", "not before the lessons were seen");
  assert.equal(statusOf("failed", { status: "completed", success: "passed" }), "passed");
  assert.equal(statusOf("completed", { status: "completed", success: "failed" }), "completed");
  for (const held of ["passed", "completed", "failed"]) assert.equal(statusOf(held, {}), held);
});

test("scores and measures of an LMS are never lowered", () => {
  const score = { raw: 60, min: 0, max: 100, scaled: 0.6 };
  const names = (dialect, held) => dialect.elements(snapshot({ score, progress: 0.5 }), () => held).map(([name]) => name);
  assert.ok(names(scorm12, "").includes("cmi.core.score.raw"));
  assert.ok(!names(scorm12, "61").includes("cmi.core.score.raw"));
  assert.ok(names(scorm2004, "").includes("cmi.score.scaled"));
  assert.ok(!names(scorm2004, "0.7").includes("cmi.score.scaled"));
  assert.ok(!names(scorm2004, "0.7").includes("cmi.progress_measure"));
});

test("times have as many digits as Moodle takes", () => {
  assert.equal(timestamp(WHEN.at), "2026-01-02T03:04:05.06Z");
  assert.equal(duration(61_239), "PT1M1.23S");
  assert.equal(duration(0), "PT0S");
  assert.equal(duration(3_600_000), "PT1H0S");
  assert.equal(duration(-9), "PT0S");
});
