/**
 * The certificate of completion: the learner types a name and prints, or saves as PDF through the
 * browser. The name stays on this page: it is neither stored nor sent.
 */

import { all, one } from "./dom.js";
import { say } from "./words.js";

/** @param {HTMLElement} part */
function certificate(part) {
  const form = /** @type {HTMLFormElement | null} */ (one("form", part));
  const field = /** @type {HTMLInputElement | null} */ (one("input", part));
  const sheet = one(".certificate-sheet", part);
  if (!form || !field || !sheet) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const status = one("[role=status]", part);
    const name = field.value.trim();
    if (status) status.textContent = name ? "" : say("certificate-name-first");
    if (!name) return field.focus();
    const set = (/** @type {string} */ selector, /** @type {string} */ text) => {
      const place = one(selector, sheet);
      if (place) place.textContent = text;
    };
    set(".certificate-name", name);
    set(".certificate-date", new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format());
    set(".certificate-score", part.dataset["score"] ?? "");
    document.documentElement.classList.add("printing");
    window.print();
  });
  addEventListener("afterprint", () => document.documentElement.classList.remove("printing"));
}

export function startCertificates() {
  all(".certificate").forEach(certificate);
}
