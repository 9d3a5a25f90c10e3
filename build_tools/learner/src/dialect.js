/**
 * How one version of SCORM says what both can say.
 *
 * @import {Interaction} from "./interactions.js" @import {Snapshot} from "./store.js"
 *
 * @typedef {object} Dialect what differs by version
 * @property {string} before of the API's functions: "LMS" in SCORM 1.2
 * @property {string} end the function that ends a session
 * @property {string} root of the elements that both have: "cmi.core." in SCORM 1.2
 * @property {string} location element
 * @property {string} learner element
 * @property {string} mode element
 * @property {string} mastery element
 * @property {number} scale what makes `mastery` per cent
 * @property {number} limit of the suspend data
 * @property {string[]} held elements that are only ever raised; read first
 * @property {(held: (name: string) => string) => string} status what the LMS holds
 * @property {(snapshot: Snapshot, held: (name: string) => string) => [string, string][]} elements in order
 * @property {(interaction: Interaction, at: string) => [string, string][]} interaction
 * @property {(objective: import("./assess.js").Objective, at: string, held: (name: string) => string) => [string, string][]} objective
 * @property {(milliseconds: number) => string} timespan
 */

export {};
