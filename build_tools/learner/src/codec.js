/**
 * The compact, versioned encoding of a learner's progress.
 *
 * A saved state is sections joined by dots; the first is the version, every other starts with a tag:
 * `sC` the module was completed, `cKEY` the bookmarked lesson, `lKEYKEY…` the lessons seen, and one
 * section per number of chosen answers (`1KEYa…`, `2KEYab…`, `A` stands for ten). A key is three
 * characters of a hash of the source's id, so nothing depends on a position. Sections that this
 * version does not know are kept as they are: a later version may have written them.
 */

const VERSION = "1";
const KEY = 3;
const COUNTS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SECTION = /^[\w-]+$/;

/** SCORM 1.2 RTE 3.4.2: `cmi.suspend_data` is a CMIString4096. */
export const LIMIT = 4096;

/**
 * @typedef {object} State
 * @property {boolean} completed
 * @property {string} current key of the bookmarked lesson, "" for none
 * @property {Set<string>} lessons keys of the lessons seen
 * @property {Map<string, string>} answers codes of the answers chosen last, by question key
 * @property {string[]} rest sections of a later version
 */

/** @returns {State} */
export function emptyState() {
  return { completed: false, current: "", lessons: new Set(), answers: new Map(), rest: [] };
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
  else if (COUNTS.includes(tag)) {
    const size = KEY + COUNTS.indexOf(tag) + 1;
    pieces(body, size).forEach((piece) => state.answers.set(piece.slice(0, KEY), piece.slice(KEY)));
  } else return false;
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
 * @returns {string[]} one section for each number of chosen answers
 */
function answerSections(answers) {
  /** @type {string[]} */
  const bySize = [];
  for (const [key, codes] of answers) {
    bySize[codes.length] = (bySize[codes.length] ?? (COUNTS[codes.length - 1] ?? "")) + key + codes;
  }
  return bySize.filter((section) => section.length > 1);
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
  return [...sections, ...answerSections(state.answers), ...state.rest].join(".");
}

/**
 * Encodes a state in at most LIMIT characters. A full state of 60 lessons and 300 questions fits
 * with ease; should a state be longer all the same, what the module no longer has goes first.
 * @param {State} state
 * @param {(key: string) => boolean} known whether the module (still) has a lesson or question
 * @returns {string}
 */
export function encode(state, known) {
  const text = join(state);
  if (text.length <= LIMIT) return text;
  const lean = {
    ...state,
    rest: [],
    lessons: new Set([...state.lessons].filter(known)),
    answers: new Map([...state.answers].filter(([key]) => known(key))),
  };
  while (join(lean).length > LIMIT && lean.answers.size) {
    lean.answers.delete(/** @type {string} */ (lean.answers.keys().next().value));
  }
  return join(lean);
}
