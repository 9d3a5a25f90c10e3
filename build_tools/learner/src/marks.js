/** Says in words and signs what of an answer was right: colour only helps. */

import { all, make, one, say } from "./host.js";

/**
 * @param {HTMLElement} answer
 * @param {"" | "right" | "wrong"} verdict
 * @param {boolean} comment whether the author's comment shows
 */
export function markAnswer(answer, verdict, comment) {
  one(".answer-mark", answer)?.remove();
  answer.dataset["mark"] = verdict;
  const feedback = one(".feedback", answer);
  const place = one("label, .side", answer);
  const mark = make("span", "answer-mark", say("answer-" + verdict));
  // The verdict reads before the reason for it.
  if (verdict) (place ?? answer).insertBefore(mark, place ? null : feedback);
  feedback?.classList.toggle("shown", comment);
}

/** @param {HTMLElement} form */
export function unmark(form) {
  all(".answer", form).forEach((answer) => markAnswer(answer, "", false));
  one(".foreseen", form)?.remove();
  delete form.dataset["result"];
}
