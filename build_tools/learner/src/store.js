/**
 * What every adapter offers the page, and the browser's storage they fall back on.
 *
 * @typedef {object} Snapshot
 * @property {string} state the encoded progress
 * @property {string} location the id of the lesson the learner is at
 * @property {"completed" | "incomplete"} status
 *
 * @typedef {"blocked" | "no-lms" | "refused" | "saved" | "closed" | "review"} Notice
 *
 * @typedef {object} Store
 * @property {() => Saved} open reads what was saved; called once
 * @property {(snapshot: Snapshot) => void} save keeps a change, soon
 * @property {() => void} flush keeps what is due, now
 * @property {() => void} close ends the session; nothing is sent after it
 * @property {() => void} reopen the page came back from the browser's cache after `close`
 *
 * @typedef {object} Saved
 * @property {string} state
 * @property {string} location
 * @property {string} status
 * @property {string} pending a state that the LMS refused in an earlier session, "" for none
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
