/** Writing prompts: saved with the progress, with a counter of what the platform has room for. */

/** @import {Progress} from "./progress.js" */

import { make, one, roomLeft, say } from "./host.js";

/** A keystroke is no change worth a request: the learner pauses, or goes on for this long. */
const SAVE_AFTER = 250;

/**
 * @param {HTMLElement} part
 * @param {string} key
 * @param {Progress} progress
 * @param {() => void} changed
 */
function reflection(part, key, progress, changed) {
  const field = /** @type {HTMLTextAreaElement | null} */ (one("textarea", part));
  if (!field) return { count() {}, flush() {} };
  const counter = one(".counter", part) ?? part.appendChild(make("p", "counter"));
  const note = make("p", "counter-note");
  note.setAttribute("role", "status");
  counter.after(note);
  const most = field.maxLength > 0 ? field.maxLength : Infinity;
  counter.id = `_counter-${key}`;
  field.setAttribute("aria-describedby", counter.id);

  const count = () => {
    // Another window may have written on.
    const known = progress.state.texts.get(key) ?? "";
    if (field.value !== known) field.value = known;
    const left = Math.min(most - field.value.length, roomLeft(progress.room, progress.state.texts));
    counter.textContent = Number.isFinite(left)
      ? say("letters-left", { n: Math.max(0, left) })
      : say("letters", { n: field.value.length });
    const text = progress.cut.has(key) ? say("letters-cut") : "";
    if (note.textContent !== text) note.textContent = text;
  };

  let timer = 0;
  field.addEventListener("input", () => {
    progress.write(key, field.value);
    timer ||= window.setTimeout(() => {
      timer = 0;
      changed();
      count();
    }, SAVE_AFTER);
    count();
  });
  const flush = () => {
    if (timer) changed();
    clearTimeout(timer);
    timer = 0;
  };
  field.addEventListener("change", flush);
  count();
  return { count, flush };
}

/**
 * @param {Map<HTMLElement, string>} reflections
 * @param {Progress} progress
 * @param {() => void} changed
 * @returns {{count: () => void, flush: () => void}} counts anew, as what else was saved takes room,
 *   too; and saves what was typed last
 */
export function startReflections(reflections, progress, changed) {
  const all = [...reflections].map(([part, key]) => reflection(part, key, progress, changed));
  return { count: () => all.forEach((one) => one.count()), flush: () => all.forEach((one) => one.flush()) };
}
