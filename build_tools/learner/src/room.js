/** How much of a state a module may need at most, and so how much is left for reflections. Pure. */

/**
 * @import {Assessment} from "./assess.js" @import {State} from "./codec.js" @import {Question} from "./judge.js"
 * @import {Scenario} from "./story.js"
 */

import { escapeText } from "./alphabet.js";
import { emptyAttempt, emptyState, sizeOf, WORDS } from "./codec.js";

/** What an answer in words is reckoned with. */
const TYPICAL_WORDS = 40;

/** @param {Question} question @returns {string} the longest answer */
function longest({ kind, answers }) {
  if (kind === "short" || kind === "numeric") return WORDS + "x".repeat(TYPICAL_WORDS);
  return "x".repeat(kind === "match" ? 2 * answers.length : kind === "multiple" || kind === "order" ? answers.length : 1);
}

/**
 * @param {object} module
 * @param {string[]} module.lessons
 * @param {Map<string, Question>} module.questions
 * @param {Map<string, Assessment>} module.assessments
 * @param {Map<string, Scenario>} module.scenarios
 * @param {State} module.state
 * @returns {number} characters of a full state without any reflection
 */
export function mostOf({ lessons, questions, assessments, scenarios, state }) {
  const full = { ...emptyState(), completed: true, current: "aaa", lessons: new Set(lessons), rest: state.rest };
  questions.forEach((question, key) => full.answers.set(key, longest(question)));
  for (const [key, { questions: pool, draw }] of assessments) {
    const all = pool.map((one) => /** @type {[string, string]} */ ([one.key, longest(one)]));
    all.sort((a, b) => b[1].length - a[1].length);
    full.attempts.set(key, { ...emptyAttempt(), answers: new Map(all.slice(0, draw || all.length)) });
  }
  scenarios.forEach(({ steps }, key) => {
    full.paths.set(key, { ended: true, score: 100, choices: steps.map(() => "xx") });
  });
  return sizeOf(full);
}

/**
 * @param {number} room characters for all reflections
 * @param {Map<string, string>} texts
 * @returns {number} about how many characters more fit; negative: how many are too many
 */
export function roomLeft(room, texts) {
  return [...texts.values()].reduce((rest, text) => rest - escapeText(text).length - 5, room);
}
