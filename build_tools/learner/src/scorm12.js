/** Keeps progress in an LMS by the SCORM 1.2 run-time. @import {Notice, Snapshot, Saved, Store} from "./store.js" */

import { Shelf } from "./store.js";

/**
 * @typedef {object} Api the object `API` of SCORM 1.2 RTE 3.3
 * @property {(empty: "") => string} LMSInitialize
 * @property {(empty: "") => string} LMSFinish
 * @property {(name: string) => string} LMSGetValue
 * @property {(name: string, value: string) => string} LMSSetValue
 * @property {(empty: "") => string} LMSCommit
 * @property {() => string} LMSGetLastError
 */

const MOST_PARENTS = 12;
const COMMIT_AFTER = 800;
const RETRY_AFTER = [5_000, 15_000, 60_000];
const RAISABLE = new Set(["", "not attempted", "browsed", "incomplete"]);

/**
 * @param {Window | null} from
 * @returns {Api | null}
 */
function upwards(from) {
  let frame = from;
  for (let step = 0; frame && step <= MOST_PARENTS; step += 1) {
    try {
      const api = /** @type {any} */ (frame).API;
      if (api && typeof api.LMSInitialize !== "undefined") return api;
    } catch {
      // a frame of another origin: the API may still be further up
    }
    if (frame.parent === frame) return null;
    frame = frame.parent;
  }
  return null;
}

/**
 * The LMS's API: in the frame's parents, else in the window that opened the top one, and its parents.
 * @param {Window} from
 * @returns {Api | null}
 */
export function findApi(from) {
  const found = upwards(from);
  if (found) return found;
  for (const frame of [from, from.top]) {
    try {
      const opener = frame?.opener;
      const behind = opener && opener !== frame ? upwards(opener) : null;
      if (behind) return behind;
    } catch {
      // the top window is of another origin
    }
  }
  return null;
}

/**
 * @param {number} milliseconds
 * @returns {string} a CMITimespan, HHHH:MM:SS.SS
 */
export function timespan(milliseconds) {
  const hundredths = Math.max(0, Math.floor(milliseconds / 10));
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const hours = Math.min(9999, Math.floor(hundredths / 360_000));
  const minutes = Math.floor(hundredths / 6_000) % 60;
  const seconds = Math.floor(hundredths / 100) % 60;
  return `${String(hours).padStart(4, "0")}:${two(minutes)}:${two(seconds)}.${two(hundredths % 100)}`;
}

/** @implements {Store} */
export class Scorm12 {
  /**
   * @param {Api} api
   * @param {string} name where a refused state is kept
   * @param {(notice: Notice) => void} tell
   */
  constructor(api, name, tell) {
    this.api = api;
    this.name = name;
    this.tell = tell;
    this.started = performance.now();
    /** @type {"new" | "running" | "finished"} */
    this.session = "new";
    this.readOnly = false;
    this.lmsStatus = "";
    /** What the LMS accepted, so that nothing is sent twice. @type {Map<string, string>} */
    this.accepted = new Map();
    /** @type {Snapshot | null} */
    this.last = null;
    this.due = false;
    this.timer = 0;
    this.failures = 0;
  }

  /**
   * A call that gives "" when the LMS's code throws.
   * @param {() => string} act
   * @returns {string}
   */
  ask(act) {
    try {
      return String(act() ?? "");
    } catch {
      return "";
    }
  }

  /** @param {() => string} act */
  agrees(act) {
    return this.ask(act) === "true";
  }

  /** @param {string} name */
  value(name) {
    return this.ask(() => this.api.LMSGetValue(name));
  }

  /** @returns {boolean} whether the LMS opened a session */
  begin() {
    if (!this.agrees(() => this.api.LMSInitialize(""))) return false;
    this.session = "running";
    return true;
  }

