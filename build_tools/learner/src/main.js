/** The entry point: one file for the kit's first page and for its modules, in a folder or in an LMS. */

import { startCertificates } from "./certificate.js";
import { all } from "./dom.js";
import { offerOnward, showEnd } from "./end.js";
import { guardAgainstBack, startExit } from "./exit.js";
import { startHome } from "./home.js";
import { Late } from "./late.js";
import { tell } from "./notices.js";
import { openStore } from "./open.js";
import { Pager } from "./pager.js";
import { Progress } from "./progress.js";
import { readAssessments, readQuestion, readReflections, readScenarios, selfChecks } from "./spec.js";
import { Tabs } from "./tabs.js";
import { readWords } from "./words.js";

/** @import {Store} from "./store.js" */

const root = document.documentElement;

/**
 * @param {Store} store
 * @param {Tabs} tabs
 * @param {() => void} finish saves what was typed last
 * @returns {() => void} ends the session without sending anything more
 */
function watchLifeCycle(store, tabs, finish) {
  let abandoned = false;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || abandoned) return;
    finish();
    store.flush();
  });
  addEventListener("pagehide", () => {
    if (!abandoned) finish();
    tabs.close();
    if (!abandoned) store.close();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    tabs.open();
    store.reopen();
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

/** @param {import("./store.js").Saved} saved @param {Store} store */
function recall(saved, store) {
  const assessments = readAssessments();
  const scenarios = readScenarios();
  const reflections = readReflections();
  const progress = new Progress({
    lessons: keys("[data-page=lesson], .media[data-key]", "key"),
    questions: selfChecks().map(readQuestion),
    assessments: [...assessments.values()],
    scenarios: [...scenarios.values()],
    reflections: [...reflections.values()],
    saved: saved.state,
    status: saved.status,
    mastery: saved.mastery,
    limit: store.limit,
  });
  progress.merge(saved.pending);
  progress.merge(saved.whole, true);
  return { progress, assessments, scenarios, reflections };
}

/** The quick exit works while a platform is still being asked. */
let abandon = () => {};

async function startModule() {
  startExit(() => abandon());
  const name = root.dataset["shelf"] ?? "";
  const store = await openStore(name, tell);
  const saved = await store.open();
  const { progress, assessments, scenarios, reflections } = recall(saved, store);
  foldLessons();
  const id = () => document.querySelector(`[data-page=lesson][data-key="${progress.bookmark}"]`)?.getAttribute("data-id") ?? "";
  const save = (/** @type {boolean} */ heard) => store.save(progress.snapshot(id()), heard);
  // What is tried in review must not reach a window that saves.
  const tabs = new Tabs(`${name}/${store.learner}/${store.readOnly}`, (state, newer) => {
    progress.merge(state, !newer);
    save(true);
    pager.refresh();
    late.refresh();
  }, () => tell("windows"), () => progress.whole);
  const changed = () => {
    save(false);
    // A module that only opens has nothing newer than another window.
    if (root.classList.contains("ready")) tabs.tell(progress.whole);
    showEnd(progress);
    late.count();
  };
  const late = new Late({ progress, changed, assessments, scenarios, reflections });
  const pager = new Pager(progress, changed, (page) => late.show(page));
  abandon = watchLifeCycle(store, tabs, () => late.flush());
  startCertificates();
  pager.start(saved.location);
  offerOnward(store);
  changed();
}

/** A media asset on a page of its own, where nothing counts. */
function showRecording() {
  const none = { assessments: new Map(), scenarios: new Map(), reflections: new Map() };
  new Late({ progress: new Progress({ lessons: [] }), changed: () => {}, ...none }).show(document.body);
}

async function start() {
  readWords();
  if (STORE === "standalone" && root.dataset["view"]) {
    startExit(() => {});
    if (root.dataset["view"] === "home") startHome();
    else showRecording();
  } else await startModule();
  root.classList.add("ready");
}

guardAgainstBack();
root.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  start().catch((error) => {
    // Better all of the text at once than none of it.
    root.classList.remove("js");
    throw error;
  });
});
