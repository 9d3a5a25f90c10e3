// Specifications of activities, as `spec.js` reads them from a page.
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
export const key = (n) => [n >> 12, n >> 6, n].map((part) => ALPHABET[part & 63]).join("");
export const keys = (from, count) => Array.from({ length: count }, (_, n) => key(from + n));

const base = (key, kind, more) => ({ key, id: "q-" + key, kind, points: 1, objective: "", text: "¿Qué?", rights: [], ...more });
const answer = (code, correct, more) => ({ code, key: "key" + code, correct, text: "Texto " + code, ...more });

/** `right` holds the codes of the right answers. */
export const choice = (key, right = "a", more = {}) =>
  base(key, right.length > 1 ? "multiple" : "single", { answers: [..."abcdef"].map((code) => answer(code, right.includes(code))), ...more });
export const truth = (key, right) =>
  base(key, "true-false", { answers: [answer("a", right, { text: "Verdadero" }), answer("b", !right, { text: "Falso" })] });
export const likert = (key) => base(key, "likert", { answers: [..."abcde"].map((code) => answer(code, false)) });
export const short = (key, ...values) => base(key, "short", { answers: values.map((value, n) => answer(String(n), true, { value })) });
export const numeric = (key, value) => base(key, "numeric", { answers: [answer("0", true, { value })] });
export const match = (key) =>
  base(key, "match", {
    answers: [..."abc"].map((code) => answer(code, false, { right: code.toUpperCase() })),
    rights: [..."ABCD"].map((code) => ({ code, key: "right" + code })),
  });
export const order = (key) => base(key, "order", { answers: [..."abcd"].map((code, at) => answer(code, false, { place: at + 1 })) });
export const assessment = (key, questions, more = {}) =>
  ({ key, id: "e-" + key, kind: "final", questions, draw: 0, pass: 70, attempts: 0, shuffle: true, ...more });
export const scenario = (key) => ({
  key, id: "s-" + key, text: "Caso",
  steps: [
    { id: "uno", score: -1, choices: [{ code: "aa", target: "dos" }, { code: "bb", target: "tres" }, { code: "cc", target: "" }] },
    { id: "dos", score: -1, choices: [{ code: "dd", target: "tres" }, { code: "ee", target: "uno" }] },
    { id: "tres", score: 80, choices: [] },
  ],
});
