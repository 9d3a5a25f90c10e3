/** Chooses where progress is kept, and starts the session there. @import {Notice, Store} from "./store.js" */

import { findApi } from "./api.js";
import { Cmi5 } from "./cmi5.js";
import { Scorm } from "./scorm.js";
import { scorm12 } from "./scorm12.js";
import { scorm2004 } from "./scorm2004.js";
import { Standalone } from "./standalone.js";
import { readLaunch } from "./xapi.js";

/** A learner must not look at an empty page for longer when a platform does not answer. */
const PATIENCE = 20_000;

/**
 * `STORE` is known when the bundle is made, so that each holds one adapter only.
 * @param {string} name
 * @param {(notice: Notice) => void} tell
 * @returns {Promise<Store>}
 */
export async function openStore(name, tell) {
  let shelf = name;
  if (STORE === "cmi5") {
    const launch = readLaunch(location.search);
    const lms = launch && new Cmi5(launch, name, tell);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    if (lms && (await Promise.race([lms.begin(), late]))) return lms;
    // Where the next launch looks for what this one could not send.
    if (lms) shelf = lms.backlog.state.name;
  } else if (STORE !== "standalone") {
    const api = STORE === "scorm12" ? "API" : "API_1484_11";
    const home = findApi(window, api);
    const lms = home && new Scorm(home, home[api], STORE === "scorm12" ? scorm12 : scorm2004, name, tell);
    if (lms?.begin()) return lms;
  }
  return STORE === "standalone" ? new Standalone(name, tell) : new Standalone(shelf, tell, "no-lms");
}
