/** Set by esbuild for each bundle (`bundle.py`): a package carries the one adapter that it needs. */
declare const STORE: "standalone" | "scorm12" | "scorm2004" | "cmi5";

interface Window {
  /** What the core of the runtime lends to the activities (`lent.js`), and where they report (`late.js`). */
  kits: typeof import("./lent.js").lent & { ready: (begin: import("./activities.js").Begin) => void };
}
