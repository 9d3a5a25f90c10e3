// What answers are worth, assessments, scenarios, reflections: without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codesFor, escapeText, fit, unescapeText } from "../../../build_tools/learner/src/alphabet.js";
import { drawn } from "../../../build_tools/learner/src/assess.js";
import { LIMIT } from "../../../build_tools/learner/src/codec.js";
import { plain, share, verdict } from "../../../build_tools/learner/src/judge.js";
import { Progress } from "../../../build_tools/learner/src/progress.js";
import { assessment, choice, key, keys, likert, match, numeric, order, scenario, short, truth } from "./samples.mjs";

test("answers of all eight kinds are judged", () => {
  assert.equal(share(choice("q", "b"), "b"), 1);
  assert.equal(share(choice("q", "b"), "a"), 0);
  assert.equal(share(choice("q", "ab"), "a"), 0.5);
  assert.equal(share(choice("q", "ab"), "ac"), 0);
  assert.equal(verdict(choice("q", "ab"), "ac"), "partial");
  assert.equal(share(truth("q", false), "b"), 1);
  assert.equal(share(match("q"), "aAbBcC"), 1);
  assert.equal(share(match("q"), "aAbCcB"), 1 / 3);
  assert.equal(share(order("q"), "abcd"), 1);
  assert.equal(share(order("q"), "bacd"), 0.5);
  assert.equal(share(short("q", "Línea 145", "145"), "'linea  145."), 1);
  assert.equal(share(short("q", "145"), "'146"), 0);
  for (const typed of ["17,5", "17.5", "+18", " 19 "]) assert.equal(share(numeric("q", "17..19"), "'" + typed), 1, typed);
  for (const typed of ["16,9", "19.01", "dieciocho", "1e1", ""]) assert.equal(share(numeric("q", "17..19"), "'" + typed), 0, typed);
  assert.equal(share(numeric("q", "-3,5"), "'-3.5"), 1);
  assert.equal(share(likert("q"), "e"), 1);
  assert.equal(share(choice("q"), ""), 0);
});

test("words are compared without case, accents, punctuation and extra spaces", () => {
  assert.equal(plain(" ¡Policía  NACIONAL! "), plain("policia nacional"));
  assert.equal(plain("niño"), plain("nino"));
});

test("texts keep every sign in ASCII, and are never cut within one", () => {
  const text = "¿Qué? «trata» – 100 % 😀_*~.";
  assert.match(escapeText(text), /^[\w~*-]+$/);
  assert.equal(unescapeText(escapeText(text)), text);
  for (let room = 0; room < 90; room += 1) {
    const part = fit(text, room);
    assert.ok(text.startsWith(part) && escapeText(part).length <= room);
    assert.ok(!/[\ud800-\udbff]$/.test(part));
  }
});

test("codes do not depend on the order of ids", () => {
  const ids = Array.from({ length: 30 }, (_, n) => `a${n}`);
  assert.deepEqual(codesFor(ids), codesFor([...ids].reverse()));
  assert.equal(new Set(codesFor(ids).values()).size, 30);
});

const pool = keys(0, 12).map((key) => choice(key, "b"));
const start = (more = {}, rest = {}) =>
  new Progress({ lessons: ["aaa"], assessments: [assessment("eee", pool, more)], ...rest });
const take = (progress, right) => {
  assert.ok(progress.begin("eee", 77 + progress.attempt("eee").used));
  progress.drawn("eee").forEach((one, n) => progress.respond("eee", one.key, n < right ? "b" : "a"));
  progress.finish("eee");
};

test("a draw is stable by its seed, and moves little when the pool changes", () => {
  const spec = assessment("eee", pool, { draw: 5 });
  const before = drawn(spec, 9).map((one) => one.key);
  assert.deepEqual(drawn({ ...spec, questions: [...pool].reverse() }, 9).map((one) => one.key), before);
  assert.equal(before.length, 5);
  assert.ok([...Array(40).keys()].some((seed) => drawn(spec, seed).map((one) => one.key).join() !== before.join()));
  const fewer = drawn({ ...spec, questions: pool.filter((one) => one.key !== before[0]) }, 9).map((one) => one.key);
  assert.deepEqual(fewer.slice(0, 4), before.slice(1));
  const unshuffled = drawn({ ...spec, draw: 0, shuffle: false }, 9);
  assert.deepEqual(unshuffled, pool);
});

