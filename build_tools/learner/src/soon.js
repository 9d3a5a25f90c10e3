/** Saving that is due soon, and again after a fault. */

/** Milliseconds after the first, second … fault in a row. */
const RETRY_AFTER = [3_000, 10_000, 30_000, 60_000];

export class Soon {
  /** @param {() => void} work */
  constructor(work) {
    this.work = work;
    this.timer = 0;
    this.planned = 0;
  }

  /** What is planned sooner stays: whoever never pauses must not put it off. @param {number} delay in milliseconds */
  plan(delay) {
    const at = performance.now() + delay;
    if (this.timer && this.planned <= at) return;
    this.drop();
    this.planned = at;
    this.timer = window.setTimeout(this.work, delay);
  }

  /** @param {number} failures how many came before, in a row */
  retry(failures) {
    this.plan(/** @type {number} */ (RETRY_AFTER[Math.min(failures, RETRY_AFTER.length - 1)]));
  }

  /** Nothing is due any more: it is being done now. */
  drop() {
    clearTimeout(this.timer);
    this.timer = 0;
  }
}
