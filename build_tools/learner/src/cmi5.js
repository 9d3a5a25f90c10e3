/**
 * Keeps progress in a cmi5 LMS: what is saved goes to the State API, what happened into statements.
 *
 * @import {Interaction} from "./interactions.js" @import {Notice, Snapshot, Saved, Store} from "./store.js"
 */

import { Soon } from "./soon.js";
import { Statements } from "./statements.js";
import { Backlog } from "./store.js";
import { Lrs } from "./xapi.js";

/** @import {Launch} from "./xapi.js" */

const STATE = "kits.progress";
const SEND_AFTER = 800;
const REFUSED = 400;
/** Not the statement's fault: it may be taken later. */
const LATER = [401, 408, 429];

/** @param {number} status */
const isOver = (status) => status > 0 && status < 500 && !LATER.includes(status);

/** @implements {Store} */
export class Cmi5 {
  /**
   * @param {Launch} launch
   * @param {string} name where is kept what the LMS does not have
   * @param {(notice: Notice) => void} tell
   */
  constructor(launch, name, tell) {
    this.lrs = new Lrs(launch);
    this.tell = tell;
    this.limit = Infinity;
    this.learner = launch.actor + launch.registration;
    this.backlog = new Backlog(`${name}/${this.learner}`);
    this.statements = new Statements(launch, {});
    /** @type {"new" | "running" | "finished"} */
    this.session = "new";
    this.readOnly = false;
    this.returnUrl = "";
    /** Statements not yet with the LMS, in order. @type {any[]} */
    this.queue = [];
    /** The same answers, for a later session should this one end first. @type {Map<string, Interaction>} */
    this.answers = new Map();
    /** Verbs that a registration may have once: those queued, and those the LMS has. @type {Set<string>} */
    this.asked = new Set();
    /** @type {Set<string>} */
    this.sent = new Set();
    /** Ids of the statements of these verbs: should the LMS have one of an earlier session, it knows it again. @type {Record<string, string>} */
    this.ids = {};
    /** Ids of statements that an earlier session may have told: the LMS may refuse them, and what is sent with them. @type {Set<unknown>} */
    this.again = new Set();
    /** Ids of the statements on their way. @type {Set<string>} */
    this.flying = new Set();
    /** @type {any} */
    this.saved = {};
    /** @type {Snapshot | null} */
    this.last = null;
    this.due = false;
    this.busy = false;
    this.soon = new Soon(() => this.flush());
    this.failures = 0;
  }

  /**
   * Starts the session: token, launch data, learner preferences, `initialized`.
   * @returns {Promise<boolean>} whether the LMS took it
   */
  async begin() {
    try {
      await this.lrs.authorize();
      const data = await this.lrs.readState("LMS.LaunchData");
      if (!data) return false;
      this.statements = new Statements(this.lrs.launch, data);
      this.readOnly = data.launchMode !== "Normal";
      this.returnUrl = /^https?:/.test(data.returnURL ?? "") ? data.returnURL : "";
      const preferences = await this.lrs.readPreferences().catch(() => null);
      // cmi5 11.2: who wants no sound gets none until asking for it.
      if (preferences?.audioPreference === "off") {
        document.querySelectorAll("video, audio").forEach((one) => (/** @type {HTMLMediaElement} */ (one).muted = true));
      }
      // Before anything is said: whoever cannot read what was saved would write over it.
      this.saved = (await this.lrs.readState(STATE)) ?? {};
      const status = await this.lrs.writeStatements([this.statements.initialized()], false);
      if (!status || status >= REFUSED) return false;
    } catch {
      return false;
    }
    this.session = "running";
    addEventListener("online", () => this.flush());
    return true;
  }

  /** @returns {Saved} */
  open() {
    const { saved } = this;
    this.sent = new Set(Array.isArray(saved.sent) ? saved.sent : []);
    this.asked = new Set(this.sent);
    this.ids = saved.ids ?? {};
    this.again = new Set(Object.values(this.ids));
    if (this.readOnly) this.tell("review");
    else this.backlog.takeLog().forEach((one) => this.tellAnswer(one));
    return {
      state: String(saved.state ?? ""), location: String(saved.location ?? ""), status: this.sent.has("passed") ? "passed" : "",
      pending: this.readOnly ? "" : this.backlog.state.read(), whole: "", mastery: (this.statements.mastery ?? 0) * 100,
    };
  }

  /** One of an earlier session has its id: should the LMS have got it then, it refuses it now. @param {Interaction & {uuid?: string}} one */
  tellAnswer(one) {
    const statement = this.statements.answered(one);
    this.again.add(one.uuid);
    statement.id = one.uuid ??= statement.id;
    this.answers.set(statement.id, one);
    this.queue.push(statement);
  }

