/** The one state machine of a learner's progress through a module. Pure: no page, no LMS, no clock. */

import { decode, encode } from "./codec.js";

/** Statuses of SCORM 1.2 that mean the learner is through. */
const DONE = new Set(["completed", "passed", "failed"]);

export class Progress {
  /**
   * @param {object} start
   * @param {string[]} start.lessons keys of the module's lessons, in their order
   * @param {string[]} [start.questions] keys of its questions
   * @param {string} [start.saved] what `encoded` gave in an earlier session, of any version
   * @param {string} [start.status] the status that the LMS holds
   */
  constructor({ lessons, questions = [], saved = "", status = "" }) {
    this.lessons = lessons;
    this.known = new Set([...lessons, ...questions]);
    this.state = decode(saved);
    this.state.completed ||= DONE.has(status);
    this.settle();
  }

  /** A status is only ever raised: a lesson added later does not take back what was completed. */
  settle() {
    const all = this.lessons.length > 0 && this.lessons.every((key) => this.state.lessons.has(key));
    this.state.completed ||= all;
  }

  /** @returns {"completed" | "incomplete"} */
  get status() {
    return this.state.completed ? "completed" : "incomplete";
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

  /**
   * @param {string} question
   * @param {string[]} codes one character for each answer chosen
   */
  answer(question, codes) {
    if (codes.length) this.state.answers.set(question, [...codes].sort().join(""));
  }

  /**
   * @param {string} question
   * @returns {string} codes of the answers chosen last, "" when the question was not answered
   */
  answerTo(question) {
    return this.state.answers.get(question) ?? "";
  }

  /**
   * Takes in a state that could not be saved in an earlier session; nothing is ever taken back.
   * @param {string} saved
   */
  merge(saved) {
    const other = decode(saved);
    other.lessons.forEach((key) => this.state.lessons.add(key));
    other.answers.forEach((codes, key) => this.state.answers.set(key, codes));
    this.state.current = other.current || this.state.current;
    this.state.completed ||= other.completed;
    this.settle();
  }

  /** @returns {string} */
  get encoded() {
    return encode(this.state, (key) => this.known.has(key));
  }
}
