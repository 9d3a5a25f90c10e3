// The official client, driven through what our own does; bundled for the page by the test.
import Cmi5 from "@xapi/cmi5";

/** @param {{scaled: number, raw: number, min: number, max: number}} score */
async function run(score) {
  const cmi5 = new Cmi5();
  await cmi5.initialize();
  await cmi5.interactionChoice("e-final", "q-uno", ["b2b2"], ["b2b2"], undefined, undefined, { es: "¿Qué dice q-uno?" }, true);
  await cmi5.pass(score);
  await cmi5.complete();
  await cmi5.terminate();
}

run({ scaled: 1, raw: 100, min: 0, max: 100 }).then(() => (document.title = "done"), (error) => (document.title = String(error)));
