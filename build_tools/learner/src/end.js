/** The module's last page: what is missing yet, the score, the certificate, and the way on. */

/** @import {Progress} from "./progress.js" @import {Store} from "./store.js" */

import { all, make, one } from "./dom.js";
import { percent } from "./numbers.js";
import { nameOf } from "./pager.js";
import { say } from "./words.js";

/** @param {string} id @param {string} text */
function item(id, text) {
  const link = make("a", "", text);
  link.setAttribute("href", "#" + id);
  const made = make("li", "");
  made.append(link);
  return made;
}

/** @param {Progress} progress @returns {HTMLElement[]} */
function missing(progress) {
  const lessons = all("[data-page=lesson]").filter((page) => progress.missing.includes(page.dataset["key"] ?? ""));
  const finals = progress.finals.filter((final) => !progress.attempt(final.key).scored).flatMap(({ id }) => {
    const page = /** @type {HTMLElement | null | undefined} */ (one(`[data-assessment="${id}"]`)?.closest("[data-page]"));
    return page ? [item(page.dataset["id"] ?? "", `${say("assessment-final")}: ${nameOf(page)}`)] : [];
  });
  return [...lessons.map((page) => item(page.dataset["id"] ?? "", nameOf(page))), ...finals];
}

/** @param {Progress} progress */
export function showEnd(progress) {
  const done = progress.status === "completed";
  const certified = done && progress.success !== "failed";
  all("[data-when]").forEach((part) => {
    const when = part.dataset["when"];
    part.hidden = when === "certified" ? !certified : (when === "completed") !== done;
  });
  one("#_missing")?.replaceChildren(...missing(progress));
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
