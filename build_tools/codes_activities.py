"""Findings about what learners do: name, message and remedy of each error; `codes` is the register."""

from __future__ import annotations

QUESTION_PAIRS = (
    "question-pairs",
    "{problem}",
    "Pairs are a list: “- left => right”; a line “- => right” is a distractor. Marks such as [x] are not used.",
)
QUESTION_ORDER = (
    "question-order",
    "{problem}",
    "Write a numbered list, “1. …”, “2. …”, in the right order; learners get it shuffled.",
)
QUESTION_ENTRY = (
    "question-entry",
    "{problem}",
    "Accepted answers are “- [x] …”, wrong ones that you foresee “- [ ] …”; a range of numbers is “- [x] 17..19”.",
)
QUESTION_SCALE = (
    "question-scale",
    "{problem}",
    "A likert question has 3 to 7 steps in a list without marks, “- …”, and is never scored.",
)
ACTIVITY_ID = (
    "activity-id",
    "“{name}” needs an id of small letters, digits and hyphens",
    "Write “:id: …” under its first line, and never change it: work is stored, and links lead, by it.",
)
MISPLACED_BLOCK = (
    "misplaced-block",
    "The block “{name}” cannot stand {where}",
    "Steps stand in a scenario, activities and job aids not inside each other. A job aid holds text, tables, figures.",
)
BANK_CONTENT = (
    "bank-content",
    "The question bank holds only questions, not “{text}”",
    "Move it to a module; in the bank, audience blocks around questions and comments with “%” are allowed.",
)
ASSESSMENT_OPTION = (
    "assessment-option",
    "The option “{option}” is wrong: {problem}",
    "“draw” and “attempts” are numbers from 1 to 999, “pass” is per cent (0 to 100), “shuffle” is yes or no.",
)
MEDIA_COMPLETE = (
    "media-complete",
    "The option “complete” is wrong: {problem}",
    "Write “:complete: played” where a video or an audio must be played to its end; else leave the option out.",
)
UNKNOWN_QUESTION = (
    "unknown-question",
    "There is no question “{name}” in this kit",
    "Use the id of a question of the kit's modules or of its bank.",
)
HIDDEN_QUESTION = (
    "hidden-question",
    "The question “{name}” is not for the audience {audience}, which gets this assessment",
    "Put the assessment in an audience block too, or leave the question out.",
)
ASSESSMENT_SIZE = (
    "assessment-size",
    "For the audience {audience} there are {size} questions, but {wanted} are wanted",
    "Lower “draw”, name more questions, or write more of them in the bank.",
)
SECOND_FINAL = (
    "second-final",
    "For the audience {audience} the module already has a final assessment at {other}",
    "Only one can decide whether the module is passed: make the other one formative.",
)
SCENARIO_TARGET = (
    "scenario-target",
    "The scenario has no step “{name}” for the audience {audience}",
    "A choice is “- text -> step”, with the id of a step of the same scenario, or “end”.",
)
SCENARIO_FLOW = (
    "scenario-flow",
    "{problem}",
    "The first step is the start. Each step must be reached from it, and a way must lead to an end.",
)
QUESTION_ANSWERS = (
    "question-answers",
    "{problem}",
    "Answers are a list: “- [x] right” and “- [ ] wrong”, each with feedback as a quote “> …” below it.",
)
SESSION_TIME = (
    "session-time",
    "For {audience} the session rows add up to {sum} minutes ({how}), the module says {duration}",
    "Correct the rows, their “online-minutes”, or “duration” in the front matter.",
)
