/**
 * The compact, versioned encoding of a learner's progress.
 *
 * A saved state is sections joined by dots; the first is the version, every other starts with a tag:
 *
 *     sC           the module was completed
 *     cKEY         the bookmarked lesson
 *     lKEYKEY…     the lessons seen
 *     1KEYa…       answers of one character, `2KEYab…` of two, `A…` of ten
 *     tKEYtext     an answer in words or numbers
 *     aKEYusssee   an assessment: attempts used, best score and flags, seed; then, each behind a
 *                  colon, groups of answers of the running or last attempt, as above
 *     gKEYfss…     a scenario: whether its end was reached, best score, then the choices made
 *     rKEYtext     a reflection, empty when it was erased; `R` when it was too long to be kept whole
 *
 * A key is three characters of a hash of the source's id, so nothing depends on a position. Version 1
 * had the first four. Sections that this version does not know are kept: a later one wrote them.
 */

import { escapeText, fit, fromDigits, toDigits, unescapeText } from "./alphabet.js";

const VERSION = "2";
const KEY = 3;
const COUNTS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SECTION = /^[\w*~:-]+$/;
/** An answer in words starts with this sign in memory, so that it cannot be taken for codes. */
export const WORDS = "'";
/** A score of 0 to 10,000 takes 14 of the 18 bits of three characters; flags take the rest. */
const SCORE_BITS = 16384;
const [RUNNING, PASSED, FINAL, SCORED] = [1, 2, 4, 8];
const MOST_USED = 63;

/** SCORM 1.2 RTE 3.4.2: `cmi.suspend_data` is a CMIString4096. */
export const LIMIT = 4096;

/**
 * @typedef {object} Attempt what is known of an assessment
 * @property {number} used attempts finished
 * @property {boolean} running an attempt was begun and not finished
 * @property {boolean} passed
 * @property {boolean} final whether its score is the module's
 * @property {boolean} scored
 * @property {number} best hundredths of a per cent
 * @property {number} seed of the running or last attempt
 * @property {Map<string, string>} answers of the running or last attempt, by question key
 *
 * @typedef {object} Path what is known of a scenario
 * @property {boolean} ended
 * @property {number} score the best, -1 for none
 * @property {string[]} choices codes of the choices that lead to where the learner is
 *
 * @typedef {object} State
 * @property {boolean} completed
 * @property {string} current key of the bookmarked lesson, "" for none
 * @property {Set<string>} lessons keys of the lessons seen
 * @property {Map<string, string>} answers the answers given last, by question key
 * @property {Map<string, Attempt>} attempts by assessment key
 * @property {Map<string, Path>} paths by scenario key
 * @property {Map<string, string>} texts of reflections, by key
 * @property {Set<string>} cut keys of the texts that are only a beginning
 * @property {string[]} rest sections of a later version
 */

/** @returns {State} */
export function emptyState() {
  return {
    completed: false, current: "", lessons: new Set(), answers: new Map(), attempts: new Map(),
    paths: new Map(), texts: new Map(), cut: new Set(), rest: [],
  };
}

/** @returns {Attempt} */
export function emptyAttempt() {
  return { used: 0, running: false, passed: false, final: false, scored: false, best: 0, seed: 0, answers: new Map() };
}

/**
 * @param {string} body
 * @param {number} size
 * @returns {string[]} whole pieces only: a cut last one is dropped
 */
function pieces(body, size) {
  const found = [];
  for (let at = 0; at + size <= body.length; at += size) found.push(body.slice(at, at + size));
  return found;
}

/**
 * @param {Map<string, string>} answers
 * @param {string} group
 * @returns {boolean} whether it was a group of answers
 */
