"""The words that the learner runtime says; a page carries along those that it can need, in its own language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from build_tools.i18n import Translator

Words = dict[str, str]
"""By the names that the JavaScript modules use; ``{name}`` in a text stands for a value."""


def module_words(translate: Translator, html: str, *, platform: bool, exits: bool) -> Words:
    """Those of a module's page.

    Args:
        translate: into the page's language.
        html: the module's text, which says what there is to do in it.
        platform: whether the page runs in an LMS.
        exits: whether it has the quick exit.
    """
    found = _page_words(translate) | _certificate_words(translate)
    if platform:
        found |= _platform_words(translate)
    if exits:
        found |= _exit_words(translate)
    for marker, words in _ACTIVITIES.items():
        if marker in html:
            found |= words(translate)
    return found


def home_words(translate: Translator, *, exits: bool) -> Words:
    """Those of the kit's first page.

    Args:
        translate: into the page's language.
        exits: whether it has the quick exit.
    """
    _ = translate
    found = {
        "completed": _("Completed"),
        "not-started": _("Not started"),
        "seen-of": _("Lessons seen: {seen} of {total}"),
        "forgotten": _("Your progress on this device was deleted."),
    }
    return found | _certificate_words(translate) | (_exit_words(translate) if exits else {})


def _page_words(translate: Translator) -> Words:
    _ = translate
    return {
        "begin": _("Begin"),
        "previous": _("Previous"),
        "next": _("Next"),
        "back-to": _("Back to"),
        "seen": _("Seen"),
        "lesson-of": _("Lesson {number} of {total}"),
        "seen-of": _("Lessons seen: {seen} of {total}"),
        "notice-blocked": _(
            "This browser does not allow your progress to be kept. You can read everything, but the next"
            " time you will start from the beginning."
        ),
        "notice-windows": _(
            "This module is open in another window too. Both save your progress; close the one you do not use."
        ),
    }


def _platform_words(translate: Translator) -> Words:
    _ = translate
    return {
        "notice-no-lms": _(
            "The learning platform was not found. Your progress is kept on this device only and will not"
            " reach your institution."
        ),
        "notice-refused": _(
            "The platform is not saving your progress. It is kept on this device, and we keep trying to"
            " send it. Check your connection."
        ),
        "notice-saved": _("The platform is saving your progress again."),
        "notice-closed": _(
            "The session with the platform has ended. To go on saving your progress, close this window and"
            " open the module again from the platform."
        ),
        "notice-review": _("Review mode: what you do now is not saved."),
        "onward-next-module": _("Go on to the next module"),
        "onward-leave": _("Return to the platform"),
    }


def _exit_words(translate: Translator) -> Words:
    _ = translate
    return {
        "exit-two-more": _("Shift, press 2 more times to leave."),
        "exit-one-more": _("Shift, press 1 more time to leave."),
        "exit-now": _("Leaving this page."),
        "exit-timeout": _("Quick exit cancelled: too much time passed."),
    }


def _certificate_words(translate: Translator) -> Words:
    _ = translate
    return {
        "certificate-name-first": _("Write your name first."),
    }


def _question_words(translate: Translator) -> Words:
    _ = translate
    return {
        "check": _("Check"),
        "choose": _("Choose an answer first."),
        "unanswered": _("You have not answered this question. To finish without an answer, press Finish again."),
        "not-answered": _("Not answered."),
        "answer-right": _("Right"),
        "answer-wrong": _("Not right"),
        "result-right": _("Right."),
        "result-partial": _("Partly right."),
        "result-wrong": _("Not right."),
        "result-noted": _("Your answer was noted. There is no right or wrong one."),
        "try-again": _("Read the comments, change your answer and check again."),
    }


def _match_words(translate: Translator) -> Words:
    _ = translate
    return {
        "choose-all": _("Choose an answer for each line first."),
    }


def _entry_words(translate: Translator) -> Words:
    _ = translate
    return {
        "type": _("Write your answer first."),
        "type-number": _("Write your answer as a number first."),
    }


def _order_words(translate: Translator) -> Words:
    _ = translate
    return {
        "order-first": _("Put the list in order first."),
        "move-up": _("Move up: {text}"),
        "move-down": _("Move down: {text}"),
        "place-of": _("{place} of {total}"),
        "moved-to": _("{text}: now in place {place} of {total}"),
    }


def _assessment_words(translate: Translator) -> Words:
    _ = translate
    return {
        "assessment-final": _("Final assessment"),
        "assessment-start": _("Start"),
        "assessment-again": _("Try again"),
        "assessment-finish": _("Finish"),
        "questions-count": _("Questions: {n}"),
        "pass-mark": _("To pass: {score}"),
        "attempts-left": _("Attempts left: {n}"),
        "attempts-none": _("No attempts left."),
        "your-score": _("Your score: {score}"),
        "best-score": _("Your best score: {score}"),
        "passed": _("Passed: at least {score} was needed."),
        "failed": _("Not passed: at least {score} is needed."),
        "all-right": _("All answers are right."),
        "to-review": _("Questions not answered right: {n}. Read again:"),
        "end-passed": _("You passed."),
        "end-failed": _("You have not passed yet."),
        "certificate-score": _("Score of the final assessment: {score}"),
    }


def _scenario_words(translate: Translator) -> Words:
    _ = translate
    return {
        "step-back": _("Back one step"),
        "step-restart": _("Start the case again"),
        "you-chose": _("You chose: {text}"),
        "path-title": _("Your path through the case"),
        "your-score": _("Your score: {score}"),
    }


def _reflection_words(translate: Translator) -> Words:
    _ = translate
    return {
        "letters": _("Characters: {n}"),
        "letters-left": _("Characters left: {n}"),
        "letters-cut": _(
            "The platform has no room for all of this text: it receives the beginning. The whole text stays on"
            " this device only. Shorten it if your institution needs it whole."
        ),
    }


_ACTIVITIES: Mapping[str, Callable[[Translator], Words]] = {
    "data-question=": _question_words,
    'data-kind="match"': _match_words,
    'data-kind="order"': _order_words,
    'class="entry"': _entry_words,
    "data-assessment=": _assessment_words,
    "data-scenario=": _scenario_words,
    "data-reflection=": _reflection_words,
}
"""What of the markup of a lesson asks for which words."""
