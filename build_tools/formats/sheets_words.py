"""The words of sheets that are filled in by hand: tests, answer sheets, keys, forms; see `guides_words`."""

from __future__ import annotations

SHEETS_WORDS = {
    "answer-sheet": "Answer sheet: %s",
    "answer-sheet-how": "Fill in the letter of your answer. Write numbers and words clearly.",
    "answers-key": "Assessment key",
    "answers-key-warning": "Contains the answers. Keep it apart: do not hand it out to participants.",
    "assessment-diagnostic": "Diagnostic assessment",
    "assessment-final": "Final assessment",
    "assessment-formative": "Practice assessment",
    "assessment-pack": "Assessment pack",
    "attendance": "Attendance form",
    "attendance-consent": "I accept to be listed",
    "attendance-institution": "Institution (optional)",
    "attendance-name": "Name, or how you wish to be called",
    "attendance-note": (
        "Do not ask for identity numbers, addresses, telephone numbers, age, nationality or migration status, and "
        "never whether someone has lived through trafficking. Being listed is voluntary and no condition for taking"
        " part. The sheet does not travel by messaging and nobody takes a picture of it."
    ),
    "attendance-only-counted": "People who prefer not to be listed (only how many):",
    "attendance-signature": "Signature or initials",
    "choose-likert": "Mark a step of the scale",
    "choose-match": "Write the letter of each pair",
    "choose-multiple": "Mark all that apply",
    "choose-numeric": "Write a number",
    "choose-order": "Number them in the right order",
    "choose-short": "Write a short answer",
    "choose-single": "Mark one answer",
    "choose-true-false": "True or false",
    "code": "Code",
    "code-how": "Do not write your name. Use the same code in all assessments, so that the results can be compared.",
    "compare": "The same questions, by their numbers in “%1” and in “%2”: %3.",
    "confidential": "Confidential data",
    "destroyed-on": "To be destroyed on:",
    "difference": "Difference",
    "evaluation-anonymous": (
        "This form has no name. Write no names of people you have attended, and no details by which someone could "
        "be recognised."
    ),
    "evaluation-q1": "What will you do differently at work from tomorrow on?",
    "evaluation-q2": "What remained unclear, or was missing?",
    "evaluation-q3": "Did anything make you uncomfortable? How could we take better care?",
    "evaluation-s1": "The contents are useful for my work.",
    "evaluation-s2": "The explanations were clear.",
    "evaluation-s3": "The exercises were like real situations.",
    "evaluation-s4": "I could take part and my opinion was respected.",
    "evaluation-s5": "I felt cared for; I knew that I could take a break.",
    "evaluation-s6": "The time was enough.",
    "evaluation-s7": "I know whom to call and to whom to refer.",
    "evaluation-scale": "1 = not at all, 5 = fully",
    "group-results": "Results of the group",
    "how-to-score": "How to score",
    "kept-by": "Kept by:",
    "key-of": "Key: %s",
    "observation": "Observation of the session",
    "observation-c1": "The content notice was read before each module.",
    "observation-c2": "The contacts were in sight and confirmed.",
    "observation-c3": "Everybody knew how to take a break or leave.",
    "observation-c4": "Nobody was asked for experiences of their own.",
    "observation-c5": "Women and men, and all ranks, had the floor alike.",
    "observation-c6": "Each activity ended with its debriefing.",
    "observation-changes": "What worked, and what to change next time",
    "observation-check": "Care and quality",
    "observation-note": (
        "Whoever observes or facilitates fills it in. Write about the session, not about people: no names, no "
        "statements by which someone could be recognised."
    ),
    "one-point": "1 point",
    "one-point-needed": "To pass: %1 of 1 point (%3 %)",
    "one-point-sum": "1 point in all",
    "pack-for": "For facilitators: copy the sheets and keep the key apart.",
    "pack-how-codes": (
        "Give each person a code, or let them choose one. No sheet carries a name: only the code joins a person’s "
        "sheets."
    ),
    "pack-how-collect": "Collect all sheets at the end, the tests too.",
    "pack-how-copy": (
        "Copy one test and, if you wish to use the tests again, one answer sheet for each person. Who gets an answer "
        "sheet writes only there."
    ),
    "pack-how-score": "Score with the key, which is a file of its own, and write the results of the group there.",
    "pack-how-title": "How to use these sheets",
    "participants-evaluation": "Evaluation by participants",
    "pass-mark": "To pass: %s % of the points",
    "points": "%d points",
    "points-header": "Points",
    "points-needed": "To pass: %1 of %2 points (%3 %)",
    "points-sum": "%d points in all",
    "post-test": "After",
    "pre-test": "Before",
    "questions-count": "Questions: %d",
    "result": "Result: %d of 100",
    "results": "Results before and after",
    "results-how": "Write the points of each code. For the difference, count only the questions that stand in both.",
    "results-note": (
        "Write codes, never names: each person chooses a code and puts it on both tests. Who has which code is "
        "written down nowhere."
    ),
    "same-question": "In %s",
    "score-match": "Match and put in order: each right letter or number gives an equal part of the points.",
    "score-multiple": (
        "Several answers: right marks less wrong marks, divided by how many are right; never less than zero."
    ),
    "score-other": "All other kinds: all of the points, or none.",
    "score-short": "Written answers: capital letters, accents and punctuation do not count.",
    "statement": "Statement",
    "test-how": "Answer on this sheet. If you were given an answer sheet, write only there.",
}
"""The template's name of each word -> its English message id in the catalogue ``print``."""
