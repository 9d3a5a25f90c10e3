/** Putting things in order without dragging: each has a button up and one down, and says where it is. */

/** @import {Question} from "./judge.js" @import {Controls} from "./controls.js" */

import { all, make, one, say } from "./host.js";
import { markAnswer, unmark } from "./marks.js";

/** @param {HTMLElement} item @param {"up" | "down"} way @param {string} text */
function arrow(item, way, text) {
  const button = /** @type {HTMLButtonElement} */ (make("button", "move " + way));
  button.type = "button";
  button.append(make("span", "visually-hidden", say("move-" + way, { text })));
  item.append(button);
  return button;
}

/**
 * @param {HTMLElement} form
 * @param {Question} question
 * @returns {Controls}
 */
export function ordering(form, question) {
  const list = /** @type {HTMLElement} */ (one(".order", form));
  const parts = all(".answer", list);
  const live = make("p", "visually-hidden");
  live.setAttribute("role", "status");
  list.after(live);
  all("select", list).forEach((select) => select.remove());
  const codeOf = new Map(parts.map((part, at) => [part, question.answers[at]?.code ?? ""]));
  let moved = false;

  const now = () => all(".answer", list);
  const refresh = () => now().forEach((part, at, { length }) => {
    const place = one(".place", part);
    if (place) place.textContent = say("place-of", { place: at + 1, total: length });
    const [up, down] = [one(".up", part), one(".down", part)];
    up?.setAttribute("aria-disabled", String(at === 0));
    down?.setAttribute("aria-disabled", String(at === length - 1));
  });

  /** @param {HTMLElement} part @param {number} by */
  const move = (part, by) => {
    const items = now();
    const at = items.indexOf(part);
    const other = items[at + by];
    if (!other || list.dataset["locked"]) return;
    // The other one moves: whoever is on a button stays there and hears of the new place only.
    if (by < 0) part.after(other);
    else part.before(other);
    moved = true;
    unmark(form);
    refresh();
    live.textContent = say("moved-to", { text: part.dataset["name"] ?? "", place: at + by + 1, total: items.length });
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };

  parts.forEach((part, at) => {
    const text = question.answers[at]?.text ?? "";
    part.dataset["name"] = text;
    const side = make("span", "side");
    side.append(...[...part.childNodes].filter((node) => !(node instanceof HTMLElement && node.matches(".feedback"))));
    part.prepend(make("span", "place"), side);
    const buttons = make("span", "moves");
    side.after(buttons);
    for (const way of /** @type {const} */ (["up", "down"])) {
      const button = arrow(buttons, way, text);
      button.addEventListener("click", () => move(part, way === "up" ? -1 : 1));
    }
  });
  refresh();

  return {
    ask: "order-first",
    // The order at first is nobody's answer; who leaves it so says so by the button.
    read: () => (moved || form.dataset["asked"] ? now().map((part) => codeOf.get(part)).join("") : ""),
    write(answer) {
      moved = !!answer;
      const inOrder = answer ? [...answer].map((code) => parts.find((part) => codeOf.get(part) === code)) : parts;
      inOrder.forEach((part) => part && list.append(part));
      refresh();
    },
    mark: () => now().forEach((part, at) => {
      const inOrder = [...question.answers].sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
      markAnswer(part, inOrder[at]?.code === codeOf.get(part) ? "right" : "wrong", true);
    }),
  };
}
