/** Tells the learner what happens to their progress. @import {Notice} from "./store.js" */

import { make, one } from "./dom.js";
import { say } from "./words.js";

const URGENT = new Set(["blocked", "refused", "closed"]);

/** @param {Notice} notice */
export function tell(notice) {
  const area = one("#_notices");
  // What else there is to say can wait until the platform saves again.
  if (!area || (notice === "windows" && one(".notice-urgent", area))) return;
  const box = make("p", URGENT.has(notice) ? "notice notice-urgent" : "notice", say("notice-" + notice));
  area.replaceChildren(box);
}
