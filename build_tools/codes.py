"""The register of finding codes: documentation and tests derive from it.

Every code has a folder under ``tests/golden/`` that shows it. Texts are message ids of the
``authors`` catalogue.
"""

from __future__ import annotations

from enum import Enum

from build_tools import codes_activities as activities
from build_tools import codes_media as media
from build_tools import codes_recordings as recordings
from build_tools import codes_text as text


class Severity(Enum):
    """Errors stop the build of what they touch; advice does not."""

    ERROR = "error"
    ADVICE = "advice"


def _error(id_: str, message: str, remedy: str) -> tuple[str, Severity, str, str]:
    return id_, Severity.ERROR, message, remedy


def _advice(id_: str, message: str, remedy: str) -> tuple[str, Severity, str, str]:
    return id_, Severity.ADVICE, message, remedy


# fmt: off
class Code(Enum):
    """Each kind of finding: its name as authors see it, severity, message and remedy."""

    YAML_SYNTAX = (
        "yaml-syntax", Severity.ERROR,
        "This is not valid YAML: {problem}",
        "Compare with the examples in the README; indent with spaces and put texts with a colon in quotes.",
    )
    YAML_FIELD = (
        "yaml-field", Severity.ERROR,
        "Field “{field}”: {problem}",
        "Correct the field, or remove it if it is not in the documentation.",
    )
    NOT_UTF8 = _error(
        "not-utf8", "The file is not UTF-8 text (byte {byte} is wrong)",
        "Save it again with the encoding UTF-8 in your editor.",
    )
    CONTROL_CHARACTER = (
        "control-character", Severity.ERROR,
        "An invisible control character (U+{point}) stands in the text",
        "Delete it; it often comes from copying out of a PDF.",
    )
    FILE_MISSING = (
        "file-missing", Severity.ERROR,
        "The file “{path}” does not exist",
        "Check the spelling (capital letters count) or add the file.",
    )
    NOT_A_FILE = (
        "not-a-file", Severity.ERROR,
        "“{path}” is not a file that can be read",
        "Name a file, not a folder; check who may open it, and that no other program holds it.",
    )
    PATH_OUTSIDE = (
        "path-outside", Severity.ERROR,
        "“{path}” leads out of the folder",
        "Use only files inside the folder, with a relative path.",
    )
    FILE_TOO_LARGE = _error(
        "file-too-large", "The file has {size} bytes; at most {limit} are read", "Make it smaller or split it.",
    )
    ID_MISMATCH = _error(
        "id-mismatch", "The id “{id}” is not the name of the folder “{folder}”", "Give both the same name.",
    )
    MODULE_UNLISTED = (
        "module-unlisted", Severity.ADVICE,
        "The module “{path}” is in no kit.yml, so nobody gets it",
        "Add it under “modules”, or move it out of the folder.",
    )
    DUPLICATE_ID = (
        "duplicate-id", Severity.ERROR,
        "The id “{id}” is already used at {other}",
        "Give each its own id: learners' work is stored under it.",
    )
    UNKNOWN_AUDIENCE = _error("unknown-audience", "There is no audience “{name}”", "Use one of: {known}.")
    EMPTY_AUDIENCE = (
        "empty-audience", Severity.ERROR,
        "No audience of this kit would ever see this",
        "Check the names, and the audience blocks around it.",
    )
    MARK_WITHOUT_EFFECT = (
        "mark-without-effect", Severity.ERROR,
        "“{mark}” has no effect here: everyone would see what follows",
        "A block starts on its own line, also around a table; inside a sentence write {{audience}}`policia|text`.",
    )
    STRAY_FENCE = _error(*text.STRAY_FENCE)
    GLUED_MARK = _error(*text.GLUED_MARK)
    READS_DIFFERENTLY = (
        "reads-differently", Severity.ERROR,
        "For {audience} this place reads differently once the marks around it are gone",
        "Put audience marks around whole paragraphs, list items or words, never around parts of links or tables.",
    )
    UNKNOWN_LANGUAGE = _error("unknown-language", "There is no language “{name}”", "Use one of: {known}.")
    UNKNOWN_MEDIA = (
        "unknown-media", Severity.ERROR,
        "There is no media asset “{name}”",
        "Use the name of a folder in media/, or create it.",
    )
    HIDDEN_MEDIA = (
        "hidden-media", Severity.ERROR,
        "The media asset “{name}” is not for {audience}, who would see it here",
        "Put it in an audience block, or change “audiences” in its media.yml.",
    )
    UNKNOWN_TERM = (
        "unknown-term", Severity.ERROR,
        "“{name}” is not in the glossary for {audience}",
        "Add it to kits/glossary.yml or correct the spelling.",
    )
    UNKNOWN_SOURCE = _error(
        "unknown-source", "There is no source “{name}” for {audience}", "Use an id from conf/sources.yml.",
    )
    UNKNOWN_CONTACT = (
        "unknown-contact", Severity.ERROR,
        "There is no contact “{name}” for {audience}",
        "Use an id from conf/contacts.yml.",
    )
    UNKNOWN_LEGAL = (
        "unknown-legal", Severity.ERROR,
        "The legal reference “{name}” is not registered",
        "Add it under “legal” in conf/sources.yml, with the source it was read in.",
    )
    UNKNOWN_OBJECTIVE = (
        "unknown-objective", Severity.ERROR,
        "There is no learning objective “{name}” in this module",
        "Use the id (in backquotes) of one of the module's objectives.",
    )
    UNKNOWN_DIRECTIVE = _error(*text.UNKNOWN_DIRECTIVE)
    UNKNOWN_ROLE = _error(*text.UNKNOWN_ROLE)
    UNKNOWN_OPTION = _error(*text.UNKNOWN_OPTION)
    DUPLICATE_OPTION = _error(*text.DUPLICATE_OPTION)
    BAD_ARGUMENT = _error(*text.BAD_ARGUMENT)
    BROKEN_REFERENCE = _error(*text.BROKEN_REFERENCE)
    REFERENCE_TEXT = _error(*text.REFERENCE_TEXT)
    FOOTNOTE = _error(*text.FOOTNOTE)
    OPTION_VALUE = _error(*text.OPTION_VALUE)
    HIDDEN_REFERENCE = _error(*text.HIDDEN_REFERENCE)
    UNSAFE_LINK = _error(*text.UNSAFE_LINK)
    PICTURE_NO_ALT = (
        "picture-no-alt", Severity.ERROR,
        "The picture “{path}” has no alternative text",
        "Say in one sentence what it shows: people who cannot see it hear that instead.",
    )
    PICTURE_BROKEN = (
        "picture-broken", Severity.ERROR,
        "The picture “{path}” cannot be used: {problem}",
        "Export it again as plain SVG, PNG or JPEG.",
    )
    MEDIA_BROKEN = _error(*recordings.MEDIA_BROKEN)
    MEDIA_LIMIT = _error(*recordings.MEDIA_LIMIT)
    CONSENT_MISSING = _error(*recordings.CONSENT_MISSING)
    CONSENT_EXPIRED = _error(*recordings.CONSENT_EXPIRED)
    PHOTO_IN_KIT = _error(*recordings.PHOTO_IN_KIT)
    CAPTIONS_BROKEN = _error(*recordings.CAPTIONS_BROKEN)
    CAPTIONS_TIMES = _error(*recordings.CAPTIONS_TIMES)
    CAPTIONS_COVERAGE = _error(*recordings.CAPTIONS_COVERAGE)
    CAPTIONS_LANGUAGE = _error(*recordings.CAPTIONS_LANGUAGE)
    CAPTIONS_SPEED = _advice(*recordings.CAPTIONS_SPEED)
    CAPTIONS_LENGTH = _advice(*recordings.CAPTIONS_LENGTH)
    NO_CAPTIONS = _error(*recordings.NO_CAPTIONS)
    NO_DESCRIPTIONS = _error(*recordings.NO_DESCRIPTIONS)
    NO_OBJECTIVES = (
        "no-objectives", Severity.ERROR,
        "The module has no learning objectives",
        "Add an “objectives” block before the first lesson.",
    )
    OBJECTIVE_FORMAT = (
        "objective-format", Severity.ERROR,
        "A learning objective needs an id and a text: “{text}”",
        "Write “- `id` Verb and what the learner will be able to do.”",
    )
    NO_LESSONS = (
        "no-lessons", Severity.ERROR,
        "The module has no lesson for {audience}",
        "A lesson is a heading with two signs: “## Title”.",
    )
    LESSON_LABEL = (
        "lesson-label", Severity.ERROR,
        "The lesson “{title}” needs a label of its own",
        "Put “(label)=” on the line above the heading: the title has no letters to make one from.",
    )
    HEADING_LEVEL = (
        "heading-level", Severity.ERROR,
        "A heading of level {level} cannot stand here",
        "The title stands in the front matter, lessons are “##”, their parts “###”; leave no level out.",
    )
    LESSON_FLOW = (
        "lesson-flow", Severity.ERROR,
        "Text after a block that holds a lesson of its own needs a new heading",
        "Put a “##” heading here, or move the block to the end of the lesson.",
    )
    RAW_HTML = (
        "raw-html", Severity.ERROR,
        "HTML does not work in modules: “{tag}”",
        "Use Markdown; for a comment start the line with “%”.",
    )
    UNCLOSED_BLOCK = _error(*text.UNCLOSED_BLOCK)
    QUESTION_ANSWERS = _error(*activities.QUESTION_ANSWERS)
    QUESTION_PAIRS = _error(*activities.QUESTION_PAIRS)
    QUESTION_ORDER = _error(*activities.QUESTION_ORDER)
    QUESTION_ENTRY = _error(*activities.QUESTION_ENTRY)
    QUESTION_SCALE = _error(*activities.QUESTION_SCALE)
    ACTIVITY_ID = _error(*activities.ACTIVITY_ID)
    MISPLACED_BLOCK = _error(*activities.MISPLACED_BLOCK)
    BANK_CONTENT = _error(*activities.BANK_CONTENT)
    ASSESSMENT_OPTION = _error(*activities.ASSESSMENT_OPTION)
    MEDIA_COMPLETE = _error(*activities.MEDIA_COMPLETE)
    UNKNOWN_QUESTION = _error(*activities.UNKNOWN_QUESTION)
    HIDDEN_QUESTION = _error(*activities.HIDDEN_QUESTION)
    ASSESSMENT_SIZE = _error(*activities.ASSESSMENT_SIZE)
    SECOND_FINAL = _error(*activities.SECOND_FINAL)
    SCENARIO_TARGET = _error(*activities.SCENARIO_TARGET)
    SCENARIO_FLOW = _error(*activities.SCENARIO_FLOW)
    SESSION_TIME = _error(*activities.SESSION_TIME)
    SLIDE_LABEL = _error(*media.SLIDE_LABEL)
    SLIDE_CONTENT = _error(*media.SLIDE_CONTENT)
    SLIDE_TOO_FULL = _error(*media.SLIDE_TOO_FULL)
    SLIDE_SILENT = _error(*media.SLIDE_SILENT)
    NARRATION_WORD = _error(*media.NARRATION_WORD)
    NARRATION_FAST = (media.NARRATION_FAST[0], Severity.ADVICE, *media.NARRATION_FAST[1:])
    NARRATION_MISSING = _error(*media.NARRATION_MISSING)
    NARRATION_STALE = _error(*media.NARRATION_STALE)
    NARRATION_BROKEN = _error(*media.NARRATION_BROKEN)
    TRANSLATION_MISSING = _error(*media.TRANSLATION_MISSING)
    STORYBOARD_UNTOLD = _error(*media.STORYBOARD_UNTOLD)
    UNCITED_FACT = _advice(*text.UNCITED_FACT)
    HARD_TO_READ = _advice(*text.HARD_TO_READ)
    AVOIDED_WORDS = _advice(*text.AVOIDED_WORDS)
    PROGRAMME_TIME = _error(*text.PROGRAMME_TIME)
    TYPED_NUMBER = (
        "typed-number", Severity.ERROR,
        "The number {number} is typed into the text",
        "Write {{contact}}`{id}`: numbers change, and are kept in conf/contacts.yml.",
    )
    CATALOGUE_BROKEN = (
        "catalogue-broken", Severity.ERROR,
        "The translation file cannot be read: {problem}",
        "Open it in Poedit (or your translation editor) and save it again.",
    )
    TRANSLATION_DIFFERS = (
        "translation-differs", Severity.ERROR,
        "The translation has other marks than the text: {marks}",
        "Roles, links and pictures stay as they are in the original; translate only the words.",
    )
    UNTRANSLATED = _advice(*text.UNTRANSLATED)
    FIELD_UNTRANSLATED = _advice(*text.FIELD_UNTRANSLATED)
    PICTURE_UNTRANSLATED = _advice(*text.PICTURE_UNTRANSLATED)
    PACKAGE_TOO_LARGE = (
        "package-too-large", Severity.ERROR,
        "“{file}” has {size} MB, but {institution} takes at most {limit} MB",
        "Make its recordings shorter, divide it (a kit by “modules: auto”), or ask for larger uploads.",
    )
    SHORT_ID_TAKEN = _error(
        "short-id-taken", "“{id}” would have the same short number on paper as “{other}”: {number}",
        "Give one of them another id, in its media.yml and as the name of its folder.",
    )
    JOB_AID_TOO_LONG = _error(
        "job-aid-too-long", "The job aid “{title}” is too long for one page: about {lines} lines ({edition}, {paper})",
        "Shorten it, or make two of it: below {size} points it could not be read when it is copied to half the size.",
    )
    SPHINX = _error("sphinx", "{problem}", "Correct the text at this line.")

    def __init__(self, id_: str, severity: Severity, message: str, remedy: str) -> None:
        self.id = id_
        self.severity = severity
        self.message = message
        self.remedy = remedy
