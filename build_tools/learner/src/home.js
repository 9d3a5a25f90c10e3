/** The kit's first page: shows how far the learner came in each module, and can forget it. */

import { startCertificates } from "./certificate.js";
import { all, one } from "./dom.js";
import { Progress } from "./progress.js";
import { Shelf } from "./store.js";
import { say } from "./words.js";

/** @param {HTMLElement} card @returns {boolean} whether the module was completed, and not failed */
function showProgress(card) {
  const lessons = (card.dataset["lessons"] ?? "").split(" ").filter(Boolean);
  // No lessons are given: what completes the module beside them, only its own page knows.
  const progress = new Progress({ lessons: [], saved: new Shelf(card.dataset["shelf"] ?? "").read() });
  const total = lessons.length;
  const seen = lessons.filter((key) => progress.hasSeen(key)).length;
  const done = progress.status === "completed";
  const text = one(".card-progress-text", card);
  const bar = /** @type {HTMLProgressElement | null} */ (one("progress", card));
  if (text) text.textContent = done ? say("completed") : seen ? say("seen-of", { seen, total }) : say("not-started");
  if (bar) bar.value = done ? total : seen;
  card.classList.toggle("completed", done);
  return done && progress.success !== "failed";
}

export function startHome() {
  const cards = all("[data-shelf]");
  const show = () => {
    const done = cards.map(showProgress);
    const certificate = one(".certificate");
    if (certificate) certificate.hidden = !done.length || done.includes(false);
  };
  startCertificates();
  all("[data-needs-script]").forEach((element) => (element.hidden = false));
  one("#_forget")?.addEventListener("click", () => {
    cards.forEach((card) => new Shelf(card.dataset["shelf"] ?? "").clear());
    show();
    const status = one("#_forget-status");
    if (status) status.textContent = say("forgotten");
  });
  // A module opened from here and left by the Back button changes what is shown.
  addEventListener("pageshow", show);
  show();
}
