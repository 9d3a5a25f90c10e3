/** What the core lends to the activities: their script comes later, and need not bring it again. */

import { WORDS } from "./codec.js";
import { all, make, one } from "./dom.js";
import { matching, verdict } from "./judge.js";
import { percent } from "./numbers.js";
import { roomLeft } from "./room.js";
import { choicesOf, lineOf, readQuestion, selfChecks } from "./spec.js";
import { Shelf } from "./store.js";
import { say } from "./words.js";

export const lent = {
  all, choicesOf, lineOf, make, matching, one, percent, readQuestion, roomLeft, say, selfChecks, Shelf, verdict, WORDS,
};
