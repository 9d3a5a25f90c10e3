/**
 * Assessments: which questions an attempt draws, and what it is worth. Pure.
 *
 * @typedef {object} Assessment
 * @property {string} key three characters
 * @property {string} id of the source
 * @property {"diagnostic" | "formative" | "final"} kind
 * @property {Question[]} questions the pool, in the document's order
 * @property {number} draw how many of them, 0 for all
 * @property {number} pass per cent, 0 for no pass mark
 * @property {number} attempts how many are allowed, 0 for any number
 * @property {boolean} shuffle
 */

/** @import {Question} from "./judge.js" @import {Attempt} from "./codec.js" */

import { hash } from "./alphabet.js";
import { isScored, share } from "./judge.js";

/**
 * The questions of the attempt with a seed. Each question's rank comes from its own key, so that
 * one added or removed by a new version moves no other out of a running attempt but the last.
 * @param {Assessment} assessment
 * @param {number} seed
 * @returns {Question[]}
 */
export function drawn(assessment, seed) {
  const { questions, draw, shuffle } = assessment;
  const rank = (/** @type {Question} */ question) => hash(`${seed}/${question.key}`);
  const ranked = [...questions].sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1));
  const chosen = ranked.slice(0, draw > 0 ? draw : ranked.length);
  return shuffle ? chosen : questions.filter((question) => chosen.includes(question));
}

/**
 * @param {Question[]} questions
 * @param {Map<string, string>} answers
 * @returns {number} hundredths of a per cent; 10,000 when nothing is scored
 */
export function score(questions, answers) {
  const scored = questions.filter(isScored);
  const most = scored.reduce((sum, question) => sum + question.points, 0);
  const got = scored.reduce((sum, question) => sum + question.points * share(question, answers.get(question.key) ?? ""), 0);
  return most ? Math.round((got / most) * 10_000) : 10_000;
}

/**
 * Ends the running attempt; the best score and a pass stay.
 * @param {Attempt} attempt
 * @param {Assessment} assessment
 * @param {number} pass per cent
 */
export function finish(attempt, assessment, pass) {
  const reached = score(drawn(assessment, attempt.seed), attempt.answers);
  attempt.running = false;
  attempt.used += 1;
  attempt.scored = true;
  attempt.final = assessment.kind === "final";
  attempt.best = Math.max(attempt.best, reached);
  attempt.passed ||= reached >= pass * 100;
}

/**
 * @typedef {object} Objective how far the answers given last show an objective to be reached
 * @property {string} id
 * @property {"incomplete" | "completed"} completion all of its questions were answered
 * @property {"unknown" | "passed" | "failed"} success
 * @property {number} scaled 0 to 1
 */

/**
 * @param {Question[]} questions all of the module, one of an id being enough
 * @param {(key: string) => string} answerTo
 * @param {number} pass per cent
 * @returns {Objective[]} those with an answer, in the order of their ids
 */
export function objectives(questions, answerTo, pass) {
  /** @type {Map<string, Question[]>} */
  const byId = new Map();
  for (const question of questions) {
    if (!question.objective || !isScored(question)) continue;
    byId.set(question.objective, [...(byId.get(question.objective) ?? []), question]);
  }
  const found = [];
  for (const id of [...byId.keys()].sort()) {
    const group = byId.get(id) ?? [];
    const answers = new Map(group.map((question) => [question.key, answerTo(question.key)]));
    const given = [...answers.values()].filter(Boolean).length;
    if (!given) continue;
    const scaled = score(group, answers) / 10_000;
    const whole = given === group.length;
    const success = !whole ? "unknown" : scaled * 100 >= pass ? "passed" : "failed";
    found.push(/** @type {Objective} */ ({ id, completion: whole ? "completed" : "incomplete", success, scaled }));
  }
  return found;
}
