/** Set by esbuild for each bundle (`bundle.py`): a package carries the one adapter that it needs. */
declare const STORE: "standalone" | "scorm12" | "scorm2004" | "cmi5";
