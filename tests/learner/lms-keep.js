/* What both simulators share: faults on demand, and a server that outlives the page and its process. */
"use strict";

/* `lms.refuse`: true for all, "SetValue", "Commit", "Finish", "Terminate", or the name of an element. */
const refused = (...names) => lms.refuse === true || names.includes(lms.refuse);

/* With `?keep=NAME` the record is with the server, so two players of one attempt share it, and a kill leaves it. */
const record = new URLSearchParams(location.search).get("keep");

function ask(method, values) {
  const address = "/keep/" + record;
  const body = values ? JSON.stringify(values) : null;
  try {
    const request = new XMLHttpRequest();
    request.open(method, address, false);
    request.send(body);
    return request.responseText;
  } catch {
    navigator.sendBeacon(address, body);
    return "";
  }
}

const recall = () => void (record && (lms.kept = JSON.parse(ask("GET"))));
const keepAll = (values) => {
  Object.assign(lms.kept, values);
  if (record) ask("POST", values);
};
