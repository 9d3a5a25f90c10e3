/** The module's last page: what is missing yet, the score, the certificate, and the way on. */

/** @import {Progress} from "./progress.js" @import {Store} from "./store.js" */

import { all, make, one } from "./dom.js";
import { percent } from "./numbers.js";
import { nameOf } from "./pager.js";
import { say } from "./words.js";

/** @param {HTMLElement} part @returns {HTMLElement} */
const pageOf = (part) => part.closest("[data-page]") ?? part;

/** @param {HTMLElement} part @param {string} text */
function item(part, text) {
  const link = make("a", "", text);
  link.setAttribute("href", "#" + pageOf(part).dataset["id"]);
  const made = make("li", "");
  made.append(link);
  return made;
}

/** @param {Progress} progress @returns {HTMLElement[]} */
function missing(progress) {
  const parts = all("[data-page=lesson], .media[data-key]").filter((part) => progress.missing.includes(part.dataset["key"] ?? ""));
  const finals = progress.finals.filter((final) => !progress.attempt(final.key).scored).flatMap(({ id }) => {
    const part = one(`[data-assessment="${id}"]`);
    return part ? [item(part, `${say("assessment-final")}: ${nameOf(pageOf(part))}`)] : [];
  });
  return [...parts.map((part) => item(part, nameOf(part))), ...finals];
}

/** @param {Progress} progress */
export function showEnd(progress) {
  const done = progress.status === "completed";
  const certified = done && progress.success !== "failed";
  all("[data-when]").forEach((part) => {
    const when = part.dataset["when"];
    part.hidden = when === "certified" ? !certified : (when === "completed") !== done;
  });
  const list = one("#_missing");
  if (list) list.replaceChildren(...missing(progress));
  const score = one("#_score");
  const best = progress.best;
  if (score) {
    score.hidden = best < 0;
    const verdict = progress.success === "unknown" ? "" : `. ${say(progress.success === "passed" ? "end-passed" : "end-failed")}`;
    score.textContent = best < 0 ? "" : say("best-score", { score: percent(best / 100) }) + verdict;
  }
  const sheet = one(".certificate");
  if (sheet) sheet.dataset["score"] = best < 0 ? "" : say("certificate-score", { score: percent(best / 100) });
}

/** A button to the next module, or back to the platform, where the LMS says that it can. @param {Store} store */
export function offerOnward(store) {
  const way = store.onward();
  const end = one("#_end");
  if (!way || !end) return;
  const button = make("button", "button", say("onward-" + way));
  button.setAttribute("type", "button");
  const line = make("p", "onward");
  line.append(button);
  end.append(line);
  button.addEventListener("click", () => {
    button.setAttribute("disabled", "");
    store.goOnward();
  });
}
