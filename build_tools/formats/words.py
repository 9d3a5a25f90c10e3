"""The words that the learner runtime says; a page carries along those that it can need, in its own language.

By the names that the JavaScript modules use; each text is a message id of the catalogue ``learner``, in which
``{name}`` stands for a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from build_tools.i18n import Translator

Words = Mapping[str, str]

PAGE: Words = {
    "begin": "Begin",
    "previous": "Previous",
    "next": "Next",
    "back-to": "Back to",
    "seen": "Seen",
    "lesson-of": "Lesson {number} of {total}",
    "seen-of": "Lessons seen: {seen} of {total}",
    "notice-blocked": (
        "This browser does not allow your progress to be kept. You can read everything, but the next"
        " time you will start from the beginning."
    ),
    "notice-windows": (
        "This module is open in another window too. Both save your progress; close the one you do not use."
    ),
}

PLATFORM: Words = {
    "notice-no-lms": (
        "The learning platform was not found. Your progress is kept on this device only and will not"
        " reach your institution."
    ),
    "notice-refused": (
        "The platform is not saving your progress. It is kept on this device, and we keep trying to"
        " send it. Check your connection."
    ),
    "notice-saved": "The platform is saving your progress again.",
    "notice-closed": (
        "The session with the platform has ended. To go on saving your progress, close this window and"
        " open the module again from the platform."
    ),
    "notice-review": "Review mode: what you do now is not saved.",
    "onward-next-module": "Go on to the next module",
    "onward-leave": "Return to the platform",
}

HOME: Words = {
    "completed": "Completed",
    "not-started": "Not started",
    "seen-of": "Lessons seen: {seen} of {total}",
    "forgotten": "Your progress on this device was deleted.",
}

EXIT: Words = {
    "exit-two-more": "Shift, press 2 more times to leave.",
    "exit-one-more": "Shift, press 1 more time to leave.",
    "exit-now": "Leaving this page.",
    "exit-timeout": "Quick exit cancelled: too much time passed.",
}

CERTIFICATE: Words = {
    "certificate-name-first": "Write your name first.",
}

QUESTION: Words = {
    "check": "Check",
    "choose": "Choose an answer first.",
    "unanswered": "You have not answered this question. To finish without an answer, press Finish again.",
    "not-answered": "Not answered.",
    "answer-right": "Right",
    "answer-wrong": "Not right",
    "result-right": "Right.",
    "result-partial": "Partly right.",
    "result-wrong": "Not right.",
    "result-noted": "Your answer was noted. There is no right or wrong one.",
    "try-again": "Read the comments, change your answer and check again.",
}

MATCH: Words = {
    "choose-all": "Choose an answer for each line first.",
}

ENTRY: Words = {
    "type": "Write your answer first.",
    "type-number": "Write your answer as a number first.",
}

ORDER: Words = {
    "order-first": "Put the list in order first.",
    "move-up": "Move up: {text}",
    "move-down": "Move down: {text}",
    "place-of": "{place} of {total}",
    "moved-to": "{text}: now in place {place} of {total}",
}

ASSESSMENT: Words = {
    "assessment-final": "Final assessment",
    "assessment-start": "Start",
    "assessment-again": "Try again",
    "assessment-finish": "Finish",
    "questions-count": "Questions: {n}",
    "pass-mark": "To pass: {score}",
    "attempts-left": "Attempts left: {n}",
    "attempts-none": "No attempts left.",
    "your-score": "Your score: {score}",
    "best-score": "Your best score: {score}",
    "passed": "Passed: at least {score} was needed.",
    "failed": "Not passed: at least {score} is needed.",
    "all-right": "All answers are right.",
    "to-review": "Questions not answered right: {n}. Read again:",
    "end-passed": "You passed.",
    "end-failed": "You have not passed yet.",
    "certificate-score": "Score of the final assessment: {score}",
}

SCENARIO: Words = {
    "step-back": "Back one step",
    "step-restart": "Start the case again",
    "you-chose": "You chose: {text}",
    "path-title": "Your path through the case",
    "your-score": "Your score: {score}",
}

REFLECTION: Words = {
    "letters": "Characters: {n}",
    "letters-left": "Characters left: {n}",
    "letters-cut": (
        "The platform has no room for all of this text: it receives the beginning. The whole text stays on"
        " this device only. Shorten it if your institution needs it whole."
    ),
}

ACTIVITIES: Mapping[str, Words] = {
    "data-question=": QUESTION,
    'data-kind="match"': MATCH,
    'data-kind="order"': ORDER,
    'class="entry"': ENTRY,
    "data-assessment=": ASSESSMENT,
    "data-scenario=": SCENARIO,
    "data-reflection=": REFLECTION,
}
"""What of the markup of a lesson asks for which words."""


def module_words(translate: Translator, html: str, *, platform: bool, exits: bool) -> Words:
    """Those of a module's page.

    Args:
        translate: into the page's language.
        html: the module's text, which says what there is to do in it.
        platform: whether the page runs in an LMS.
        exits: whether it has the quick exit.
    """
    asked = [words for marker, words in ACTIVITIES.items() if marker in html]
    return _said(translate, [PAGE, CERTIFICATE, *[PLATFORM] * platform, *[EXIT] * exits, *asked])


def home_words(translate: Translator, *, exits: bool) -> Words:
    """Those of the kit's first page.

    Args:
        translate: into the page's language.
        exits: whether it has the quick exit.
    """
    return _said(translate, [HOME, CERTIFICATE, *[EXIT] * exits])


def recording_words(translate: Translator, *, exits: bool) -> Words:
    """Those of the page of a video or an audio.

    Args:
        translate: into the page's language.
        exits: whether it has the quick exit.
    """
    return _said(translate, [EXIT] * exits)


def _said(translate: Translator, tables: Iterable[Words]) -> Words:
    return {name: translate(text) for table in tables for name, text in table.items()}
