/** The one state machine of a learner's progress through a module. Pure: no page, no LMS, no clock. */

import { drawn, finish, objectives, score } from "./assess.js";
import { decode, emptyAttempt, encode, LIMIT } from "./codec.js";
import { ofQuestion, ofScenario } from "./interactions.js";
import { isScored, share } from "./judge.js";
import { mergeStates } from "./merge.js";
import { mostOf } from "./room.js";
import { walk } from "./story.js";

/**
 * @import {Assessment} from "./assess.js" @import {Interaction, When} from "./interactions.js"
 * @import {Question} from "./judge.js" @import {Scenario} from "./story.js" @import {Snapshot} from "./store.js"
 */

/** @type {When} */
const UNTIMED = { at: 0, took: 0 };
const DEFAULT_PASS = 70;

export class Progress {
  /**
   * @param {object} start
   * @param {string[]} start.lessons keys of the module's lessons, in their order, and of the media assets to be played
   * @param {Question[]} [start.questions] its self-check questions
   * @param {Assessment[]} [start.assessments]
   * @param {Scenario[]} [start.scenarios]
   * @param {string[]} [start.reflections] keys
   * @param {string} [start.saved] what `encoded` gave in an earlier session, of any version
   * @param {string} [start.status] the status that the LMS holds: of SCORM 1.2, or a success
   * @param {number} [start.mastery] the LMS's pass mark of the module, per cent; 0 for none
   * @param {number} [start.limit] how long `encoded` may be
   */
  constructor({ lessons, questions = [], assessments = [], scenarios = [], reflections = [], saved = "", status = "", mastery = 0, limit = LIMIT }) {
    this.lessons = lessons;
    this.questions = new Map(questions.map((one) => [one.key, one]));
    this.assessments = new Map(assessments.map((one) => [one.key, one]));
    this.scenarios = new Map(scenarios.map((one) => [one.key, one]));
    this.known = new Set([...lessons, ...this.questions.keys(), ...this.assessments.keys(), ...this.scenarios.keys(), ...reflections]);
    this.mastery = mastery;
    this.limit = limit;
    this.finals = assessments.filter((one) => one.kind === "final");
    /** Answers not yet told to the LMS. @type {Interaction[]} */
    this.log = [];
    this.state = decode(saved);
    this.held = status === "passed" || status === "failed" ? status : "unknown";
    // With a final assessment, an LMS's own pass by score says nothing of the lessons.
    this.state.completed ||= status === "completed" || (this.held !== "unknown" && !this.finals.length);
    this.room = limit === Infinity ? Infinity : Math.max(0, limit - mostOf(this));
    this.settle();
  }

  /** A status is only ever raised: a lesson added later does not take back what was completed. */
  settle() {
    const seen = this.lessons.length > 0 && !this.missing.length;
    this.state.completed ||= seen && this.finals.every((final) => this.attempt(final.key).scored);
  }

  /** @returns {"completed" | "incomplete"} */
  get status() {
    return this.state.completed ? "completed" : "incomplete";
  }

  /** @returns {"passed" | "failed" | "unknown"} */
  get success() {
    const finals = [...this.state.attempts.values()].filter((one) => one.final && one.scored);
    if (this.held === "passed" || finals.some((one) => one.passed)) return "passed";
    return finals.length ? "failed" : /** @type {"failed" | "unknown"} */ (this.held);
  }

  /** @returns {number} the best final score in hundredths of a per cent, -1 without one */
  get best() {
    return Math.max(-1, ...[...this.state.attempts.values()].filter((one) => one.final && one.scored).map((one) => one.best));
  }

  /** @returns {number} 0 to 1 */
  get measure() {
    if (this.state.completed) return 1;
    const done = this.lessons.length - this.missing.length + this.finals.filter((one) => this.attempt(one.key).scored).length;
    return done / Math.max(1, this.lessons.length + this.finals.length);
  }

  /** @returns {string} the key of the lesson to resume at, "" when there is none (any more) */
  get bookmark() {
    return this.lessons.includes(this.state.current) ? this.state.current : "";
  }

  /** @returns {string[]} the keys of the module's lessons not seen yet */
  get missing() {
    return this.lessons.filter((key) => !this.state.lessons.has(key));
  }

  /** @param {string} key */
  hasSeen(key) {
    return this.state.lessons.has(key);
  }

  /** @param {string} key the lesson the learner is at */
  visit(key) {
    this.state.current = key;
  }

  /** @param {string} key the lesson the learner went through */
  see(key) {
    this.state.lessons.add(key);
    this.settle();
  }

  /** @param {string} key @param {string} answer @param {When} [when] */
  answer(key, answer, when = UNTIMED) {
    const question = this.questions.get(key);
    if (!answer || !question) return;
    this.state.answers.set(key, answer);
    this.log.push(ofQuestion(question, answer, "", when));
  }

  /** @param {string} key @returns {string} the answer given last, "" for none */
  answerTo(key) {
    return this.state.answers.get(key) ?? "";
  }

  /** @param {string} key */
  attempt(key) {
    return this.state.attempts.get(key) ?? emptyAttempt();
  }

  /** @param {string} key @returns {number} how many attempts are left, Infinity for any number */
  left(key) {
    const allowed = this.assessments.get(key)?.attempts ?? 0;
    return allowed ? Math.max(0, allowed - this.attempt(key).used) : Infinity;
  }

