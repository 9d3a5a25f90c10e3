/**
 * Shows one page of the module at a time; the address's fragment says which.
 *
 * All pages stand in one document, so everything reads top to bottom without this, prints, and the
 * LMS's session never breaks between two of them.
 */

import { all, make, one } from "./dom.js";
import { showEnd } from "./end.js";
import { lineOf } from "./spec.js";
import { say } from "./words.js";

/** @import {Progress} from "./progress.js" */

/** @param {HTMLElement} page */
const headingOf = (page) => one("h1, h2", page);

/** @param {Element} part a page or a media asset @returns {string} */
export const nameOf = (part) => lineOf(one("h1, h2, .media-title", part));

/** @param {HTMLElement} page */
const idOf = (page) => page.dataset["id"] ?? "";

export class Pager {
  /**
   * @param {Progress} progress
   * @param {() => void} changed
   * @param {(page: HTMLElement) => void} shows told of each page before it is seen
   */
  constructor(progress, changed, shows) {
    this.progress = progress;
    this.changed = changed;
    this.shows = shows;
    this.pages = all("[data-page]");
    this.lessons = this.pages.filter((page) => page.dataset["page"] === "lesson");
    this.way = this.pages.filter((page) => page.dataset["page"] !== "extra");
    this.current = /** @type {HTMLElement} */ (this.way[0]);
    this.title = document.title;
    /** How far down each page was, for the Back button. @type {Map<HTMLElement, number>} */
    this.scrolled = new Map();
    this.followed = false;
    /** @type {IntersectionObserver | undefined} */
    this.observer = undefined;
    /** The page that a glossary or source link was followed from. @type {HTMLElement | undefined} */
    this.back = undefined;
  }

  /** @param {string} location a lesson's id that the LMS kept, for a state without a bookmark */
  start(location) {
    all("[data-needs-script]").forEach((element) => (element.hidden = false));
    addEventListener("hashchange", () => this.route(true));
    document.addEventListener("click", (event) => this.follow(event));
    if (!this.find(window.location.hash)) this.resume(location);
    this.route(false);
  }

  /** @param {string} location */
  resume(location) {
    const { bookmark } = this.progress;
    const lesson = this.lessons.find((page) => (bookmark ? page.dataset["key"] === bookmark : idOf(page) === location));
    if (lesson) history.replaceState(null, "", "#" + idOf(lesson));
  }

  /**
   * @param {string} hash
   * @returns {{page: HTMLElement, target: HTMLElement} | null}
   */
  find(hash) {
    const id = decodeURIComponent(hash.slice(1));
    const target = id ? document.getElementById(id) : null;
    const page = target?.closest("[data-page]") ?? this.pages.find((candidate) => idOf(candidate) === id);
    return page ? { page: /** @type {HTMLElement} */ (page), target: target ?? /** @type {HTMLElement} */ (page) } : null;
  }

  /** A link to the page that is shown already changes no fragment: move there all the same. @param {MouseEvent} event */
  follow(event) {
    const link = /** @type {Element} */ (event.target).closest?.("a[href^='#']");
    if (!link) return;
    if ("skip" in /** @type {HTMLElement} */ (link).dataset) return skip(event);
    this.followed = true;
    if (link.getAttribute("href") === window.location.hash) this.route(true);
  }

  /** @param {boolean} moved whether the learner went here, rather than opened the module */
  route(moved) {
    const { hash } = window.location;
    const found = this.find(hash) ?? (hash && moved ? null : { page: this.way[0], target: this.way[0] });
    if (!found?.page || !found.target) return;
    const from = this.current;
    if (moved && found.page !== from) this.leave(from, found.page);
    this.show(found.page);
    if (moved) this.place(found.page, found.target, this.followed);
    this.watchEnd();
    this.followed = false;
  }

  /** Going on from a lesson means it was seen. @param {HTMLElement} page @param {HTMLElement} next */
  leave(page, next) {
    this.scrolled.set(page, scrollY);
    if (next.dataset["page"] !== "extra") this.see(page);
  }

