// The pure parts of the runtime, without a page: the state machine, its encoding, time spans.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findApi as find } from "../../../build_tools/learner/src/api.js";
import { decode, encode, LIMIT } from "../../../build_tools/learner/src/codec.js";
import { Progress } from "../../../build_tools/learner/src/progress.js";
import { timespan } from "../../../build_tools/learner/src/times.js";
import { choice, key, keys } from "./samples.mjs";

const findApi = (frame) => find(frame, "API")?.API ?? null;

test("is complete when all lessons were seen, whatever their order", () => {
  const progress = new Progress({ lessons: ["aaa", "bbb"] });
  progress.see("bbb");
  assert.equal(progress.status, "incomplete");
  assert.deepEqual(progress.missing, ["aaa"]);
  progress.see("aaa");
  assert.equal(progress.status, "completed");
});

test("is not complete without any lesson", () => {
  assert.equal(new Progress({ lessons: [] }).status, "incomplete");
});

test("is never taken back: neither by a lesson added later nor by what the LMS holds", () => {
  const first = new Progress({ lessons: ["aaa"] });
  first.see("aaa");
  const next = new Progress({ lessons: ["new", "aaa"], saved: first.encoded, status: "incomplete" });
  assert.equal(next.status, "completed");
  assert.deepEqual(next.missing, ["new"]);
  for (const status of ["completed", "passed", "failed"]) {
    assert.equal(new Progress({ lessons: ["aaa"], status }).status, "completed");
  }
});

test("comes back as it was, by keys and not by positions", () => {
  const before = new Progress({ lessons: ["aaa", "bbb", "ccc"], questions: ["qqq", "rrr"].map((key) => choice(key)) });
  before.visit("bbb");
  before.see("aaa");
  before.answer("qqq", "x");
  before.answer("rrr", "yz");
  const after = new Progress({ lessons: ["new", "bbb", "aaa", "ccc"], questions: ["rrr", "qqq"].map((key) => choice(key)), saved: before.encoded });
  assert.equal(after.bookmark, "bbb");
  assert.ok(after.hasSeen("aaa") && !after.hasSeen("new") && !after.hasSeen("bbb"));
  assert.equal(after.answerTo("qqq"), "x");
  assert.equal(after.answerTo("rrr"), "yz");
  assert.equal(after.encoded, before.encoded);
});

test("has no bookmark when its lesson is gone", () => {
  assert.equal(new Progress({ lessons: ["aaa"], saved: "1.cxyz" }).bookmark, "");
});

test("takes in a state that could not be saved without losing any", () => {
  const progress = new Progress({ lessons: ["aaa", "bbb"], questions: [choice("qqq")], saved: "1.caaa.laaa.1qqqa" });
  progress.merge("1.cbbb.lbbb");
  assert.equal(progress.status, "completed");
  assert.equal(progress.bookmark, "bbb");
  assert.equal(progress.answerTo("qqq"), "a");
  progress.merge("");
  assert.equal(progress.bookmark, "bbb");
});

test("a text that was erased is not brought back by an older state", () => {
  const life = (/** @type {object} */ more) => new Progress({ lessons: ["aaa"], reflections: ["rrr", "sss"], ...more });
  const [erased, older] = [life({ saved: "2.rrrrHola" }), "2.rrrrHola"];
  erased.write("rrr", "");
  for (const progress of [erased, life({ saved: erased.encoded })]) {
    progress.merge(older, true);
    assert.equal(progress.state.texts.get("rrr"), "");
  }
  const refused = life({ saved: older });
  refused.merge(erased.encoded);
  assert.equal(refused.state.texts.get("rrr"), "");
  // Not even where there is no room for what is longer.
  erased.write("sss", "é".repeat(LIMIT));
  refused.merge(older);
  refused.merge(erased.encoded);
  assert.equal(refused.state.texts.get("rrr"), "");
  refused.merge(older);
  assert.equal(refused.state.texts.get("rrr"), "Hola");
});

