"""The words that the learner runtime says; pages carry them along in their own language."""

from __future__ import annotations

from build_tools.i18n import Translator


def runtime_words(translate: Translator) -> dict[str, str]:
    """By the names that the JavaScript modules use; ``{name}`` stands for a value."""
    _ = translate
    return {
        "begin": _("Begin"),
        "previous": _("Previous"),
        "next": _("Next"),
        "back-to": _("Back to"),
        "seen": _("Seen"),
        "completed": _("Completed"),
        "not-started": _("Not started"),
        "lesson-of": _("Lesson {number} of {total}"),
        "seen-of": _("Lessons seen: {seen} of {total}"),
        "forgotten": _("Your progress on this device was deleted."),
        "check": _("Check"),
        "choose": _("Choose an answer first."),
        "choose-all": _("Choose an answer for each line first."),
        "type": _("Write your answer first."),
        "type-number": _("Write your answer as a number first."),
        "order-first": _("Put the list in order first."),
        "move-up": _("Move up: {text}"),
        "move-down": _("Move down: {text}"),
        "place-of": _("{place} of {total}"),
        "moved-to": _("{text}: now in place {place} of {total}"),
        "unanswered": _("You have not answered this question. To finish without an answer, press Finish again."),
        "not-answered": _("Not answered."),
        "answer-right": _("Right"),
        "answer-wrong": _("Not right"),
        "result-right": _("Right."),
        "result-partial": _("Partly right."),
        "result-wrong": _("Not right."),
        "result-noted": _("Your answer was noted. There is no right or wrong one."),
        "try-again": _("Read the comments, change your answer and check again."),
        **_activity_words(translate),
        "notice-blocked": _(
            "This browser does not allow your progress to be kept. You can read everything, but the next"
            " time you will start from the beginning."
        ),
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
        "notice-windows": _(
            "This module is open in another window too. Both save your progress; close the one you do not use."
        ),
        "exit-two-more": _("Shift, press 2 more times to leave."),
        "exit-one-more": _("Shift, press 1 more time to leave."),
        "exit-now": _("Leaving this page."),
        "exit-timeout": _("Quick exit cancelled: too much time passed."),
    }


def _activity_words(translate: Translator) -> dict[str, str]:
    """Those of assessments, scenarios, reflections and the module's end."""
    _ = translate
    return {
        "assessment-diagnostic": _("Assessment before the module"),
        "assessment-formative": _("Practice assessment"),
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
        "step-back": _("Back one step"),
        "step-restart": _("Start the case again"),
        "you-chose": _("You chose: {text}"),
        "path-title": _("Your path through the case"),
        "letters": _("Characters: {n}"),
        "letters-left": _("Characters left: {n}"),
        "letters-cut": _(
            "The platform has no room for all of this text: it receives the beginning. The whole text stays on"
            " this device only. Shorten it if your institution needs it whole."
        ),
        "end-passed": _("You passed."),
        "end-failed": _("You have not passed yet."),
        "onward-next-module": _("Go on to the next module"),
        "onward-leave": _("Return to the platform"),
        "certificate-name-first": _("Write your name first."),
        "certificate-score": _("Score of the final assessment: {score}"),
    }
