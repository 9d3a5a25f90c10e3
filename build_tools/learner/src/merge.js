/** Two states of one learner made into one. Pure. @import {Attempt, State} from "./codec.js" */

import { emptyAttempt } from "./codec.js";

/**
 * Takes another state of the same assessment in; nothing is taken back.
 * @param {Attempt} mine
 * @param {Attempt} other
 * @param {boolean} keep whether the answers of the one at hand win
 */
function mergeAttempt(mine, other, keep) {
  // The one that went further knows better what is running now.
  const ahead = keep ? other.used > mine.used : other.used >= mine.used;
  if (ahead && (other.running || other.used > mine.used || other.answers.size >= mine.answers.size)) {
    mine.running = other.running;
    mine.seed = other.seed;
    mine.answers = new Map(other.answers);
  }
  mine.used = Math.max(mine.used, other.used);
  mine.best = Math.max(mine.best, other.best);
  for (const flag of /** @type {const} */ (["passed", "final", "scored"])) mine[flag] ||= other[flag];
}

/**
 * A beginning never takes the place of the whole; an empty text is one that was erased.
 * @param {State} state
 * @param {State} other
 * @param {string} key of a reflection
 * @param {boolean} keep
 */
function mergeText(state, other, key, keep) {
  const mine = state.texts.get(key) ?? "";
  const text = other.texts.get(key) ?? "";
  const cut = other.cut.has(key);
  const longer = state.cut.has(key) && text.startsWith(mine);
  if (state.texts.has(key) && !longer && (keep || (cut && mine.startsWith(text)))) return;
  state.texts.set(key, text);
  if (cut) state.cut.add(key);
  else state.cut.delete(key);
}

/**
 * Takes another state in; nothing is ever taken back.
 * @param {State} state
 * @param {State} other
 * @param {boolean} keep whether answers at hand win over those of the other
 */
export function mergeStates(state, other, keep) {
  other.lessons.forEach((key) => state.lessons.add(key));
  other.answers.forEach((answer, key) => {
    if (!keep || !state.answers.has(key)) state.answers.set(key, answer);
  });
  other.attempts.forEach((attempt, key) => {
    const mine = state.attempts.get(key) ?? emptyAttempt();
    mergeAttempt(mine, attempt, keep);
    state.attempts.set(key, mine);
  });
  other.paths.forEach((path, key) => {
    const mine = state.paths.get(key);
    const choices = keep && mine ? mine.choices : path.choices;
    state.paths.set(key, { ended: path.ended || !!mine?.ended, score: Math.max(path.score, mine?.score ?? -1), choices });
  });
  other.texts.forEach((_, key) => mergeText(state, other, key, keep));
  if (other.current && !(keep && state.current)) state.current = other.current;
  state.completed ||= other.completed;
}
