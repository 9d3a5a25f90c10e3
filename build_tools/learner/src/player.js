/**
 * The player of a media asset: the sizes to choose from, times that lead there, and what was played.
 *
 * The browser plays; the links of the page, which work without a script, too, say what. Nothing is fetched
 * before the learner asks for it.
 */

/** @import {Progress} from "./progress.js" */

import { all, one, Shelf } from "./host.js";

/** What was chosen last, for all pages; it says nothing of who learns, and no LMS is told. */
const CHOICE = "kits/rendition";
/** A link of the transcript. */
const TIME = "[href*='#t=']";
/** How much of the end players may leave out, seconds: renditions differ by the length of a frame. */
const END = 0.3;

/** @param {string} name @returns {number} pixels; NaN for sound */
const height = (name) => parseInt(name, 10);

class Player {
  /**
   * @param {HTMLElement} figure
   * @param {HTMLMediaElement} element
   * @param {Progress} progress
   * @param {() => void} changed
   */
  constructor(figure, element, progress, changed) {
    this.element = element;
    this.progress = progress;
    this.changed = changed;
    this.key = figure.dataset["key"] ?? "";
    this.figure = figure;
    this.status = one(".played", figure);
    /** @type {HTMLAnchorElement[]} */
    this.links = all(".renditions a", figure);
    /** Seconds that were played: those whose middle was. @type {Set<number>} */
    this.heard = new Set();
    this.ended = false;
    /** Where to go on when the rendition is there, how fast, and with which tracks. */
    this.at = 0;
    this.rate = 1;
    /** @type {TextTrackMode[]} */
    this.modes = [];
    this.preferSmallest();
    this.recall();
    const text = one("[data-text]", figure);
    const fold = /** @type {HTMLDetailsElement | null | undefined} */ (text?.parentElement);
    const fetchText = () => fold?.open && runScript(text?.dataset["text"] ?? "");
    fold?.addEventListener("toggle", fetchText);
    // It may have been opened before this script was there.
    fetchText();
    figure.addEventListener("click", (event) => this.follow(event));
    element.addEventListener("loadedmetadata", () => this.arrive());
    element.addEventListener("timeupdate", () => this.mark());
    // After “pause”: on a busy machine the last part is not yet among what was played then.
    element.addEventListener("ended", () => this.note());
    this.show();
  }

  /** The same sound in a smaller file, which not every browser can play. */
  preferSmallest() {
    for (const link of this.links) {
      const { href, type, size } = link.dataset;
      const shown = one("span", link);
      if (!href || !shown || !this.element.canPlayType(type ?? "")) continue;
      link.href = href;
      shown.textContent = size ?? "";
    }
  }

  /** What was chosen on another page, or the next smaller one. */
  recall() {
    const wanted = new Shelf(CHOICE).read();
    const link = this.links.filter(({ dataset: { name = "" } }) => name === wanted || height(name) <= height(wanted)).pop();
    if (link) this.take(link);
  }

  /** @param {MouseEvent} event */
  follow(event) {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a"));
    const isTime = link?.matches(TIME);
    if (!link || event.ctrlKey || event.metaKey || !(isTime || this.links.includes(link))) return;
    event.preventDefault();
    if (isTime) this.seek(timeOf(link));
    else {
      new Shelf(CHOICE).write(link.dataset["name"] ?? "");
      this.take(link);
    }
    // A browser may refuse, and a choice may be followed by another: its own controls say so.
    this.element.play().catch(() => {});
  }

  /** Goes on at the same place in another rendition. @param {HTMLAnchorElement} link */
  take(link) {
    if (link.getAttribute("aria-current")) return;
    const { element } = this;
    const { currentTime, duration, readyState, textTracks } = element;
    this.note();
    if (readyState) {
      this.at = currentTime < duration ? currentTime : 0;
      // A browser would show the captions anew, although the learner put them out.
      this.modes = [...textTracks].map((track) => track.mode);
    }
    this.hold();
    element.src = link.href;
    // The browser set it back.
    element.playbackRate = 0;
    this.links.forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
  }

  /** @param {number} at seconds */
  seek(at) {
    if (this.element.readyState) this.element.currentTime = at;
    else {
      this.at = at;
      this.hold();
    }
  }

  /** Time stands still until `arrive`: a busy browser plays from the start before it says that anything is there. */
  hold() {
    this.rate = this.element.playbackRate || this.rate;
    this.element.playbackRate = 0;
  }

  /** Only now: of a start that was set before, Chromium says that all up to there was played. */
  arrive() {
    if (this.at) this.element.currentTime = this.at;
    this.modes.forEach((mode, n) => (/** @type {TextTrack} */ (this.element.textTracks[n]).mode = mode));
    this.element.playbackRate ||= this.rate;
    this.at = 0;
    this.modes = [];
  }

  /** @returns {HTMLAnchorElement[]} those of the transcript, once it is there */
  get times() {
    return all(TIME, this.figure);
  }

  /** The line of the transcript that is heard. */
  mark() {
    const { currentTime } = this.element;
    const now = this.times.filter((link) => timeOf(link) <= currentTime).pop();
    this.times.forEach((link) => link.parentElement?.classList.toggle("now", link === now));
    this.note();
  }

  /** Takes down what was played so far: the browser forgets it with the rendition. */
  note() {
    const { duration, played } = this.element;
    for (let n = 0; n < played.length; n += 1) {
      for (let s = Math.ceil(played.start(n) - 0.5); s + 0.5 <= played.end(n); s += 1) this.heard.add(s);
      this.ended ||= played.end(n) > duration - END;
    }
    let whole = 0;
    while (this.heard.has(whole)) whole += 1;
    if (!this.key || this.progress.hasSeen(this.key) || !this.ended || whole + 0.5 < duration - END) return;
    this.progress.see(this.key);
    this.changed();
    this.show();
  }

  /** Whether it was played to its end; said once by screen readers. */
  show() {
    const { status } = this;
    if (status && this.progress.hasSeen(this.key)) status.textContent = status.dataset["done"] ?? "";
  }
}

/** A script, as a page opened from a disk may load nothing else; told anew, it changes nothing. @param {string} file */
function runScript(file) {
  const script = document.createElement("script");
  script.src = file;
  document.head.append(script);
}

/** @param {HTMLAnchorElement} link to a time (Media Fragments URI 1.0, 4.2.1) @returns {number} seconds */
const timeOf = (link) => Number(link.hash.slice(3));

/**
 * @param {Progress} progress
 * @param {() => void} changed
 * @returns {{show: () => void, flush: () => void}} shows anew what another window changed; saves what was played last
 */
export function startPlayers(progress, changed) {
  const players = all(".media").flatMap((figure) => {
    const element = /** @type {HTMLMediaElement | null} */ (one("video, audio", figure));
    return element ? [new Player(figure, element, progress, changed)] : [];
  });
  return {
    show: () => players.forEach((player) => player.show()),
    flush: () => players.forEach((player) => player.note()),
  };
}
