/** The entry point: one file for the kit's first page and for its modules, in a folder or in an LMS. */

import { all } from "./dom.js";
import { guardAgainstBack, startExit } from "./exit.js";
import { startHome } from "./home.js";
import { tell } from "./notices.js";
import { Pager } from "./pager.js";
import { Progress } from "./progress.js";
import { startQuestions } from "./questions.js";
import { findApi, Scorm12 } from "./scorm12.js";
import { Standalone } from "./standalone.js";
import { readWords } from "./words.js";

/** @import {Store} from "./store.js" */

const root = document.documentElement;

/** @returns {Store} */
function chooseStore() {
  const name = root.dataset["shelf"] ?? "";
  if (root.dataset["store"] !== "scorm12") return new Standalone(name, tell);
  const api = findApi(window);
  const lms = api && new Scorm12(api, name, tell);
  return lms?.begin() ? lms : new Standalone(name, tell, "no-lms");
}

/** @param {Store} store @returns {() => void} ends the session without sending anything more */
function watchLifeCycle(store) {
  let abandoned = false;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !abandoned) store.flush();
  });
  addEventListener("pagehide", () => {
    if (!abandoned) store.close();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) store.reopen();
  });
  return () => {
    abandoned = true;
  };
}

/** @param {string} selector @param {string} name */
function keys(selector, name) {
  return all(selector).map((element) => element.dataset[name] ?? "").filter(Boolean);
}

/** On a wide window the list of lessons stands beside the text, always open; on a narrow one it folds. */
function foldLessons() {
  const list = /** @type {HTMLDetailsElement | null} */ (document.querySelector("#_lessons details"));
  const wide = matchMedia("(min-width: 62rem)");
  const fold = () => list && (list.open = wide.matches);
  wide.addEventListener("change", fold);
  // A lesson chosen on a narrow window must not stay behind the list.
  addEventListener("hashchange", fold);
  fold();
}

function startModule() {
  const store = chooseStore();
  const abandon = watchLifeCycle(store);
  startExit(abandon);
  const saved = store.open();
  const progress = new Progress({
    lessons: keys("[data-page=lesson]", "key"),
    questions: keys("form.question", "key"),
    saved: saved.state,
    status: saved.status,
  });
  progress.merge(saved.pending);
  foldLessons();
  const id = () => document.querySelector(`[data-page=lesson][data-key="${progress.bookmark}"]`)?.getAttribute("data-id") ?? "";
  const changed = () => store.save({ state: progress.encoded, location: id(), status: progress.status });
  startQuestions(progress, changed);
  new Pager(progress, changed).start(saved.location);
  changed();
}

function start() {
  readWords();
  if (root.dataset["view"] === "home") {
    startExit(() => {});
    startHome();
  } else startModule();
  root.classList.add("ready");
}

guardAgainstBack();
root.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  try {
    start();
  } catch (error) {
    // Better all of the text at once than none of it.
    root.classList.remove("js");
    throw error;
  }
});
