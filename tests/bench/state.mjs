// How many characters of saved state a learner's progress takes; printed as JSON.
import { Progress } from "../../build_tools/learner/src/progress.js";
import { assessment, choice, keys, likert, match, numeric, order, scenario, short, truth } from "../learner/js/samples.mjs";

/** Answers to every kind of question, as long as they get. */
const GIVEN = { single: "b", multiple: "ab", "true-false": "a", match: "aAbBcD", order: "badc", likert: "c", short: "'145", numeric: "'2" };
const MAKERS = [(k) => choice(k), (k) => choice(k, "ab"), (k) => truth(k, true), match, order, (k) => short(k, "145"), (k) => numeric(k, "1..3"), likert];

function answered(questions) {
  const progress = new Progress({ lessons: [], questions });
  questions.forEach(({ key, kind }) => progress.answer(key, GIVEN[kind]));
  return progress.encoded.length;
}

function largest() {
  const lessons = keys(0, 60);
  const questions = keys(100, 300).map((key, n) => MAKERS[n % MAKERS.length](key));
  const assessments = [assessment("eee", questions, { draw: 40 }), assessment("fff", questions, { kind: "diagnostic", draw: 40 })];
  const progress = new Progress({ lessons, questions, assessments, scenarios: [scenario("sss")] });
  lessons.forEach((key) => (progress.visit(key), progress.see(key)));
  questions.forEach(({ key, kind }) => progress.answer(key, GIVEN[kind]));
  for (const { key } of assessments) {
    progress.begin(key, 4000);
    progress.drawn(key).forEach((one) => progress.respond(key, one.key, GIVEN[one.kind]));
    progress.finish(key);
  }
  ["aa", "dd"].forEach((choice) => progress.choose("sss", choice));
  return progress.encoded.length;
}

console.log(JSON.stringify({ answered_25: answered(keys(1000, 25).map((key) => choice(key))), largest: largest() }));