function readGroup(answers, group) {
  const tag = group[0] ?? "";
  const body = group.slice(1);
  if (tag === "t" && body.length >= KEY) answers.set(body.slice(0, KEY), WORDS + unescapeText(body.slice(KEY)));
  else if (tag && COUNTS.includes(tag)) {
    const size = KEY + COUNTS.indexOf(tag) + 1;
    pieces(body, size).forEach((piece) => answers.set(piece.slice(0, KEY), piece.slice(KEY)));
  } else return false;
  return true;
}

/** @param {State} state @param {string} body */
function readAttempt(state, body) {
  const [head = "", ...groups] = body.split(":");
  if (head.length < KEY + 6) return;
  const number = fromDigits(head.slice(KEY + 1, KEY + 4));
  const flags = Math.floor(number / SCORE_BITS);
  const attempt = {
    used: fromDigits(head.slice(KEY, KEY + 1)), running: !!(flags & RUNNING), passed: !!(flags & PASSED),
    final: !!(flags & FINAL), scored: !!(flags & SCORED), best: Math.min(10_000, number % SCORE_BITS),
    seed: fromDigits(head.slice(KEY + 4, KEY + 6)), answers: new Map(),
  };
  groups.forEach((group) => readGroup(attempt.answers, group));
  state.attempts.set(head.slice(0, KEY), attempt);
}

/** @param {State} state @param {string} body */
function readPath(state, body) {
  if (body.length < KEY + 3) return;
  const score = Math.min(100, fromDigits(body.slice(KEY + 1, KEY + 3)) - 1);
  state.paths.set(body.slice(0, KEY), { ended: body[KEY] === "1", score, choices: pieces(body.slice(KEY + 3), 2) });
}

/**
 * @param {State} state
 * @param {string} section
 * @returns {boolean} whether the section was one that this version knows
 */
function readSection(state, section) {
  const tag = section[0] ?? "";
  const body = section.slice(1);
  if (tag === "s") state.completed ||= body === "C";
  else if (tag === "c") state.current = pieces(body, KEY)[0] ?? "";
  else if (tag === "l") pieces(body, KEY).forEach((key) => state.lessons.add(key));
  else if (tag === "a") readAttempt(state, body);
  else if (tag === "g") readPath(state, body);
  else if (tag === "r" || tag === "R") {
    state.texts.set(body.slice(0, KEY), unescapeText(body.slice(KEY)));
    if (tag === "R") state.cut.add(body.slice(0, KEY));
  } else return readGroup(state.answers, section);
  return true;
}

/**
 * Reads what can be read; nothing makes it throw.
 * @param {string | null | undefined} text
 * @returns {State}
 */
export function decode(text) {
  const state = emptyState();
  const [version, ...sections] = String(text ?? "").trim().split(".");
  const ours = /^\d+$/.test(version ?? "");
  for (const section of sections) {
    if (SECTION.test(section) && !readSection(state, section) && ours) state.rest.push(section);
  }
  return state;
}

/**
 * @param {Map<string, string>} answers
 * @returns {string[]} one group for each number of characters, one for each answer in words
 */
function groups(answers) {
  /** @type {string[]} */
  const bySize = [];
  const words = [];
  for (const [key, answer] of answers) {
    if (answer.startsWith(WORDS)) words.push("t" + key + escapeText(answer.slice(1)));
    else bySize[answer.length] = (bySize[answer.length] ?? (COUNTS[answer.length - 1] ?? "")) + key + answer;
  }
  return [...bySize.filter((group) => group && COUNTS.includes(group[0] ?? "?")), ...words];
}

/** @param {string} key @param {Attempt} attempt */
function attemptSection(key, attempt) {
  const flags = (attempt.running ? RUNNING : 0) + (attempt.passed ? PASSED : 0)
    + (attempt.final ? FINAL : 0) + (attempt.scored ? SCORED : 0);
  const head = "a" + key + toDigits(Math.min(MOST_USED, attempt.used), 1)
    + toDigits(flags * SCORE_BITS + attempt.best, 3) + toDigits(attempt.seed % 4096, 2);
  return [head, ...groups(attempt.answers)].join(":");
}

