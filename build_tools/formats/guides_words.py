"""The words that the guides' template shows, in one language."""

from __future__ import annotations

from babel import Locale

from build_tools.i18n import translator

WORDS = {
    "activity": "Activity",
    "answer": "Answer",
    "answer-sheet": "Answer sheet: %s",
    "answer-sheet-how": "Fill in the letter of your answer. Write numbers and words clearly.",
    "answers-inside": "For facilitation. Contains the answers: do not hand it out to participants.",
    "answers-key": "Assessment key",
    "answers-key-warning": "Contains the answers. Keep it apart: do not hand it out to participants.",
    "assessment-diagnostic": "Diagnostic assessment",
    "assessment-final": "Final assessment",
    "assessment-formative": "Practice assessment",
    "assessment-pack": "Assessment pack",
    "audience": "Audience",
    "audio": "Audio",
    "box-case": "Case",
    "box-facilitator": "For the facilitator",
    "box-important": "Important",
    "box-legal": "Legal framework",
    "box-note": "Note",
    "box-objectives": "Learning objectives",
    "box-tip": "Tip",
    "box-warning": "Care notice",
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
    "contacts": "Contacts",
    "content-notice": "Before you begin",
    "contents": "Contents",
    "date": "Date",
    "difference": "Difference",
    "duration": "Duration",
    "end-of-case": "The case ends here.",
    "ends-here": "the case ends here",
    "explanations": "Explanations",
    "facilitator-guide": "Facilitator guide",
    "find-it": "To play it, open the kit’s folder “web”: %s → %s",
    "for-facilitation": "For facilitation",
    "glossary": "Glossary",
    "go-to": "go to step %d",
    "group-results": "Results of the group",
    "help": "Where to ask for help and report",
    "how-to-score": "How to score",
    "job-aid": "Job aid",
    "job-aids": "Job aids",
    "key-of": "Key: %s",
    "language": "Language",
    "length": "Length",
    "local-number": "Local number (write it by hand)",
    "materials": "Materials",
    "mean": "Mean",
    "method": "Method",
    "minutes": "min",
    "minutes-long": "%d minutes",
    "minutes-short": "%s min",
    "module": "Module",
    "module-recordings": "Videos and audios of this module",
    "name": "Name",
    "no-right-answer": "It is an opinion: no answer is right or wrong",
    "number": "Number",
    "objective": "Objective",
    "on-screen": "On screen:",
    "one-point": "1 point",
    "pack-for": "For facilitators: copy the sheets and keep the key apart.",
    "pack-how-codes": "Give each person a code, or let them choose one. No sheet carries a name: only the code joins a person’s sheets.",
    "pack-how-collect": "Collect all sheets at the end, the tests too.",
    "pack-how-copy": "Copy one test and, if you wish to use the tests again, one answer sheet for each person. Who gets an answer sheet writes only there.",
    "pack-how-score": "Score with the key, which is a file of its own, and write the results of the group there.",
    "pack-how-title": "How to use these sheets",
    "page": "page",
    "pages": "pages",
    "participant-guide": "Participant guide",
    "pass-mark": "To pass: %s % of the points",
    "pending": "pending validation",
    "points": "%d points",
    "points-header": "Points",
    "points-needed": "To pass: %1 of %2 points (%3 %)",
    "points-sum": "%d points in all",
    "qr-alt": "QR code: %s",
    "question": "Question",
    "question-number": "No.",
    "questions-count": "Questions: %d",
    "recording": "Title",
    "recordings": "Videos and audios",
    "reflection": "Reflection",
    "result": "Result: %d of 100",
    "results-how": "Write the points of each code. For the difference, count only the questions that stand in both.",
    "right-answer": "Right answer",
    "same-question": "In %s",
    "scan-or-type": "To play it, scan the code or type:",
    "scenario": "Case with decisions",
    "score-match": "Match and put in order: each right letter or number gives an equal part of the points.",
    "score-multiple": "Several answers: right marks less wrong marks, divided by how many are right; never less than zero.",
    "score-other": "All other kinds: all of the points, or none.",
    "score-short": "Written answers: capital letters, accents and punctuation do not count.",
    "service": "Service",
    "session-plan": "Session plan",
    "sizes": "Sizes",
    "source": "Source",
    "sources": "Sources",
    "step": "Step",
    "synthetic-speech": "Synthetic voice",
    "test-how": "Answer on this sheet. If you were given an answer sheet, write only there.",
    "total": "Total",
    "transcript": "Transcript",
    "version": "version",
    "version-title": "Version",
    "video": "Video",
    "without-connection": "Without a connection, open the kit’s folder “web”: %s → %s",
}
"""The template's name of each word -> its English message id in the catalogue ``print``."""


def guide_words(language: str, guide: str) -> dict[str, str]:
    """The words in a language, with the guide's own title and the language's own name.

    Args:
        language: its code, e.g. ``es``.
        guide: ``participant`` or ``facilitator``.
    """
    words = template_words(language)
    return words | {"guide-title": words[f"{guide}-guide"]}


def template_words(language: str) -> dict[str, str]:
    """The words in a language, with the language's own name.

    Args:
        language: its code, e.g. ``es``.
    """
    translate = translator(language, "print")
    words = {name: translate(text) for name, text in WORDS.items()}
    name = Locale.parse(language).language_name or language
    return words | {"language-name": name[:1].upper() + name[1:]}
