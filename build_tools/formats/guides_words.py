"""The words that the guides' template shows, in one language."""

from __future__ import annotations

from babel import Locale

from build_tools.i18n import translator

WORDS = {
    "about-book": "About this book",
    "accessible": "All of this book can be read as text: pictures have alternative texts, recordings transcripts.",
    "accessible-order": "Headings and contents lead through it. It does not depend on colours, sounds or movement.",
    "activity": "Activity",
    "answers-inside": "For facilitation. Contains the answers: do not hand it out to participants.",
    "assessment-diagnostic": "Diagnostic assessment",
    "assessment-final": "Final assessment",
    "assessment-formative": "Practice assessment",
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
    "contacts": "Contacts",
    "content-notice": "Before you begin",
    "contents": "Contents",
    "cover": "Cover",
    "date": "Date",
    "duration": "Duration",
    "end-of-case": "The case ends here.",
    "ends-here": "the case ends here",
    "facilitator-guide": "Facilitator guide",
    "figure": "Figure",
    "find-it": "To play it, open the kit’s folder “web”: %s → %s",
    "for-facilitation": "For facilitation",
    "glossary": "Glossary",
    "go-to": "go to step %d",
    "help": "Where to ask for help and report",
    "job-aid": "Job aid",
    "language": "Language",
    "length": "Length",
    "materials": "Materials",
    "method": "Method",
    "minutes": "min",
    "minutes-long": "%d minutes",
    "minutes-short": "%s min",
    "module": "Module",
    "module-recordings": "Videos and audios of this module",
    "name": "Name",
    "number": "Number",
    "on-screen": "On screen:",
    "one-point": "1 point",
    "page": "page",
    "pages": "pages",
    "participant-guide": "Participant guide",
    "pass-mark": "To pass: %s % of the points",
    "pending": "pending validation",
    "play-at": "To play it, open:",
    "points": "%d points",
    "qr-alt": "QR code: %s",
    "question": "Question",
    "questions-count": "Questions: %d",
    "recording": "Title",
    "recordings": "Videos and audios",
    "reflection": "Reflection",
    "result": "Result: %d of 100",
    "right-answer": "Right answer",
    "scan-or-type": "To play it, scan the code or type:",
    "scenario": "Case with decisions",
    "service": "Service",
    "session-plan": "Session plan",
    "sizes": "Sizes",
    "sources": "Sources",
    "step": "Step",
    "synthetic-speech": "Synthetic voice",
    "table": "Table",
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
    translate = translator(language, "print")
    words = {name: translate(text) for name, text in WORDS.items()}
    name = Locale.parse(language).language_name or language
    return words | {"guide-title": words[f"{guide}-guide"], "language-name": name[:1].upper() + name[1:]}
