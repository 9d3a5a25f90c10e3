/** Finds the object that an LMS offers to its SCOs (SCORM 1.2 RTE 3.3, SCORM 2004 4th Ed. RTE 3.3). */

const MOST_PARENTS = 12;

/**
 * @param {Window | null} from
 * @param {string} name
 * @returns {any} the window that has it
 */
function upwards(from, name) {
  let frame = from;
  for (let step = 0; frame && step <= MOST_PARENTS; step += 1) {
    try {
      if (/** @type {any} */ (frame)[name]) return frame;
    } catch {
      // a frame of another origin: the API may still be further up
    }
    if (frame.parent === frame) return null;
    frame = frame.parent;
  }
  return null;
}

/**
 * The window with the LMS's API: of the frame's parents, else the one that opened the top one, and its parents.
 * @param {Window} from
 * @param {string} name `API` or `API_1484_11`
 * @returns {any} null for none
 */
export function findApi(from, name) {
  const found = upwards(from, name);
  if (found) return found;
  for (const frame of [from, from.top]) {
    try {
      const opener = frame?.opener;
      const behind = opener && opener !== frame ? upwards(opener, name) : null;
      if (behind) return behind;
    } catch {
      // the top window is of another origin
    }
  }
  return null;
}
