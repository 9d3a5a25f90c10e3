// Random lives of a learner: whatever happens, nothing is taken back, and what was shown comes back.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { LIMIT } from "../../../build_tools/learner/src/codec.js";
import { Progress } from "../../../build_tools/learner/src/progress.js";
import { assessment, choice, keys, likert, match, numeric, order, scenario, short, truth } from "./samples.mjs";

const fc = createRequire(new URL("../../../build_tools/learner/package.json", import.meta.url))("fast-check");
const MAKERS = [(k) => choice(k), (k) => choice(k, "ab"), (k) => truth(k, true), match, order, (k) => short(k, "145"), (k) => numeric(k, "1..3"), likert];
const ALL_LESSONS = keys(0, 60);
const ALL_QUESTIONS = keys(100, 300).map((key, n) => MAKERS[n % MAKERS.length](key));
const CODES = { single: "b", multiple: "ab", "true-false": "a", match: "aAbBcD", order: "badc", likert: "c" };

/** A version of the module: how many lessons and questions of the largest it has, and which. */
const version = fc.record({ lessons: fc.integer({ min: 1, max: 60 }), questions: fc.integer({ min: 1, max: 300 }), from: fc.integer({ min: 0, max: 20 }) });
const index = fc.nat(299);
const event = fc.oneof(
  fc.record({ do: fc.constant("see"), n: index }),
  fc.record({ do: fc.constant("visit"), n: index }),
  fc.record({ do: fc.constant("answer"), n: index, text: fc.string({ maxLength: 120 }), right: fc.boolean() }),
  fc.record({ do: fc.constant("begin"), n: index }),
  fc.record({ do: fc.constant("respond"), n: index, right: fc.boolean() }),
  fc.record({ do: fc.constant("finish") }),
  fc.record({ do: fc.constant("choose"), n: index }),
  fc.record({ do: fc.constant("back") }),
  fc.record({ do: fc.constant("write"), text: fc.string({ maxLength: 3000, unit: "grapheme" }) }),
  fc.record({ do: fc.constant("reopen") }),
  fc.record({ do: fc.constant("kill") }),
  fc.record({ do: fc.constant("refuse"), on: fc.boolean() }),
  fc.record({ do: fc.constant("update"), version }),
);
const RANKS = ["unknown", "failed", "passed"];

/** The LMS keeps what it was given, unless it refuses: then the device does. */
class Life {
  constructor(version) {
    this.version = version;
    this.lms = { state: "", status: "" };
    this.device = "";
    this.refusing = false;
    this.open();
  }

  open() {
    const { lessons, questions, from } = this.version;
    const own = ALL_QUESTIONS.slice(from, from + questions);
    this.progress = new Progress({
      lessons: ALL_LESSONS.slice(from, from + lessons), questions: own,
      assessments: [assessment("eee", own, { draw: 10 }), assessment("fff", own, { kind: "diagnostic" })],
      scenarios: [scenario("sss")], reflections: ["rrr"], saved: this.lms.state, status: this.lms.status,
    });
    this.progress.merge(this.device);
  }

  save() {
    const { state, status } = this.progress.snapshot();
    assert.ok(state.length <= LIMIT);
    if (this.refusing) this.device = state;
    else {
      this.lms = { state, status: status === "completed" ? status : "" };
      this.device = "";
    }
  }

  run(what) {
    const { progress } = this;
    const questions = [...progress.questions.values()];
    const question = questions[what.n % questions.length];
    const given = question && (CODES[question.kind] ?? "'" + (what.right ? question.answers[0].value.split("..")[0] : what.text ?? "?"));
    if (what.do === "see") progress.see(progress.lessons[what.n % progress.lessons.length]);
    if (what.do === "visit") progress.visit(progress.lessons[what.n % progress.lessons.length]);
    if (what.do === "answer") progress.answer(question.key, given);
    if (what.do === "begin") progress.begin(what.n % 2 ? "eee" : "fff", what.n);
    if (what.do === "respond") ["eee", "fff"].forEach((key) => progress.respond(key, question.key, given));
    if (what.do === "finish") ["eee", "fff"].forEach((key) => progress.finish(key));
    if (what.do === "choose") progress.choose("sss", ["aa", "bb", "cc", "dd", "ee"][what.n % 5]);
    if (what.do === "back") progress.stepBack("sss");
    if (what.do === "write") progress.write("rrr", what.text);
    if (what.do === "refuse") this.refusing = what.on;
    if (what.do === "update") this.version = what.version;
    if (what.do !== "kill") this.save();
  }
}

const shown = (progress) => ({
  missing: progress.missing, status: progress.status, success: progress.success, best: progress.best, bookmark: progress.bookmark,
  used: progress.attempt("eee").used, running: progress.attempt("eee").running, drawn: progress.drawn("eee").map((one) => one.key),
  answers: [...progress.attempt("eee").answers].sort(), checks: [...progress.state.answers].sort(), path: progress.way("sss"),
  text: progress.state.texts.get("rrr") ?? "",
});

test("score and status never regress, resume equals what was shown, the state always fits", () => {
  fc.assert(
    fc.property(version, fc.array(event, { maxLength: 60 }), (first, events) => {
      const life = new Life(first);
      let [best, completed, success] = [-1, false, 0];
      for (const what of events) {
        if (["reopen", "kill", "update"].includes(what.do)) {
          life.run(what);
          const before = shown(life.progress);
          const fits = life.progress.whole.length <= LIMIT;
          life.open();
          const after = shown(life.progress);
          if (what.do !== "update" && fits) assert.deepEqual(after, before);
          assert.ok(before.text.startsWith(after.text));
        } else life.run(what);
        assert.ok(life.progress.best >= best, "score");
        assert.ok(life.progress.state.completed || !completed, "status");
        assert.ok(RANKS.indexOf(life.progress.success) >= success, "success");
        best = life.progress.best;
        completed = life.progress.state.completed;
        success = RANKS.indexOf(life.progress.success);
      }
    }),
    { numRuns: 400 },
  );
});

test("any text decodes, encodes within the limit, and is stable from then on", () => {
  const piece = fc.constantFrom(..."1234.laAgrRtcs:~*_-Z".split(""), "2.", ".l", ".aeee", ":1", "é", " ");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (parts) => {
      const progress = new Progress({ lessons: ["aaa"], saved: parts.join("") });
      assert.ok(progress.encoded.length <= LIMIT);
      assert.equal(new Progress({ lessons: ["aaa"], saved: progress.encoded }).encoded, progress.encoded);
    }),
    { numRuns: 1500 },
  );
});
