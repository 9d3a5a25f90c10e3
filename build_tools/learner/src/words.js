/**
 * The words on screen, which the page brings along in its own language.
 * @type {Record<string, string>}
 */
let words = {};

export function readWords() {
  words = JSON.parse(document.body.dataset["words"] ?? "{}");
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} [values] put in place of `{name}`
 * @returns {string}
 */
export function say(name, values = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? all));
}
