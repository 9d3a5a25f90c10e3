/**
 * What every adapter offers the page, and the browser's storage they fall back on.
 *
 * @import {Interaction} from "./interactions.js" @import {Objective} from "./assess.js"
 *
 * @typedef {object} Score
 * @property {number} raw 0 to 100
 * @property {number} min
 * @property {number} max
 * @property {number} scaled 0 to 1
 *
 * @typedef {object} Snapshot
 * @property {string} state the encoded progress, no longer than the store's limit
 * @property {string} location the id of the lesson the learner is at
 * @property {"completed" | "incomplete"} status
 * @property {"passed" | "failed" | "unknown"} success of the final assessment
 * @property {Score | null} score the best of the final assessment
 * @property {number} progress 0 to 1
 * @property {Interaction[]} interactions new ones since the last snapshot
 * @property {Objective[]} objectives those that the answers say something of
 * @property {string} whole the encoded progress with whole reflections, "" when `state` holds all
 *
 * @typedef {"blocked" | "no-lms" | "refused" | "saved" | "closed" | "review" | "windows"} Notice
 *
 * @typedef {object} Store
 * @property {number} limit how long a state may be
 * @property {string} learner who learns, as far as the LMS says; keeps learners of one device apart
 * @property {boolean} readOnly whether the LMS said that nothing is to be saved
 * @property {() => Saved | Promise<Saved>} open reads what was saved; called once
 * @property {(snapshot: Snapshot, heard?: boolean) => void} save keeps a change, soon; one that another window told of, too
 * @property {() => void} flush keeps what is due, now
 * @property {() => void} close ends the session; nothing is sent after it
 * @property {() => void} reopen the page came back from the browser's cache after `close`
 * @property {() => "" | "next-module" | "leave"} onward where the LMS can lead the learner from the module's end
 * @property {() => void} goOnward leads there; ends the session
 *
 * @typedef {object} Saved
 * @property {string} state
 * @property {string} location
 * @property {string} status
 * @property {string} pending a state that the LMS refused in an earlier session, "" for none
 * @property {string} whole a state with whole reflections, kept on this device, "" for none
 * @property {number} mastery the LMS's pass mark, per cent; 0 for none
 */

/**
 * A named place in localStorage, or in memory where the browser blocks it.
 */
export class Shelf {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    /** @type {string | null} */
    this.memory = null;
    this.blocked = !Shelf.works();
  }

  /** @returns {boolean} */
  static works() {
    try {
      localStorage.setItem("kits?", "1");
      localStorage.removeItem("kits?");
      return true;
    } catch {
      return false;
    }
  }

  /** @returns {string} */
  read() {
    try {
      return this.memory ?? localStorage.getItem(this.name) ?? "";
    } catch {
      return "";
    }
  }

  /** @param {string} text */
  write(text) {
    try {
      localStorage.setItem(this.name, text);
      this.memory = null;
    } catch {
      this.memory = text;
      this.blocked = true;
    }
  }

  clear() {
    this.memory = null;
    try {
      localStorage.removeItem(this.name);
    } catch {
      // nothing was kept
    }
  }
}

/** More answers than this are not kept for an LMS that cannot be reached: the state holds the last ones. */
const MOST_KEPT = 200;

/** What an LMS does not have (yet), kept on the device for one learner until it does. */
export class Backlog {
  /** @param {string} name */
  constructor(name) {
    this.state = new Shelf(name);
    this.whole = new Shelf(name + "/whole");
    this.log = new Shelf(name + "/log");
  }

  /** @param {string} state @param {Interaction[]} interactions */
  keep(state, interactions) {
    this.state.write(state);
    if (interactions.length) this.log.write(JSON.stringify(interactions.slice(-MOST_KEPT)));
    else this.log.clear();
  }

  /** @returns {Interaction[]} those of an earlier session; they are the caller's now */
  takeLog() {
    try {
      const log = JSON.parse(this.log.read() || "[]");
      return Array.isArray(log) ? log : [];
    } catch {
      return [];
    } finally {
      this.log.clear();
    }
  }

  /** Only what an LMS has no room for stays on the device. @param {string} whole */
  keepWhole(whole) {
    if (whole) this.whole.write(whole);
    else if (this.whole.read()) this.whole.clear();
  }

  clear() {
    this.state.clear();
    this.log.clear();
  }
}