test("the best score stays, attempts are counted, a pass is never lost", () => {
  const progress = start({ attempts: 3, draw: 10 });
  assert.equal(progress.snapshot().score, null);
  assert.equal(progress.success, "unknown");
  take(progress, 5);
  assert.equal(progress.success, "failed");
  take(progress, 8);
  assert.equal(progress.success, "passed");
  take(progress, 1);
  assert.deepEqual(progress.snapshot().score, { raw: 80, min: 0, max: 100, scaled: 0.8 });
  assert.equal(progress.success, "passed");
  assert.equal(progress.left("eee"), 0);
  assert.equal(progress.begin("eee", 1), false);
  const again = start({ attempts: 3, draw: 10 }, { saved: progress.encoded });
  assert.equal(again.success, "passed");
  assert.equal(again.best, 8000);
  assert.equal(again.left("eee"), 0);
  assert.deepEqual(again.toReview("eee"), progress.toReview("eee"));
});

test("a module with a final assessment is completed by its lessons and the assessment", () => {
  const progress = start();
  progress.see("aaa");
  assert.equal(progress.status, "incomplete");
  assert.equal(progress.measure, 0.5);
  take(progress, 0);
  assert.equal(progress.status, "completed");
  assert.equal(progress.success, "failed");
  assert.equal(progress.measure, 1);
  assert.equal(start({ kind: "diagnostic" }).finals.length, 0);
});

test("an attempt is resumed as it was left", () => {
  const progress = start({ draw: 4 });
  progress.begin("eee", 5);
  const [first] = progress.drawn("eee");
  progress.respond("eee", first.key, "c");
  const again = start({ draw: 4 }, { saved: progress.encoded });
  assert.deepEqual(again.drawn("eee"), progress.drawn("eee"));
  assert.ok(again.attempt("eee").running);
  assert.equal(again.attempt("eee").answers.get(first.key), "c");
  assert.equal(again.begin("eee", 6), false);
});

test("the LMS's own pass mark goes first, for the final assessment", () => {
  const progress = start({ draw: 10 }, { mastery: 90 });
  take(progress, 8);
  assert.equal(progress.success, "failed");
});

test("what an LMS holds is not taken back", () => {
  const progress = start({}, { status: "passed" });
  assert.equal(progress.success, "passed");
  assert.equal(progress.status, "incomplete");
  take(progress, 0);
  assert.equal(progress.success, "passed");
});

test("a removed assessment keeps its score; a removed question costs nothing", () => {
  const progress = start();
  progress.see("aaa");
  take(progress, 12);
  const other = new Progress({ lessons: ["aaa"], saved: progress.encoded });
  assert.equal(other.best, 10000);
  assert.equal(other.success, "passed");
  assert.ok(other.encoded.includes(".aeee"));
  const fewer = new Progress({ lessons: ["aaa"], assessments: [assessment("eee", pool.slice(3))], saved: progress.encoded });
  assert.equal(fewer.reached("eee"), 10000);
});

test("interactions are told once, with what was asked", () => {
  const progress = new Progress({ lessons: [], questions: [match("mmm")], assessments: [assessment("eee", pool.slice(0, 2))] });
  progress.answer("mmm", "aAbBcD", { at: 5, took: 7 });
  const [one] = progress.snapshot().interactions;
  assert.deepEqual(one.response, [["keya", "rightA"], ["keyb", "rightB"], ["keyc", "rightD"]]);
  assert.equal(one.result, "incorrect");
  assert.deepEqual(progress.snapshot().interactions, []);
  take(progress, 2);
  const told = progress.snapshot().interactions;
  assert.deepEqual(told.map(({ id }) => id).sort(), pool.slice(0, 2).map(({ id }) => "e-eee." + id).sort());
  assert.ok(told.every(({ result }) => result === "correct"));
});

test("objectives come from the answers given last", () => {
  const questions = [choice("aaa", "a", { objective: "uno" }), choice("bbb", "a", { objective: "uno" }), choice("ccc", "a", { objective: "dos" })];
  const progress = new Progress({ lessons: [], questions });
  assert.deepEqual(progress.objectives, []);
  progress.answer("aaa", "a");
  assert.deepEqual(progress.objectives, [{ id: "uno", completion: "incomplete", success: "unknown", scaled: 0.5 }]);
  progress.answer("bbb", "a");
  assert.deepEqual(progress.objectives, [{ id: "uno", completion: "completed", success: "passed", scaled: 1 }]);
});

