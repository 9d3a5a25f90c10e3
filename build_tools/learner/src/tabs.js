/**
 * Two windows of one module: each hears what the other saves, so that neither writes over the other.
 * Browsers without `BroadcastChannel` (Safari before 15.4) keep what was saved last.
 */

export class Tabs {
  /**
   * @param {string} name the same in all windows of one learner's module
   * @param {(state: string, newer: boolean) => void} hear a state that is newer than the one at hand, or may be older
   * @param {() => void} meet another window was found
   * @param {() => string} state
   */
  constructor(name, hear, meet, state) {
    this.name = name;
    this.hear = hear;
    this.meet = meet;
    this.state = state;
    /** @type {BroadcastChannel | null} */
    this.channel = null;
    this.open();
  }

  open() {
    try {
      this.channel = new BroadcastChannel(this.name);
    } catch {
      return;
    }
    this.channel.onmessage = ({ data }) => {
      if (data?.state) this.hear(String(data.state), !data.hello);
      if (data?.hello) this.tell(this.state(), { met: true });
      if (data?.hello || data?.met) this.meet();
    };
    // Who comes later read what was saved, which may be older than what another window has.
    this.tell(this.state(), { hello: true });
  }

  /** @param {string} state @param {object} [more] */
  tell(state, more) {
    this.channel?.postMessage({ state, ...more });
  }

  close() {
    this.channel?.close();
    this.channel = null;
  }
}
