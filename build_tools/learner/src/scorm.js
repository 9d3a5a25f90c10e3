/**
 * A session with a SCORM LMS, of either version: what to send, when, and what to do when it is refused.
 *
 * @import {Dialect} from "./dialect.js" @import {Interaction} from "./interactions.js"
 * @import {Notice, Snapshot, Saved, Store} from "./store.js"
 */

import { Soon } from "./soon.js";
import { Backlog } from "./store.js";

const COMMIT_AFTER = 700;
/** Some LMSs take milliseconds for each value: a page must not freeze when an assessment ends. */
const BATCH = 10;
/** An LMS may have only the 64 KiB of a beacon for the end of a page, and lose all of what is more. */
const MOST_AT_END = 25;
const NEXT_BATCH_AFTER = 50;

/** @implements {Store} */
export class Scorm {
  /**
   * @param {any} home the window that has the API
   * @param {any} api
   * @param {Dialect} dialect
   * @param {string} name where is kept what the LMS refuses
   * @param {(notice: Notice) => void} tell
   */
  constructor(home, api, dialect, name, tell) {
    this.home = home;
    this.content = home.document;
    this.api = api;
    this.dialect = dialect;
    this.name = name;
    this.tell = tell;
    this.limit = dialect.limit;
    this.learner = "";
    this.started = performance.now();
    /** @type {"new" | "running" | "finished"} */
    this.session = "new";
    this.readOnly = false;
    /** What the LMS accepted, so that nothing is sent twice. @type {Map<string, string>} */
    this.accepted = new Map();
    /** What it held at any time, so that nothing is taken back. @type {Map<string, string>} */
    this.floor = new Map();
    /** @type {Snapshot | null} */
    this.last = null;
    /** Answers that the LMS has not been given. @type {Interaction[]} */
    this.log = [];
    /** Answers given since the last Commit. @type {Interaction[]} */
    this.told = [];
    this.index = { interactions: -1, objectives: -1 };
    /** @type {string[]} */
    this.objectives = [];
    this.due = false;
    this.soon = new Soon(() => this.flush());
    this.failures = 0;
    this.backlog = new Backlog(name);
  }

  /**
   * A call that gives "" when the LMS's code throws, and when its window was closed or left: the code
   * of such a window may still say "true", but sends nothing any more.
   * @param {string} name
   * @param {...string} values
   * @returns {string}
   */
  call(name, ...values) {
    try {
      if (this.home.closed || this.home.document !== this.content) return "";
      return String(this.api[this.dialect.before + name](...values) ?? "");
    } catch {
      return "";
    }
  }

  /** @param {string} name */
  value(name) {
    return this.call("GetValue", name);
  }

  /**
   * A session that another window or a crashed page began is shared: its values can be read.
   * @returns {boolean} whether there is a session
   */
  begin() {
    if (this.call("Initialize", "") !== "true" && !this.value(this.dialect.held[0] ?? "")) return false;
    this.session = "running";
    return true;
  }

  /** @returns {Saved} */
  open() {
    const { dialect } = this;
    const mode = this.value(dialect.mode);
    this.readOnly = mode === "browse" || mode === "review" || this.value(dialect.root + "credit") === "no-credit";
    this.learner = this.value(dialect.learner);
    this.backlog = new Backlog(`${this.name}/${this.learner}`);
    for (const name of [...dialect.held, "cmi.suspend_data", dialect.location]) this.take(name, this.value(name));
    this.index.interactions = this.count("interactions");
    this.readObjectives();
    if (this.readOnly) this.tell("review");
    else this.log = this.backlog.takeLog();
    return {
      state: this.held("cmi.suspend_data"), location: this.held(dialect.location),
      status: dialect.status((name) => this.held(name)),
      pending: this.readOnly ? "" : this.backlog.state.read(), whole: this.backlog.whole.read(),
      mastery: Math.min(100, Math.max(0, Number(this.value(dialect.mastery)) * dialect.scale || 0)),
    };
  }

  /** @param {string} list @returns {number} how many entries it has, -1 when the LMS has no such list */
  count(list) {
    const children = this.value(`cmi.${list}._children`);
    return children ? Number(this.value(`cmi.${list}._count`)) || 0 : -1;
  }

  /** The manifest, or another window of the session, may have named objectives: they keep their places. */
  readObjectives() {
    this.index.objectives = this.count("objectives");
    for (let n = this.objectives.length; n < this.index.objectives; n += 1) {
      const at = `cmi.objectives.${n}.`;
      this.objectives[n] = this.value(at + "id");
      for (const name of ["status", "success_status", "completion_status"]) {
        if (this.dialect.before === (name === "status" ? "LMS" : "")) this.take(at + name, this.value(at + name));
      }
    }
  }

  /** @param {string} name @param {string} value what the LMS has now */
  take(name, value) {
    this.accepted.set(name, value);
    this.floor.set(name, value);
  }

  /** @param {string} name */
  held(name) {
    return this.floor.get(name) ?? "";
  }

