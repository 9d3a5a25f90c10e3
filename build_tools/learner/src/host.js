/** What the activities take from the core (`lent.js`), which is there before them. */

export const {
  all, choicesOf, lineOf, make, matching, one, percent, readQuestion, roomLeft, say, selfChecks, Shelf, verdict, WORDS,
} = window.kits;