  /** @param {HTMLElement} page */
  see(page) {
    const key = page.dataset["key"];
    if (!key || this.progress.hasSeen(key)) return;
    this.progress.see(key);
    this.refresh();
    this.changed();
  }

  /** @param {HTMLElement} page */
  show(page) {
    this.back = page.dataset["page"] === "extra" ? this.back ?? this.current : undefined;
    this.current = page;
    this.shows(page);
    this.pages.forEach((other) => other.classList.toggle("current", other === page));
    document.documentElement.dataset["at"] = page.dataset["page"];
    document.title = page === this.pages[0] ? this.title : `${nameOf(page)} — ${this.title}`;
    const key = page.dataset["key"];
    if (key) {
      this.progress.visit(key);
      this.changed();
    }
    this.refresh();
  }

  /**
   * Focus goes to what the learner asked for, so that a screen reader reads on from there.
   * @param {HTMLElement} page
   * @param {HTMLElement} target
   * @param {boolean} followed a link, rather than the Back button
   */
  place(page, target, followed) {
    const whole = target === page || target === page.firstElementChild;
    const focus = whole ? headingOf(page) ?? page : target;
    focus.tabIndex = focus.tabIndex < 0 ? -1 : focus.tabIndex;
    focus.focus({ preventScroll: true });
    if (!followed) scrollTo(0, this.scrolled.get(page) ?? 0);
    else if (whole) scrollTo(0, 0);
    else target.scrollIntoView();
  }

  /** A lesson whose end came into view was seen; watched anew for each page, as the end may not move. */
  watchEnd() {
    const end = one("#_pager");
    this.observer?.disconnect();
    if (!end || !("IntersectionObserver" in window)) return;
    this.observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.see(this.current);
    });
    this.observer.observe(end);
  }

  refresh() {
    this.refreshList();
    this.refreshProgress();
    this.refreshButtons();
    showEnd(this.progress);
  }

  refreshList() {
    for (const link of all("#_lessons a")) {
      const page = this.pages.find((candidate) => "#" + idOf(candidate) === link.getAttribute("href"));
      if (page === this.current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      const seen = this.progress.hasSeen(page?.dataset["key"] ?? "");
      link.classList.toggle("seen", seen);
      const state = one(".state", link);
      if (state) state.textContent = seen ? say("seen") : "";
    }
  }

  refreshProgress() {
    const total = this.lessons.length;
    const number = this.lessons.indexOf(this.current) + 1;
    const seen = this.lessons.filter((page) => this.progress.hasSeen(page.dataset["key"] ?? "")).length;
    const text = one("#_progress-text");
    if (text) text.textContent = number ? say("lesson-of", { number, total }) : say("seen-of", { seen, total });
    const bar = /** @type {HTMLProgressElement | null} */ (one("#_progress-bar"));
    if (bar) bar.value = seen;
    bar?.setAttribute("aria-valuetext", say("seen-of", { seen, total }));
  }

  refreshButtons() {
    const at = this.way.indexOf(this.current);
    const back = this.back;
    this.button("#_previous", back ?? this.way[at - 1], back ? "back-to" : "previous");
    this.button("#_next", back ? undefined : this.way[at + 1], at === 0 ? "begin" : "next");
  }

  /**
   * @param {string} selector
   * @param {HTMLElement | undefined} page
   * @param {string} label
   */
  button(selector, page, label) {
    const link = one(selector);
    if (!link) return;
    link.hidden = !page;
    if (!page) return;
    link.setAttribute("href", "#" + idOf(page));
    link.replaceChildren(make("span", "pager-label", say(label)), " ", make("span", "pager-title", nameOf(page)));
  }
}

/** Skips to the content without a fragment of its own, which would be no page. @param {Event} event */
function skip(event) {
  event.preventDefault();
  one("main")?.focus();
}
