"""The words that the guides' template shows, in one language."""

from __future__ import annotations

from babel import Locale

from build_tools.i18n import translator

WORDS = {
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
    "answer-sheet": "Answer sheet: %s",
    "answer-sheet-how": "Fill in the letter of your answer. Write numbers and words clearly.",
    "answers-inside": "For facilitation. Contains the answers: do not hand it out to participants.",
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
    "contacts": "Contacts",
    "content-notice": "Before you begin",
    "contents": "Contents",
    "cover": "Cover",
    "date": "Date",
    "declared": "Declared",
    "destroyed-on": "To be destroyed on:",
    "difference": "Difference",
    "duration": "Duration",
    "during": "During",
    "during-text": (
        "Read the content notice aloud. If time runs short, shorten an exercise, never the debriefing nor the care "
        "notes. Say “I do not know” and write the question down."
    ),
    "end-of-case": "The case ends here.",
    "ends-here": "the case ends here",
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
    "group-results": "Results of the group",
    "help": "Where to ask for help and report",
    "how-to-score": "How to score",
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
    "kept-by": "Kept by:",
    "key-of": "Key: %s",
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
    "on-screen": "On screen:",
    "one-point": "1 point",
    "online": "Online",
    "only-confirmed": "These references must be confirmed with the official text before the guide is used.",
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
    "page": "page",
    "page-short": "p.",
    "pages": "pages",
    "participant-guide": "Participant guide",
    "participants-evaluation": "Evaluation by participants",
    "pass-mark": "To pass: %s % of the points",
    "pending": "pending validation",
    "pending-legal": "Legal references pending validation",
    "place": "Place",
    "planned": "Planned",
    "play-at": "To play it, open:",
    "points": "%d points",
    "points-header": "Points",
    "points-needed": "To pass: %1 of %2 points (%3 %)",
    "points-sum": "%d points in all",
    "post-test": "After",
    "pre-test": "Before",
    "programme": "Programme",
    "provenance": "Version and provenance",
    "purpose": "Purpose",
    "qr-alt": "QR code: %s",
    "question": "Question",
    "question-number": "No.",
    "questions-count": "Questions: %d",
    "recording": "Title",
    "recordings": "Videos and audios",
    "reflection": "Reflection",
    "released": "Date of this version",
    "resources": "Resources",
    "result": "Result: %d of 100",
    "results": "Results before and after",
    "results-how": "Write the points of each code. For the difference, count only the questions that stand in both.",
    "results-note": (
        "Write codes, never names: each person chooses a code and puts it on both tests. Who has which code is "
        "written down nowhere."
    ),
    "right-answer": "Right answer",
    "same-question": "In %s",
    "scan-or-type": "To play it, scan the code or type:",
    "scenario": "Case with decisions",
    "score-match": "Match and put in order: each right letter or number gives an equal part of the points.",
    "score-multiple": (
        "Several answers: right marks less wrong marks, divided by how many are right; never less than zero."
    ),
    "score-other": "All other kinds: all of the points, or none.",
    "score-short": "Written answers: capital letters, accents and punctuation do not count.",
    "service": "Service",
    "session-plan": "Session plan",
    "sizes": "Sizes",
    "slides-agenda": "Agenda",
    "slides-assessment-apart": "Its questions are answered alone, on the phone or on paper: do not project them.",
    "slides-begins": "Begins at",
    "slides-how": "The notes hold the whole text, the session plan and the answers: use the presenter view.",
    "slides-job-aid": "Job aid",
    "slides-job-aid-is": "One page to print or to keep on the phone. It is handed out now.",
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
    "statement": "Statement",
    "step": "Step",
    "synthetic-speech": "Synthetic voice",
    "test-how": "Answer on this sheet. If you were given an answer sheet, write only there.",
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