test("the largest kit fits SCORM 1.2: 60 lessons, 300 questions of six answers each", () => {
  const lessons = keys(0, 60);
  const questions = keys(1000, 300);
  const progress = new Progress({ lessons, questions: questions.map((key) => choice(key)) });
  lessons.forEach((lesson) => progress.see(lesson));
  progress.visit(lessons[59]);
  questions.forEach((question) => progress.answer(question, "abcdef"));
  assert.ok(progress.encoded.length <= LIMIT, `${progress.encoded.length}`);
  const again = new Progress({ lessons, questions: questions.map((key) => choice(key)), saved: progress.encoded });
  assert.deepEqual(again.missing, []);
  assert.ok(questions.every((question) => again.answerTo(question) === "abcdef"));
});

test("25 answered questions take less than 120 characters", () => {
  const questions = keys(1000, 25);
  const progress = new Progress({ lessons: keys(0, 1), questions: questions.map((key) => choice(key)) });
  progress.visit(key(0));
  questions.forEach((question) => progress.answer(question, "a"));
  assert.ok(progress.encoded.length < 120, `${progress.encoded.length}`);
});

test("never grows over the limit; what the module has goes last", () => {
  const state = decode("");
  keys(0, 600).forEach((question) => state.answers.set(question, "abcdefg"));
  const known = new Set(keys(0, 20));
  const { text } = encode(state, (name) => known.has(name));
  assert.ok(text.length <= LIMIT);
  assert.ok([...known].every((name) => decode(text).answers.has(name)));
});

test("keeps what a later version wrote", () => {
  const progress = new Progress({ lessons: ["aaa"], saved: "3.caaa.zFUTURE.laaa" });
  assert.equal(progress.status, "completed");
  assert.ok(progress.encoded.includes(".zFUTURE"));
});

test("reads what can be read of a damaged state, and never throws", () => {
  const whole = "1.sC.cbbb.laaabbbccc.1qqqxrrry.2sssab";
  for (let cut = 0; cut <= whole.length; cut += 1) decode(whole.slice(0, cut));
  const cutShort = decode("1.cbbb.laaabb");
  assert.ok(cutShort.lessons.has("aaa"));
  assert.equal(cutShort.lessons.size, 1);
  const scratched = decode("1.c\u0000bb.laaabbb.1qqqx");
  assert.deepEqual([...scratched.lessons], ["aaa", "bbb"]);
  assert.equal(scratched.answers.get("qqq"), "x");
  for (const alien of [null, undefined, "", "null", '{"lessons":[1,2]}', "….…", "\u0000", ".".repeat(5000)]) {
    assert.equal(new Progress({ lessons: ["aaa"], saved: alien }).status, "incomplete");
  }
});

test("random garbage never throws and always encodes within the limit", () => {
  let seed = 7;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (let round = 0; round < 2000; round += 1) {
    const text = Array.from({ length: random() * 60 }, () => ".lc1s2AZaz-_\u00e9 {tgrR:~*"[Math.floor(random() * 23)]).join("");
    assert.ok(new Progress({ lessons: ["aaa"], saved: text }).encoded.length <= LIMIT);
  }
});

test("time spans are HHHH:MM:SS.SS", () => {
  assert.equal(timespan(0), "0000:00:00.00");
  assert.equal(timespan(61_239), "0000:01:01.23");
  assert.equal(timespan(100 * 3_600_000 + 59 * 60_000), "0100:59:00.00");
  assert.equal(timespan(-5), "0000:00:00.00");
  assert.match(timespan(1e12), /^9999:\d\d:\d\d\.\d\d$/);
});

test("the API is found in parents, over frames of other origins, and behind openers", () => {
  const api = { LMSInitialize: () => "true" };
  const top = { API: api };
  top.parent = top.top = top;
  const walled = { get API() { throw new Error("cross-origin"); }, parent: top, top };
  const frame = { parent: walled, top };
  assert.equal(findApi(frame), api);
  const lonely = {};
  lonely.parent = lonely.top = lonely;
  assert.equal(findApi(lonely), null);
  lonely.opener = frame;
  assert.equal(findApi(lonely), api);
  const inner = { parent: lonely, top: lonely };
  assert.equal(findApi(inner), api);
});

test("the search for the API ends", () => {
  let frame = {};
  for (let depth = 0; depth < 40; depth += 1) frame = { parent: frame };
  assert.equal(findApi(frame), null);
});