test("scenarios: the path, the way back, the end", () => {
  const progress = new Progress({ lessons: [], scenarios: [scenario("sss")] });
  progress.choose("sss", "aa");
  progress.choose("sss", "zz");
  assert.deepEqual(progress.way("sss").steps.map(({ id }) => id), ["uno", "dos"]);
  progress.stepBack("sss");
  assert.deepEqual(progress.way("sss").steps.map(({ id }) => id), ["uno"]);
  progress.choose("sss", "aa");
  progress.choose("sss", "dd");
  assert.ok(progress.way("sss").ended);
  const [told] = progress.snapshot().interactions;
  assert.deepEqual(told.response, [["uno", "dos"], ["dos", "tres"]]);
  assert.equal(told.result, 80);
  const again = new Progress({ lessons: [], scenarios: [scenario("sss")], saved: progress.encoded });
  assert.deepEqual(again.way("sss"), progress.way("sss"));
  again.stepBack("sss", Infinity);
  assert.deepEqual(again.way("sss").choices, []);
  assert.ok(again.state.paths.get("sss").ended);
  again.choose("sss", "cc");
  assert.ok(again.way("sss").ended);
});

test("a circle in a scenario does not fill the state", () => {
  const progress = new Progress({ lessons: [], scenarios: [scenario("sss")] });
  for (let n = 0; n < 2000; n += 1) progress.choose("sss", n % 2 ? "ee" : "aa");
  assert.ok(progress.encoded.length < 150);
});

test("reflections are kept whole where there is room, and their cut is known where not", () => {
  const text = "Ñandú ".repeat(900);
  const here = new Progress({ lessons: [], reflections: ["rrr", "ttt"], limit: Infinity });
  here.write("rrr", text);
  assert.equal(new Progress({ lessons: [], saved: here.encoded, limit: Infinity }).state.texts.get("rrr"), text);
  const there = new Progress({ lessons: [], reflections: ["rrr", "ttt"] });
  there.write("ttt", "corto");
  there.write("rrr", text);
  assert.ok(there.encoded.length <= LIMIT && there.encoded.length > LIMIT - 10);
  assert.deepEqual([...there.cut], ["rrr"]);
  const again = new Progress({ lessons: [], reflections: ["rrr", "ttt"], saved: there.encoded });
  assert.ok(text.startsWith(again.state.texts.get("rrr")) && again.cut.has("rrr"));
  assert.equal(again.state.texts.get("ttt"), "corto");
  again.merge(there.whole, true);
  assert.equal(again.state.texts.get("rrr"), text);
  again.merge(there.encoded);
  assert.equal(again.state.texts.get("rrr"), text, "a beginning never takes the place of the whole");
  again.write("rrr", "menos");
  assert.equal(again.cut.size, 0);
});

test("another window's state is taken in, and what is at hand stays", () => {
  const here = start({ draw: 10 }, { questions: [choice("qqq")], reflections: ["rrr"] });
  const there = start({ draw: 10 }, { questions: [choice("qqq")], reflections: ["rrr"] });
  here.answer("qqq", "b");
  there.answer("qqq", "a");
  there.see("aaa");
  take(there, 9);
  here.merge(there.whole, true);
  assert.equal(here.answerTo("qqq"), "b");
  assert.equal(here.success, "passed");
  assert.equal(here.status, "completed");
});

test("25 answered questions of an assessment take less than 120 characters", () => {
  const questions = keys(1000, 25).map((key) => choice(key));
  const progress = new Progress({ lessons: [key(0)], assessments: [assessment("eee", questions)] });
  progress.visit(key(0));
  progress.begin("eee", 1);
  questions.forEach((one) => progress.respond("eee", one.key, "a"));
  assert.ok(progress.encoded.length < 120, `${progress.encoded.length}`);
});

test("the largest kit fits with everything answered at its longest, twice", () => {
  const questions = keys(1000, 300).map((key, n) => [choice(key, "abcdef"), match(key), order(key), short(key, "x"), likert(key)][n % 5]);
  const words = "'" + "¿".repeat(120);
  const of = ({ kind }) => ({ multiple: "abcdef", match: "aAbBcC", order: "abcd", short: words, likert: "a" })[kind];
  const lessons = keys(0, 60);
  const make = (saved) => new Progress({ lessons, questions, assessments: [assessment("eee", questions)], scenarios: [scenario("sss")], reflections: ["rrr"], saved });
  const progress = make("");
  lessons.forEach((lesson) => progress.see(lesson));
  questions.forEach((one) => progress.answer(one.key, of(one)));
  progress.write("rrr", "Ñ".repeat(3000));
  progress.begin("eee", 3);
  questions.forEach((one) => progress.respond("eee", one.key, of(one)));
  progress.finish("eee");
  assert.ok(progress.encoded.length <= LIMIT);
  const again = make(progress.encoded);
  assert.deepEqual(again.missing, []);
  assert.equal(again.best, progress.best);
  assert.equal(again.status, "completed");
  assert.ok(progress.cut.has("rrr"));
});