  /** @param {Snapshot} snapshot @param {boolean} [heard] from another window, whose session tells it */
  save(snapshot, heard) {
    if (this.readOnly) return;
    this.last = snapshot;
    this.due = true;
    snapshot.interactions.forEach((one) => this.tellAnswer(one));
    if (this.session === "finished") return this.keep();
    const once = (/** @type {string} */ verb, /** @type {() => any} */ make) => {
      // cmi5 9.3: one `completed` and one `passed` for a registration.
      if (!this.asked.has(verb) && !heard) {
        const statement = make();
        statement.id = this.ids[verb] ??= statement.id;
        this.queue.push(statement);
      }
      this.asked.add(verb);
      if (heard) this.sent.add(verb);
    };
    if (snapshot.status === "completed") once("completed", () => this.statements.completed());
    const enough = (snapshot.score?.scaled ?? 1) >= (this.statements.mastery ?? 0);
    if (snapshot.success === "passed" && enough) once("passed", () => this.statements.judged(true, snapshot.score));
    this.soon.plan(SEND_AFTER);
  }

  /** @param {Set<string>} sent what need not be told again */
  record(sent) {
    return { state: this.last?.state, location: this.last?.location, sent: [...sent], ids: this.ids };
  }

  flush() {
    void this.send();
  }

  async send() {
    this.soon.drop();
    if (this.readOnly || this.session !== "running" || !(this.due || this.queue.length)) return;
    // A connection may be lost without a word: until there is an answer, the device has it.
    this.keep();
    if (this.busy) return;
    this.busy = true;
    this.due = false;
    const batch = [...this.queue];
    const stated = await this.lrs.writeState(STATE, this.record(this.sent), false);
    const told = batch.length ? await this.tellAll(batch) : true;
    this.busy = false;
    if (this.session !== "running") return;
    if (told && stated && stated < REFUSED) this.succeed();
    else this.fail();
  }

  /**
   * An LMS refuses a batch as a whole: what is wrong with one statement must not cost the others.
   * @param {any[]} batch
   * @returns {Promise<boolean>} whether nothing of it needs to be sent again
   */
  async tellAll(batch) {
    this.flying = new Set(batch.map((one) => one.id));
    let status = await this.lrs.writeStatements(batch, false);
    if (status < REFUSED && isOver(status)) this.done(batch);
    else if (isOver(status)) {
      for (const statement of batch) {
        if (batch.length > 1) status = await this.lrs.writeStatements([statement], false);
        if (!isOver(status)) break;
        this.done([statement]);
      }
    }
    this.flying.clear();
    return isOver(status);
  }

  /** @param {any[]} statements */
  done(statements) {
    for (const { id, verb } of statements) {
      this.queue = this.queue.filter((one) => one.id !== id);
      this.answers.delete(id);
      for (const name of ["completed", "passed"]) {
        if (verb.id.endsWith("/" + name) && !this.sent.has(name)) {
          this.sent.add(name);
          this.due = true;
        }
      }
    }
  }

  succeed() {
    if (this.failures) this.tell("saved");
    this.failures = 0;
    if (this.due || this.queue.length) this.soon.plan(0);
    else this.backlog.clear();
  }

  fail() {
    this.due = true;
    if (!this.failures) this.tell("refused");
    this.soon.retry(this.failures++);
  }

  keep() {
    if (this.last) this.backlog.keep(this.last.state, [...this.answers.values()]);
  }

  /** The LMS may hear of a fail once in a session, and of nothing after it: so at the end, if it stays one. */
  close() {
    if (this.session !== "running") return;
    this.soon.drop();
    if (!this.readOnly && this.last?.success === "failed") this.queue.push(this.statements.judged(false, this.last.score));
    this.session = "finished";
    // An LMS refuses a batch as a whole: with what it may know already, it would not hear of the end.
    const rest = this.queue.filter(({ id }) => !this.flying.has(id) && !this.again.has(id));
    if (!this.readOnly && this.last && (this.due || this.busy || this.queue.length || this.failures)) {
      // The page is gone before the answer comes; the next session takes in what is kept here. Where something went
      // wrong, it tells again what was not confirmed: a score may have got lost.
      const doubtful = this.failures || this.queue.length > rest.length;
      this.backlog.keep(this.last.state, doubtful ? [...this.answers.values()] : []);
      void this.lrs.writeState(STATE, this.record(doubtful ? this.sent : this.asked), true);
    }
    void this.lrs.writeStatements([...rest, this.statements.terminated()], true);
  }

  reopen() {
    if (this.session === "finished") this.tell("closed");
  }

  /** @returns {"" | "leave"} cmi5 10.2.6: where to lead the learner at the end */
  onward() {
    return this.returnUrl && this.session === "running" ? "leave" : "";
  }

  goOnward() {
    this.close();
    location.assign(this.returnUrl);
  }
}