  /** @returns {Saved} */
  open() {
    const mode = this.value("cmi.core.lesson_mode");
    const credit = this.value("cmi.core.credit");
    this.readOnly = mode === "browse" || mode === "review" || credit === "no-credit";
    this.lmsStatus = this.value("cmi.core.lesson_status");
    this.shelf = new Shelf(`${this.name}/${this.value("cmi.core.student_id")}`);
    const state = this.value("cmi.suspend_data");
    const location = this.value("cmi.core.lesson_location");
    this.accepted.set("cmi.suspend_data", state).set("cmi.core.lesson_location", location);
    if (this.readOnly) this.tell("review");
    else this.enter();
    return { state, location, status: this.lmsStatus, pending: this.readOnly ? "" : this.shelf.read() };
  }

  /** A first entry becomes "incomplete" at once, so that a lost connection still leaves a trace. */
  enter() {
    if (["", "not attempted", "browsed"].includes(this.lmsStatus)) this.set("cmi.core.lesson_status", "incomplete");
    else this.accepted.set("cmi.core.lesson_status", this.lmsStatus);
  }

  /**
   * @param {string} name
   * @param {string} value
   * @returns {boolean} whether the LMS has the value now
   */
  set(name, value) {
    if (this.accepted.get(name) === value) return true;
    const taken = this.agrees(() => this.api.LMSSetValue(name, value));
    if (taken) this.accepted.set(name, value);
    return taken;
  }

  /** @param {Snapshot} snapshot */
  save(snapshot) {
    if (this.readOnly) return;
    this.last = snapshot;
    this.due = true;
    if (this.session === "finished") this.keep();
    else if (!this.timer || this.failures) this.schedule(COMMIT_AFTER);
  }

  /** @param {number} delay */
  schedule(delay) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), delay);
  }

  /**
   * SCORM 1.2 RTE 3.4.4: "suspend" makes the LMS resume next time; "" is a normal exit.
   * @param {Snapshot} snapshot
   */
  send(snapshot) {
    const all = [
      this.set("cmi.suspend_data", snapshot.state),
      this.set("cmi.core.lesson_location", snapshot.location),
      this.raise(snapshot.status),
      this.set("cmi.core.exit", snapshot.status === "completed" ? "" : "suspend"),
      this.set("cmi.core.session_time", timespan(performance.now() - this.started)),
    ];
    return all.every(Boolean);
  }

  /** @param {"completed" | "incomplete"} status */
  raise(status) {
    const held = this.accepted.get("cmi.core.lesson_status") ?? "";
    return RAISABLE.has(held) ? this.set("cmi.core.lesson_status", status) : true;
  }

  flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.readOnly || this.session !== "running" || !this.last || !this.due) return;
    const sent = this.send(this.last);
    if (this.agrees(() => this.api.LMSCommit("")) && sent) this.succeed();
    else this.fail();
  }

  succeed() {
    this.due = false;
    this.shelf?.clear();
    if (this.failures) this.tell("saved");
    this.failures = 0;
  }

  fail() {
    this.keep();
    // Some LMSs clear a fault only once it was asked for.
    this.ask(() => this.api.LMSGetLastError());
    if (!this.failures) this.tell("refused");
    const wait = RETRY_AFTER[Math.min(this.failures, RETRY_AFTER.length - 1)] ?? COMMIT_AFTER;
    this.failures += 1;
    // What the LMS took before a failed commit may be gone: send all of it again.
    this.accepted.delete("cmi.suspend_data");
    this.accepted.delete("cmi.core.lesson_location");
    this.schedule(wait);
  }

  /** Keeps what the LMS does not have on the device, until the next session can send it. */
  keep() {
    if (this.last) this.shelf?.write(this.last.state);
  }

  close() {
    if (this.session !== "running") return;
    clearTimeout(this.timer);
    if (!this.readOnly && this.last && !this.send(this.last)) this.keep();
    this.session = "finished";
    if (!this.agrees(() => this.api.LMSFinish("")) && this.due) this.keep();
  }

  /** A finished session cannot be opened again: say so, and keep further progress on the device. */
  reopen() {
    if (this.session === "finished") this.tell("closed");
  }
}
