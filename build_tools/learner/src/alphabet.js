/** Numbers, keys and texts in the few characters that every LMS keeps unchanged. Pure. */

export const BASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** SCORM 1.2 RTE, CMIFeedback: one character of a choice is 0-9 or a-z. */
export const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * @param {number} value a whole number from 0
 * @param {number} size how many characters
 */
export function toDigits(value, size) {
  let text = "";
  for (let rest = value, n = 0; n < size; n += 1, rest = Math.floor(rest / 64)) text = BASE[rest % 64] + text;
  return text;
}

/** @param {string} text @returns {number} 0 for what is no number */
export function fromDigits(text) {
  return [...text].reduce((sum, digit) => sum * 64 + Math.max(0, BASE.indexOf(digit)), 0);
}

/**
 * FNV-1a with a last mixing: the same on every machine, spread well enough to draw questions by.
 * @param {string} text
 * @returns {number} 32 bits
 */
export function hash(text) {
  let value = 2166136261;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 16777619);
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * A distinct short code for each id, from the id and never from its position; a collision takes the
 * next free code, in the ids' sorted order.
 * @param {string[]} ids
 * @param {string} [alphabet]
 * @param {number} [size]
 * @returns {Map<string, string>} codes by id
 */
export function codesFor(ids, alphabet = BASE, size = 1) {
  const many = alphabet.length ** size;
  /** @type {Map<string, string>} */
  const codes = new Map();
  const taken = new Set();
  for (const id of [...new Set(ids)].sort()) {
    let value = hash(id) % many;
    while (taken.has(value) && taken.size < many) value = (value + 1) % many;
    taken.add(value);
    let code = "";
    for (let n = 0, rest = value; n < size; n += 1, rest = Math.floor(rest / alphabet.length)) {
      code += alphabet[rest % alphabet.length];
    }
    codes.set(id, code);
  }
  return codes;
}

/**
 * A text in ASCII letters, digits and `- _ *`; a space is "_", all else `*` and four hexadecimal
 * digits, or `~` and two.
 * @param {string} text
 */
export function escapeText(text) {
  return text.replace(/[^A-Za-z0-9-]/g, (sign) => {
    if (sign === " ") return "_";
    const code = sign.charCodeAt(0);
    return code < 256 ? "~" + code.toString(16).padStart(2, "0") : "*" + code.toString(16).padStart(4, "0");
  });
}

/** @param {string} text @returns {string} whole characters only: a cut last one is dropped */
export function unescapeText(text) {
  return text.replace(/~([0-9a-f]{2})|\*([0-9a-f]{4})|_|[~*][0-9a-f]*/g, (all, two, four) =>
    all === "_" ? " " : two || four ? String.fromCharCode(parseInt(two ?? four, 16)) : "",
  );
}

/**
 * The longest beginning of a text that takes at most `room` characters when escaped.
 * @param {string} text
 * @param {number} room
 */
export function fit(text, room) {
  const cut = escapeText(text).slice(0, Math.max(0, room)).replace(/(~[0-9a-f]?|\*[0-9a-f]{0,3})$/, "");
  return unescapeText(cut).replace(/[\ud800-\udbff]$/, "");
}
