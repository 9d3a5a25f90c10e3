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
        "answer-right": _("Right"),
        "answer-wrong": _("Not right"),
        "result-right": _("Right."),
        "result-partial": _("Partly right."),
        "result-wrong": _("Not right."),
        "try-again": _("Read the comments, change your answer and check again."),
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
        "exit-two-more": _("Shift, press 2 more times to leave."),
        "exit-one-more": _("Shift, press 1 more time to leave."),
        "exit-now": _("Leaving this page."),
        "exit-timeout": _("Quick exit cancelled: too much time passed."),
    }