/**
 * @param {State} state
 * @returns {string}
 */
function join(state) {
  const sections = [VERSION];
  if (state.completed) sections.push("sC");
  if (state.current) sections.push("c" + state.current);
  if (state.lessons.size) sections.push("l" + [...state.lessons].join(""));
  sections.push(...groups(state.answers));
  state.attempts.forEach((attempt, key) => sections.push(attemptSection(key, attempt)));
  state.paths.forEach(({ ended, score, choices }, key) => {
    sections.push("g" + key + (ended ? "1" : "0") + toDigits(score + 1, 2) + choices.join(""));
  });
  state.texts.forEach((text, key) => sections.push((state.cut.has(key) ? "R" : "r") + key + escapeText(text)));
  return [...sections, ...state.rest].join(".");
}

/** @param {State} state */
export const sizeOf = (state) => join(state).length;

/**
 * Deletes the oldest answers, as many as a state is too long by. By their own lengths: to join the
 * state anew for each would keep a phone busy for seconds.
 * @param {State} state
 * @param {Map<string, string>} answers a part of it
 * @param {number} limit
 */
function shed(state, answers, limit) {
  for (let over = sizeOf(state) - limit; over > 0 && answers.size; over = sizeOf(state) - limit) {
    for (const [key, answer] of answers) {
      if (over <= 0) break;
      answers.delete(key);
      over -= KEY + (answer.startsWith(WORDS) ? 1 + escapeText(answer).length : answer.length);
    }
  }
}

/**
 * What can be given up in turn when a state is too long: what the module no longer has, answers shown
 * for review only, the oldest self-check answers, ways through scenarios. Scores and lessons stay.
 * @param {State} state a copy
 * @param {(key: string) => boolean} known whether the module (still) has a lesson, question or activity
 * @param {number} limit
 */
function trim(state, known, limit) {
  const tight = () => sizeOf(state) > limit;
  if (tight()) state.rest = [];
  if (tight()) {
    state.lessons = new Set([...state.lessons].filter(known));
    state.answers = new Map([...state.answers].filter(([key]) => known(key)));
    state.paths = new Map([...state.paths].filter(([key]) => known(key)));
  }
  for (const attempt of state.attempts.values()) if (!attempt.running) shed(state, attempt.answers, limit);
  shed(state, state.answers, limit);
  for (const path of state.paths.values()) if (tight()) path.choices = [];
  for (const attempt of state.attempts.values()) shed(state, attempt.answers, limit);
  for (const key of [...state.attempts.keys()]) if (!known(key) && tight()) state.attempts.delete(key);
}

/**
 * Encodes a state in at most `limit` characters. A full state of 60 lessons and 300 questions fits
 * with ease; of reflections, as much as there is room for.
 * @param {State} state
 * @param {(key: string) => boolean} known
 * @param {number} [limit]
 * @returns {{text: string, cut: Set<string>}} keys of the reflections that were cut
 */
export function encode(state, known, limit = LIMIT) {
  const text = join(state);
  if (text.length <= limit) return { text, cut: new Set(state.cut) };
  const attempts = new Map([...state.attempts].map(([key, one]) => [key, { ...one, answers: new Map(one.answers) }]));
  const paths = new Map([...state.paths].map(([key, one]) => [key, { ...one }]));
  const lean = {
    ...state, lessons: new Set(state.lessons), answers: new Map(state.answers), attempts, paths,
    // What was erased takes no more than its key, and is not to come back.
    texts: new Map([...state.texts].filter(([key, text]) => !text && known(key))), cut: new Set(state.cut),
  };
  trim(lean, known, limit);
  for (const [key, whole] of state.texts) {
    const kept = fit(whole, limit - sizeOf(lean) - KEY - 2);
    if (kept !== whole) lean.cut.add(key);
    if (kept) lean.texts.set(key, kept);
  }
  return { text: join(lean), cut: lean.cut };
}