  /**
   * @param {[string, string]} element
   * @returns {boolean} whether the LMS has the value now
   */
  set([name, value]) {
    if (this.accepted.get(name) === value) return true;
    const taken = this.call("SetValue", name, value) === "true";
    if (taken) this.take(name, value);
    return taken;
  }

  /** @param {Snapshot} snapshot */
  save(snapshot) {
    if (this.readOnly) return;
    this.last = snapshot;
    this.log.push(...snapshot.interactions);
    this.due = true;
    this.backlog.keepWhole(snapshot.whole);
    if (this.session === "finished") this.keep();
    else this.soon.plan(COMMIT_AFTER);
  }

  /**
   * @param {Snapshot} snapshot
   * @param {number} most how many answers
   * @returns {boolean} whether the LMS took what must not be lost
   */
  send(snapshot, most) {
    const held = (/** @type {string} */ name) => this.held(name);
    // Both are optional in SCORM 1.2 (RTE 3.4.2): an LMS without them must not keep the score from counting.
    const all = this.dialect.elements(snapshot, held).map((element) => this.set(element) || /\.m(in|ax)$/.test(element[0]));
    all.push(this.set([this.dialect.root + "session_time", this.dialect.timespan(performance.now() - this.started)]));
    if (all.every(Boolean)) {
      this.sendAnswers(most);
      this.sendObjectives(snapshot, held);
    }
    return all.every(Boolean);
  }

  /** Reports of answers are extra: an LMS that takes none of them must not keep the rest from being saved. @param {number} most */
  sendAnswers(most) {
    // Another window of the session may have told some; after a fault, ours are to be told again in their places.
    if (this.log.length && !this.failures) this.index.interactions = Math.max(this.index.interactions, this.count("interactions"));
    for (const interaction of this.log.splice(0, most)) {
      if (this.index.interactions < 0) continue;
      const [id, ...rest] = this.dialect.interaction(interaction, `cmi.interactions.${this.index.interactions}.`);
      if (!id || !this.set(id)) continue;
      rest.forEach((element) => this.set(element));
      this.index.interactions += 1;
      this.told.push(interaction);
    }
  }

  /** @param {Snapshot} snapshot @param {(name: string) => string} held */
  sendObjectives(snapshot, held) {
    if (this.index.objectives < 0) return;
    for (const objective of snapshot.objectives) {
      let n = this.objectives.indexOf(objective.id);
      if (n < 0) {
        this.readObjectives();
        n = this.objectives.indexOf(objective.id);
      }
      if (n < 0) {
        n = this.objectives.length;
        if (!this.set([`cmi.objectives.${n}.id`, objective.id])) return;
        this.objectives.push(objective.id);
      }
      this.dialect.objective(objective, `cmi.objectives.${n}.`, held).forEach((element) => this.set(element));
    }
  }

  flush() {
    this.soon.drop();
    if (this.readOnly || this.session !== "running" || !this.last || !this.due) return;
    const sent = this.send(this.last, BATCH);
    if (this.call("Commit", "") === "true" && sent) this.succeed();
    else this.fail();
  }

  succeed() {
    this.told = [];
    this.due = this.log.length > 0;
    this.backlog.clear();
    if (this.failures) this.tell("saved");
    this.failures = 0;
    if (this.due) this.soon.plan(NEXT_BATCH_AFTER);
  }

  fail() {
    // What the LMS took before a failed commit may be gone: send all of it again, in the same places.
    this.index.interactions -= this.index.interactions < 0 ? 0 : this.told.length;
    this.log.unshift(...this.told);
    this.told = [];
    this.accepted.clear();
    this.keep();
    // Some LMSs clear a fault only once it was asked for.
    this.call("GetLastError");
    if (!this.failures) this.tell("refused");
    this.soon.retry(this.failures++);
  }

  /** Keeps what the LMS does not have on the device, until the next session can send it. */
  keep() {
    if (this.last) this.backlog.keep(this.last.whole || this.last.state, this.log);
  }

  /** @param {[string, string]} [wish] an element that is set last */
  close(wish) {
    if (this.session !== "running") return;
    this.soon.drop();
    const sent = this.readOnly || !this.last || this.send(this.last, MOST_AT_END);
    if (wish) this.call("SetValue", ...wish);
    this.session = "finished";
    const ended = this.call(this.dialect.end, "") === "true";
    if (!sent || (!ended && this.due)) {
      this.log.unshift(...this.told);
      this.keep();
    } else if (!this.readOnly) {
      this.backlog.clear();
      if (this.log.length) this.backlog.keep("", this.log);
    }
  }

  /** A finished session cannot be opened again: say so, and keep further progress on the device. */
  reopen() {
    if (this.session === "finished") this.tell("closed");
  }

  /** @returns {"" | "next-module"} SCORM 2004 only: where the LMS says that it can go on from here */
  onward() {
    if (this.dialect.before || this.session !== "running") return "";
    return this.value("adl.nav.request_valid.continue") === "true" ? "next-module" : "";
  }

  goOnward() {
    this.close(["adl.nav.request", "continue"]);
  }
}
