/* What both simulators share: a layer around scorm-again's player, faults on demand, and a server that outlives
   the page and its process. `lms.kept` is what a Commit or the end made lasting. */
"use strict";

window.lms = { kept: {}, calls: [], faults: [], refuse: false, finished: 0, initialized: 0, valid: "unknown", pendingAtEnd: 0 };

/* `lms.refuse`: true for all, "SetValue", "Commit", "Finish", "Terminate", or the name of an element. */
const refused = (...names) => lms.refuse === true || names.includes(lms.refuse);

/* With `?keep=NAME` the record is with the server, so two players of one attempt share it, and a kill leaves it. */
const record = new URLSearchParams(location.search).get("keep");

/* What a module's end could only hand to the browser, as nothing may wait then. */
let handedOver = Promise.resolve();

function ask(method, values) {
  const address = "/keep/" + record;
  const body = values ? JSON.stringify(values) : null;
  try {
    const request = new XMLHttpRequest();
    request.open(method, address, false);
    request.send(body);
    return request.responseText;
  } catch {
    handedOver = Promise.all([handedOver, fetch(address, { method, body, keepalive: true })]);
    return "";
  }
}

const recall = () => void (record && (lms.kept = JSON.parse(ask("GET"))));
const keepAll = (values) => {
  Object.assign(lms.kept, values);
  if (record) ask("POST", values);
};

/* The API as a package finds it. `before` and `end` are how the version calls its functions; `fault` says what is
   wrong with a value, "" for nothing; `own` are the elements that the player does not know. */
function strict(api, { before, end, fault, own = {} }) {
  let state = "new";
  let pending = {};
  const player = (name, ...args) => String(api[before + name](...args));
  const call = (name, args, needs) => {
    lms.calls.push([before + name, ...args]);
    if (state !== needs) lms.faults.push(`${before + name} while ${state}`);
    return state === needs;
  };
  const calls = {
    Initialize(arg) {
      if (!call("Initialize", [arg], "new")) return "false";
      lms.initialized += 1;
      state = "running";
      return player("Initialize", arg);
    },
    [end](arg) {
      if (!call(end, [arg], "running")) return "false";
      lms.finished += 1;
      state = "finished";
      lms.pendingAtEnd = JSON.stringify(pending).length;
      if (refused(end)) return "false";
      keepAll(pending);
      return player(end, arg);
    },
    GetValue(name) {
      if (!call("GetValue", [name], "running")) return "";
      if (before && /^cmi\.interactions\.\d/.test(name)) lms.faults.push(`read: ${name}`);
      return name in own ? own[name]() : player("GetValue", name);
    },
    SetValue(name, value) {
      if (!call("SetValue", [name, value], "running")) return "false";
      const wrong = typeof value !== "string" ? "no string" : fault(name, value);
      if (wrong) lms.faults.push(`${wrong}: ${name} = ${value}`);
      if (refused("SetValue", name)) return "false";
      const taken = name in own ? "true" : player("SetValue", name, value);
      if (taken === "true") pending[name] = value;
      else lms.faults.push(`refused: ${name} = ${value}: ${player("GetLastError")}`);
      return taken;
    },
    Commit(arg) {
      if (!call("Commit", [arg], "running") || refused("Commit")) return "false";
      lms.committed = performance.now();
      keepAll(pending);
      pending = {};
      return player("Commit", arg);
    },
    GetLastError: () => (lms.refuse ? "101" : player("GetLastError")),
    GetErrorString: (code) => player("GetErrorString", code),
    GetDiagnostic: (code) => player("GetDiagnostic", code),
  };
  return Object.fromEntries(Object.entries(calls).map(([name, body]) => [before + name, body]));
}

/* Shows a package's page: in a frame, or in a window of its own as many LMSs do. */
function show(url, popup) {
  lms.calls = [];
  if (popup) return void (window.sco = window.open(url, "sco"));
  const frame = document.createElement("iframe");
  Object.assign(frame, { id: "sco", title: "SCO", width: 1000, height: 600, src: url });
  document.body.append(frame);
}

/* Ends only when the server has the record: another launch asks for it at once. */
const leave = async () => {
  document.getElementById("sco").remove();
  await handedOver;
};
