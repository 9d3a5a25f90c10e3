/**
 * The few requests of xAPI that a cmi5 unit needs (xAPI 1.0.3, Communication 2).
 *
 * `@xapi/cmi5` 1.4.0 was measured first: 90 KB minified (it brings axios twice), no `keepalive` for
 * the end of a page, no queue for a lost connection. This is 2 KB, with both.
 */

const VERSION = "1.0.3";
/** A connection that is lost without a word must be tried again. What comes twice has the same id. */
const PATIENCE = 15_000;
/** The Fetch standard lets a page that ends send 64 KiB. */
export const MOST_AT_END = 60_000;

/**
 * @typedef {object} Launch cmi5 8.1
 * @property {string} endpoint ends with a slash
 * @property {string} fetch
 * @property {string} actor JSON, exactly as launched
 * @property {string} registration
 * @property {string} activityId
 */

/** @param {string} search of the address @returns {Launch | null} null: not launched by a cmi5 LMS */
export function readLaunch(search) {
  const given = new URLSearchParams(search);
  const value = (/** @type {string} */ name) => given.get(name) ?? "";
  const launch = {
    endpoint: value("endpoint").replace(/\/?$/, "/"), fetch: value("fetch"), actor: value("actor"),
    registration: value("registration"), activityId: value("activityId"),
  };
  try {
    JSON.parse(launch.actor);
  } catch {
    return null;
  }
  return launch.fetch && given.get("endpoint") && launch.registration && launch.activityId ? launch : null;
}

/** @returns {string} a version 4 UUID; `crypto.randomUUID` needs a secure page and a browser of 2022 */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(....)(....)(....)/, "$1-$2-$3-$4-");
}

export class Lrs {
  /** @param {Launch} launch */
  constructor(launch) {
    this.launch = launch;
    this.token = "";
  }

  /** cmi5 8.2: one POST, once. */
  async authorize() {
    const answer = await fetch(this.launch.fetch, { method: "POST" });
    const { "auth-token": token } = await answer.json();
    if (!answer.ok || !token) throw Error();
    this.token = token;
  }

  /** @param {Record<string, string>} [more] */
  headers(more = {}) {
    return { Authorization: `Basic ${this.token}`, "X-Experience-API-Version": VERSION, ...more };
  }

  /**
   * @param {string} resource
   * @param {Record<string, string>} query
   */
  url(resource, query) {
    const parameters = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
    return this.launch.endpoint + resource + (parameters && "?" + parameters);
  }

  /** @param {string} stateId */
  stateUrl(stateId) {
    const { activityId, actor, registration } = this.launch;
    return this.url("activities/state", { activityId, agent: actor, registration, stateId });
  }

  /**
   * @param {string} url
   * @returns {Promise<any>} null where there is none
   */
  async get(url) {
    const answer = await fetch(url, { headers: this.headers(), cache: "no-store" });
    if (answer.status === 404) return null;
    if (!answer.ok) throw Error();
    const text = await answer.text();
    return text ? JSON.parse(text) : null;
  }

  /** @param {string} stateId */
  readState(stateId) {
    return this.get(this.stateUrl(stateId));
  }

  readPreferences() {
    return this.get(this.url("agents/profile", { agent: this.launch.actor, profileId: "cmi5LearnerPreferences" }));
  }

  /**
   * @param {string} method
   * @param {string} url
   * @param {unknown} body
   * @param {boolean} ending whether the page is about to go
   * @returns {Promise<number>} the status, 0 without a connection
   */
  async send(method, url, body, ending) {
    const text = JSON.stringify(body);
    const headers = this.headers({ "Content-Type": "application/json" });
    // Always asked for: what is on its way when the page goes must arrive, and is not sent twice.
    const keepalive = "keepalive" in Request.prototype && text.length < MOST_AT_END;
    if (ending && !keepalive) return sendNow(method, url, headers, text);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, { status: 0 }));
    try {
      return (await Promise.race([fetch(url, { method, headers, body: text, keepalive }), late])).status;
    } catch {
      return 0;
    }
  }

  /** @param {string} stateId @param {unknown} body @param {boolean} ending */
  writeState(stateId, body, ending) {
    return this.send("PUT", this.stateUrl(stateId), body, ending);
  }

  /** @param {unknown[]} statements @param {boolean} ending */
  writeStatements(statements, ending) {
    return this.send("POST", this.url("statements", {}), statements, ending);
  }
}

/** Browsers without `keepalive` (Firefox before 133) still wait for this one. @param {string} method @param {string} url @param {Record<string, string>} headers @param {string} text */
function sendNow(method, url, headers, text) {
  try {
    const request = new XMLHttpRequest();
    request.open(method, url, false);
    for (const name in headers) request.setRequestHeader(name, headers[name] ?? "");
    request.send(text);
    return request.status;
  } catch {
    return 0;
  }
}
