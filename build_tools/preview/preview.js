// Added to each page by `kits serve` only: reloads after a save, and shows what is wrong.
(() => {
  "use strict";
  const place = "kits-preview-place";
  const kept = sessionStorage.getItem(place);
  if (kept) {
    sessionStorage.removeItem(place);
    addEventListener("load", () => scrollTo(0, Number(kept)));
  }
  const show = (/** @type {string[]} */ problems) => {
    if (!problems.length) return;
    const bar = document.createElement("div");
    bar.setAttribute("role", "alert");
    Object.assign(bar.style, {
      position: "fixed", inset: "auto 0 0 0", maxHeight: "45vh", overflow: "auto", zIndex: "99999",
      background: "#7a1616", color: "#fff", font: "15px/1.5 monospace", padding: "12px 16px",
    });
    for (const problem of problems) {
      const line = document.createElement("p");
      line.style.margin = "0 0 6px";
      line.textContent = problem;
      bar.append(line);
    }
    document.body.append(bar);
  };
  fetch("/__state").then((answer) => answer.json()).then((state) => show(state.problems));
  new EventSource("/__events").onmessage = () => {
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  };
})();
