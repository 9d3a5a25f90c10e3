"""The words that the print templates show, in one language; those of sheets stand in `sheets_words`."""

from __future__ import annotations

from babel import Locale

from build_tools.formats.sheets_words import SHEETS_WORDS
from build_tools.i18n import translator

WORDS = SHEETS_WORDS | {
    "about-care": "Care and safety",
    "about-debriefing": "Debriefing",
    "about-method": "Method",
    "about-preparation": "Preparation",
    "about-book": "About this book",
    "accessible": "All of this book can be read as text: pictures have alternative texts, recordings transcripts.",
    "accessible-order": "Headings and contents lead through it. It does not depend on colours, sounds or movement.",
    "activity": "Activity",
    "after": "After",
    "after-text": (
        "Note the results by code, keep or destroy the forms as they say, and talk over with your team what moved you."
    ),
    "answer": "Answer",
    "answers-inside": "For facilitation. Contains the answers: do not hand it out to participants.",
    "audience": "Audience",
    "audio": "Audio",
    "before": "Before",
    "before-text": (
        "Read the module and its care notes. Confirm legal references and telephone numbers. Print the forms, and "
        "play the recordings once without a connection."
    ),
    "box-case": "Case",
    "box-facilitator": "For the facilitator",
    "box-important": "Important",
    "box-job-aid": "Job aid",
    "box-legal": "Legal framework",
    "box-note": "Note",
    "box-objectives": "Learning objectives",
    "box-tip": "Tip",
    "box-warning": "Care notice",
    "contacts": "Contacts",
    "content-notice": "Before you begin",
    "contents": "Contents",
    "cover": "Cover",
    "date": "Date",
    "declared": "Declared",
    "draft-translation": "draft translation, not yet reviewed",
    "duration": "Duration",
    "duration-label": "Duration:",
    "during": "During",
    "during-text": (
        "Read the content notice aloud. If time runs short, shorten an exercise, never the debriefing nor the care "
        "notes. Say “I do not know” and write the question down."
    ),
    "end-of-case": "The case ends here.",
    "ends-here": "the case ends here",
    "explanations": "Explanations",
    "facilitated-by": "Facilitation",
    "facilitator-guide": "Facilitator guide",
    "figure": "Figure",
    "find-it": "To play it, open the kit’s folder “web”: %s → %s",
    "for-facilitation": "For facilitation",
    "glossary": "Glossary",
    "go-to": "go to step %d",
    "group-care": "Care of the group",
    "group-care-text": (
        "Anyone in the room may have lived what is talked about. Nobody is asked to tell their own experience, and "
        "anyone may leave without explaining. If someone tells something: listen, thank them, do not interrogate, "
        "offer the contacts in private and follow the route of the module. Speak of no case by which a person could"
        " be recognised."
    ),
    "help": "Where to ask for help and report",
    "how-to-use": "How to use this guide",
    "in-person": "In person",
    "in-person-online": "In person or online",
    "in-person-online-text": (
        "Where a module can be run online, its plan has a second table with its own minutes. Online: cameras are "
        "optional, nothing is recorded, people may write to you in private, and nobody is alone in a group room "
        "with a hard case."
    ),
    "index": "Index",
    "index-aid": "job aid",
    "index-case": "case",
    "index-legal": "legal reference",
    "index-media": "recording or picture",
    "index-term": "term",
    "job-aid": "Job aid",
    "job-aids": "Job aids",
    "job-aids-list": "Job aids",
    "language": "Language",
    "length": "Length",
    "lesson-at-a-glance": "At a glance",
    "licence": "Licence",
    "local-number": "Local number (write it by hand)",
    "made-from": "What this guide is made from",
    "mark-care": "What protects the people in the room and those who are talked about. It is never skipped.",
    "mark-debriefing": "Answers that usually come up, and the idea that should remain.",
    "mark-method": "How to run the activity, step by step.",
    "mark-pending": (
        "A legal reference or source that has not been confirmed with the official text. Confirm it before you "
        "quote it."
    ),
    "mark-preparation": "What has to be ready before people arrive.",
    "marks": "What the boxes mean",
    "materials": "Materials",
    "mean": "Mean",
    "method": "Method",
    "minutes": "min",
    "minutes-long": "%d minutes",
    "minutes-short": "%s min",
    "module": "Module",
    "module-built": "How a module is built",
    "module-built-text": (
        "Each module opens with its session plan, whose minutes add up to its duration. Each lesson begins with a "
        "band: purpose, minutes, method and materials. What follows is what participants read in their guide; only "
        "here are your notes, in boxes, and the right answers."
    ),
    "module-recordings": "Videos and audios of this module",
    "modules": "Modules",
    "name": "Name",
    "no": "No",
    "no-right-answer": "It is an opinion: no answer is right or wrong",
    "none-pending": "No legal reference is pending.",
    "not-declared": "not declared",
    "number": "Number",
    "objective": "Objective",
    "on-screen": "On screen:",
    "online": "Online",
    "only-confirmed": "These references must be confirmed with the official text before the guide is used.",
    "page": "page",
    "page-short": "p.",
    "pages": "pages",
    "participant-guide": "Participant guide",
    "pending": "pending validation",
    "pending-legal": "Legal references pending validation",
    "place": "Place",
    "planned": "Planned",
    "play-at": "To play it, open:",
    "programme": "Programme",
    "provenance": "Version and provenance",
    "purpose": "Purpose",
    "qr-alt": "QR code: %s",
    "question": "Question",
    "question-number": "No.",
    "recording": "Title",
    "recordings": "Videos and audios",
    "reflection": "Reflection",
    "released": "Date of this version",
    "resources": "Resources",
    "right-answer": "Right answer",
    "scan-or-type": "To play it, scan the code or type:",
    "scenario": "Case with decisions",
    "service": "Service",
    "session-plan": "Session plan",
    "sizes": "Sizes",
    "slides-agenda": "Agenda",
    "slides-assessment-apart": "Its questions are answered alone, on the phone or on paper: do not project them.",
    "slides-begins": "Begins at",
    "slides-how": "The notes hold the whole text, the session plan and the answers: use the presenter view.",
    "slides-job-aid": "Job aid",
    "slides-job-aid-is": "One page to print or to keep on the phone.",
    "slides-job-aid-now": "It is handed out now.",
    "slides-job-aid-of": "Job aid %d of %d of this module.",
    "slides-large-table": "The table is in the participant guide.",
    "slides-online": "Online",
    "slides-online-materials": "Materials online",
    "slides-play": "To play it:",
    "slides-purpose": "Purpose",
    "slides-shows": "What the picture shows",
    "slides-sources-count": "Sources cited in this kit: %d",
    "slides-sources-where": "The guides list all of them, each with its state of verification.",
    "slides-think": "Think it over and write it down; share it only if you wish.",
    "source": "Source",
    "source-states": "Sources by verification state",
    "sources": "Sources",
    "spent": "Real",
    "state": "State",
    "state-general": "general knowledge, nothing was read",
    "state-index": "only a cover, presentation or index was seen",
    "state-secondary": "press, a summary by others or an unofficial version",
    "state-verified": "verified in an extract of the text",
    "step": "Step",
    "synthetic-speech": "Synthetic voice",
    "table": "Table",
    "total": "Total",
    "transcript": "Transcript",
    "version": "version",
    "version-title": "Version",
    "video": "Video",
    "without-connection": "Without a connection, open the kit’s folder “web”: %s → %s",
    "yes": "Yes",
}
"""The template's name of each word -> its English message id in the catalogue ``print``."""


def guide_words(language: str, guide: str, *, unread: bool = False) -> dict[str, str]:
    """The words in a language, with the guide's own title and the language's own name.

    Args:
        language: its code, e.g. ``es``.
        guide: ``participant`` or ``facilitator``.
        unread: as for `template_words`.
    """
    words = template_words(language, unread=unread)
    return words | {"guide-title": words[f"{guide}-guide"]}


def template_words(language: str, *, unread: bool = False) -> dict[str, str]:
    """The words in a language, with the language's own name.

    Args:
        language: its code, e.g. ``es``.
        unread: whether no person has read the translation, which then stands beside each name of the language.
    """
    translate = translator(language, "print")
    words = {name: translate(text) for name, text in WORDS.items()}
    name = Locale.parse(language).language_name or language
    name = name[:1].upper() + name[1:]
    return words | {"language-name": f"{name} · {words['draft-translation']}" if unread else name}
