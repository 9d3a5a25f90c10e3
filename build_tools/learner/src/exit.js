/**
 * The quick exit: covers the page at once, then puts a harmless page in its place.
 *
 * After the GOV.UK Design System's "Exit this page", with two more guards: going back shows the
 * cover again, and it works without a connection.
 */

import { make, one } from "./dom.js";
import { say } from "./words.js";

const FLAG = "left";
const PRESSES = 3;
const WITHIN = 5_000;

/** @returns {string} where the neutral page lies, "" when the audience has no quick exit */
function target() {
  return document.documentElement.dataset["exit"] ?? "";
}

function cover() {
  document.documentElement.classList.add("left");
  document.title = "\u00a0";
}

/** @param {Window | null} frame @param {string} url */
function replace(frame, url) {
  try {
    if (!frame) return false;
    frame.location.replace(url);
    return true;
  } catch {
    return false;
  }
}

/** Without a connection a hosted page cannot be fetched: empty this one, under the neutral address. */
function emptyHere() {
  const page = target();
  document.body.replaceChildren();
  history.replaceState(null, "", page);
}

/** Leaves: this page, the LMS around it, and the window that opened it, as far as allowed. */
export function leave() {
  cover();
  try {
    sessionStorage.setItem(FLAG, "1");
  } catch {
    // going back will not be guarded
  }
  const url = new URL(target(), location.href).href;
  const framed = window.top !== window;
  if (!framed && !navigator.onLine && location.protocol !== "file:") return emptyHere();
  if (window.opener) replace(window.opener, url);
  if (!framed || !replace(window.top, url)) replace(window, url);
}

/** Whether the learner left by the quick exit and only came back by the browser's Back button. */
function cameBack() {
  try {
    if (!sessionStorage.getItem(FLAG)) return false;
    const [entry] = performance.getEntriesByType("navigation");
    if (/** @type {PerformanceNavigationTiming} */ (entry)?.type === "back_forward") return true;
    sessionStorage.removeItem(FLAG);
  } catch {
    // no storage, no flag
  }
  return false;
}

/** Runs before the page is shown. */
export function guardAgainstBack() {
  if (!target()) return;
  if (cameBack()) leave();
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.documentElement.classList.contains("left")) leave();
  });
}

/**
 * @param {HTMLElement} status a live region
 * @param {HTMLElement} button shows the presses
 * @param {() => void} go
 */
function listenForShift(status, button, go) {
  let presses = 0;
  let timer = 0;
  // With another key it is a capital letter or a step back: nothing to count, nothing to say.
  let alone = false;
  const show = (/** @type {string} */ text) => {
    status.textContent = text;
    button.dataset["presses"] = String(presses);
  };
  const reset = () => {
    if (presses) show(say("exit-timeout"));
    presses = 0;
    button.dataset["presses"] = "0";
  };
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    presses += 1;
    clearTimeout(timer);
    timer = window.setTimeout(reset, WITHIN);
    show(say(presses === 1 ? "exit-two-more" : "exit-one-more"));
    if (presses < PRESSES) return;
    show(say("exit-now"));
    go();
  });
  addEventListener("keydown", (event) => {
    alone = event.key === "Shift";
    if (!alone) presses = 0;
  });
}

/** @param {() => void} abandon told first, so that nothing is sent that could hold the page */
export function startExit(abandon) {
  const button = one("[data-exit-button]");
  if (!button) return;
  const status = make("p", "visually-hidden");
  status.setAttribute("role", "status");
  button.after(status);
  const go = () => {
    abandon();
    leave();
  };
  button.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  listenForShift(status, button, go);
}
