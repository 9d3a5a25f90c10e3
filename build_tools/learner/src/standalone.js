/** Keeps progress on the learner's own device. @import {Notice, Snapshot, Saved, Store} from "./store.js" */

import { Shelf } from "./store.js";

/** @implements {Store} */
export class Standalone {
  /**
   * @param {string} name where it is kept
   * @param {(notice: Notice) => void} tell
   * @param {Notice} [because] why there is no LMS, when there should be one
   */
  constructor(name, tell, because) {
    this.shelf = new Shelf(name);
    this.tell = tell;
    this.because = because;
    this.limit = Infinity;
    this.learner = "";
    this.readOnly = false;
  }

  /** @returns {Saved} */
  open() {
    if (this.shelf.blocked) this.tell("blocked");
    else if (this.because) this.tell(this.because);
    return { state: this.shelf.read(), location: "", status: "", pending: "", whole: "", mastery: 0 };
  }

  /** @param {Snapshot} snapshot */
  save(snapshot) {
    const before = this.shelf.blocked;
    this.shelf.write(snapshot.state);
    if (this.shelf.blocked && !before) this.tell("blocked");
  }

  flush() {}

  close() {}

  reopen() {}

  /** @returns {""} */
  onward() {
    return "";
  }

  goOnward() {}
}
