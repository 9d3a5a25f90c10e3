/** Times and durations as the standards write them. Pure. */

/**
 * @param {number} milliseconds
 * @returns {string} a CMITimespan, HHHH:MM:SS.SS
 */
export function timespan(milliseconds) {
  const hundredths = Math.max(0, Math.floor(milliseconds / 10));
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const hours = Math.min(9999, Math.floor(hundredths / 360_000));
  const minutes = Math.floor(hundredths / 6_000) % 60;
  const seconds = Math.floor(hundredths / 100) % 60;
  return `${String(hours).padStart(4, "0")}:${two(minutes)}:${two(seconds)}.${two(hundredths % 100)}`;
}

/** @param {number} at @returns {string} a CMITime, HH:MM:SS of the learner's day */
export function timeOfDay(at) {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

/**
 * @param {number} milliseconds
 * @returns {string} an ISO 8601 duration with hundredths of a second
 */
export function duration(milliseconds) {
  const hundredths = Math.max(0, Math.floor(milliseconds / 10));
  const hours = Math.floor(hundredths / 360_000);
  const minutes = Math.floor(hundredths / 6_000) % 60;
  return `PT${hours ? hours + "H" : ""}${minutes ? minutes + "M" : ""}${(hundredths % 6_000) / 100}S`;
}

/** Moodle refuses the three digits of `toISOString`. @param {number} at */
export const timestamp = (at) => new Date(at).toISOString().replace(/\d{1}Z$/, "Z");