  /** @param {string} key @returns {number} per cent; an LMS's own mark goes first */
  passMark(key) {
    const assessment = this.assessments.get(key);
    return (assessment?.kind === "final" && this.mastery) || (assessment?.pass ?? 0);
  }

  /** @param {string} key @returns {Question[]} those of the running or last attempt */
  drawn(key) {
    const assessment = this.assessments.get(key);
    return assessment ? drawn(assessment, this.attempt(key).seed) : [];
  }

  /** @param {string} key an assessment @param {number} seed @returns {boolean} whether it was begun */
  begin(key, seed) {
    if (!this.assessments.has(key) || this.attempt(key).running || !this.left(key)) return false;
    this.state.attempts.set(key, { ...this.attempt(key), running: true, seed: seed % 4096, answers: new Map() });
    return true;
  }

  /** @param {string} key an assessment @param {string} question @param {string} answer */
  respond(key, question, answer) {
    const { running, answers } = this.attempt(key);
    if (!running) return;
    if (answer) answers.set(question, answer);
    else answers.delete(question);
  }

  /** @param {string} key an assessment @param {When} [when] */
  finish(key, when = UNTIMED) {
    const assessment = this.assessments.get(key);
    const attempt = this.attempt(key);
    if (!assessment || !attempt.running) return;
    finish(attempt, assessment, this.passMark(key));
    const given = this.drawn(key).filter((one) => attempt.answers.get(one.key));
    const took = when.took / Math.max(1, given.length);
    given.forEach((one) => this.log.push(ofQuestion(one, attempt.answers.get(one.key) ?? "", assessment.id, { at: when.at, took })));
    this.settle();
  }

  /** @param {string} key @returns {number} the last attempt's score in hundredths of a per cent */
  reached(key) {
    return score(this.drawn(key), this.attempt(key).answers);
  }

  /** @param {string} key @returns {Question[]} those of the last attempt that were not right */
  toReview(key) {
    const { answers } = this.attempt(key);
    return this.drawn(key).filter((one) => isScored(one) && share(one, answers.get(one.key) ?? "") < 1);
  }

  /** @param {string} key a scenario */
  way(key) {
    const scenario = this.scenarios.get(key);
    return walk(scenario ?? { key, id: "", text: "", steps: [] }, this.state.paths.get(key)?.choices ?? []);
  }

  /** @param {string} key a scenario @param {string} choice @param {When} [when] */
  choose(key, choice, when = UNTIMED) {
    const scenario = this.scenarios.get(key);
    if (!scenario) return;
    const path = this.state.paths.get(key) ?? { ended: false, score: -1, choices: [] };
    path.choices = [...this.way(key).choices.map((one) => one.code), choice];
    this.state.paths.set(key, path);
    const way = this.way(key);
    path.choices = way.choices.map((one) => one.code);
    if (!way.ended) return;
    const reached = way.steps[way.steps.length - 1]?.score ?? -1;
    path.ended = true;
    path.score = Math.max(path.score, reached);
    this.log.push(ofScenario(scenario, path.choices, reached, when));
  }

  /** @param {string} key a scenario @param {number} [steps] how many choices to take back */
  stepBack(key, steps = 1) {
    const path = this.state.paths.get(key);
    if (path) path.choices = path.choices.slice(0, Math.max(0, this.way(key).choices.length - steps));
  }

  /** What was erased is noted, too: an older state must not bring it back. @param {string} key a reflection @param {string} text */
  write(key, text) {
    this.state.cut.delete(key);
    this.state.texts.set(key, text);
  }

  /**
   * Takes in another state: one that could not be saved, or another window's. Nothing is taken back.
   * @param {string} saved
   * @param {boolean} [keep] whether answers at hand win over those of the other
   */
  merge(saved, keep = false) {
    mergeStates(this.state, decode(saved), keep);
    this.settle();
  }

  /** @param {number} limit */
  encode(limit) {
    return encode(this.state, (key) => this.known.has(key), limit);
  }

  /** @returns {string} */
  get encoded() {
    return this.encode(this.limit).text;
  }

  /** @returns {string} the same, with every reflection whole */
  get whole() {
    return this.encode(Infinity).text;
  }

  /** @returns {Set<string>} keys of the reflections that do not fit whole */
  get cut() {
    return this.encode(this.limit).cut;
  }

  /** @returns {import("./assess.js").Objective[]} */
  get objectives() {
    const all = new Map(this.questions);
    const answers = new Map(this.state.answers);
    for (const [key, { questions }] of this.assessments) {
      questions.forEach((one) => all.set(one.key, one));
      if (!this.attempt(key).running) this.attempt(key).answers.forEach((answer, question) => answers.set(question, answer));
    }
    const pass = this.mastery || this.finals[0]?.pass || DEFAULT_PASS;
    return objectives([...all.values()], (key) => answers.get(key) ?? "", pass);
  }

  /**
   * What an LMS is told; the interactions are told once.
   * @param {string} location id of the lesson the learner is at
   * @returns {Snapshot}
   */
  snapshot(location = "") {
    const interactions = this.log;
    this.log = [];
    const { text, cut } = this.encode(this.limit);
    const best = this.best;
    const raw = best / 100;
    return {
      state: text, location, status: this.status, success: this.success, progress: this.measure,
      score: best < 0 ? null : { raw, min: 0, max: 100, scaled: best / 10_000 },
      interactions, objectives: this.objectives, whole: cut.size ? this.whole : "",
    };
  }
}
