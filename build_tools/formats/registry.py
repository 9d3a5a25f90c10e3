"""Which formats there are, what each is made from, and what it is for (message ids)."""

from __future__ import annotations

from dataclasses import dataclass

_PAGES = ("jinja2", "lxml", "deflate", "babel")
_GUIDES = ("pypandoc_binary", "typst", "fontpkg-source-sans-3", "segno", "babel")
_BOUND = (*_GUIDES, "pikepdf")
_OFFICE = (*_GUIDES, "pillow", "lxml", "deflate")


@dataclass(frozen=True, slots=True)
class Format:
    """A format of an edition.

    ``reading`` names the files of the reading that it uses, ``conf`` the templates, folders or files,
    ``carrier`` whose renditions of media assets it takes (None: posters and texts only), ``tells_sizes`` whether it
    says how large those are, ``needs`` of which
    directives an edition must hold at least one for the format to have any content (empty: it always has),
    ``files`` how the names of its files end and what each is called (a message id), where it makes several.
    """

    id: str
    step: str
    title: str
    purpose: str
    reading: tuple[str, ...]
    conf: tuple[str, ...]
    tools: tuple[str, ...]
    carrier: str | None = None
    tells_sizes: bool = False
    facilitator: bool = False
    on_request: bool = False
    needs: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()


_HTML = ("reading.json", "pictures/")
_PRINT = ("reading.json", "ast.json", "pictures/")

FORMATS = (
    Format(
        "web", "build_tools.formats.web:build", "Website for any device",
        "Read and practise on a phone or computer, without a connection: unzip it and open index.html.",
        reading=_HTML, conf=("conf/templates",), tools=_PAGES, carrier="web",
    ),
    Format(
        "participant-guide", "build_tools.formats.guides:build_participant_guide", "Participant guide",
        "Print it or send it: everything the participants read, with questions, glossary and sources.",
        reading=_PRINT, conf=("conf/print",), tools=_BOUND,
    ),
    Format(
        "facilitator-guide", "build_tools.formats.guides:build_facilitator_guide", "Facilitator guide",
        "For whoever runs the session: plan with times, method, notes and right answers.",
        reading=_PRINT, conf=("conf/print",), tools=_BOUND, facilitator=True, tells_sizes=True,
    ),
    Format(
        "job-aids", "build_tools.formats.job_aids:build", "Job aids",
        "Print them or keep them on the phone: one page each, on A4 or letter paper, in black and white as well.",
        reading=_PRINT, conf=("conf/print",), tools=_BOUND, needs=("job-aid",),
        files=((".job-aids.pdf", "Job aids (A4 paper)"), (".job-aids.letter.pdf", "Job aids (letter paper)")),
    ),
    Format(
        "assessment-pack", "build_tools.formats.assessment_pack:build", "Assessment pack",
        "For whoever runs the session: tests before and after, and the answer sheet; the key is a file of its own.",
        reading=_PRINT, conf=("conf/print",), tools=_GUIDES, facilitator=True, needs=("assessment",),
        files=((".assessment-pack.pdf", "Assessment pack"), (".assessment-pack.key.pdf", "Assessment pack: the key")),
    ),
    Format(
        "slides", "build_tools.formats.slides:build", "Slides",
        "Project them in the room (PowerPoint, LibreOffice): what to say and the right answers are in the notes.",
        reading=_PRINT, conf=("conf/print/svg.typ",), tools=(*_OFFICE, "python-pptx"), facilitator=True,
    ),
    Format(
        "docx", "build_tools.formats.docx:build", "Participant guide to edit",
        "Open it in Word or LibreOffice and adapt it: its styles change the whole text at once.",
        reading=_PRINT, conf=("conf/print/svg.typ",), tools=(*_OFFICE, "python-docx"),
    ),
    Format(
        "epub", "build_tools.formats.epub:build", "Book for the phone",
        "Read it without a connection in any book app: the text fits the screen and can be read aloud.",
        reading=_PRINT, conf=("conf/office", "conf/print/svg.typ"), tools=_OFFICE,
    ),
    Format(
        "scorm12", "build_tools.formats.scorm12:build", "SCORM 1.2 package",
        "Upload it to Moodle or another learning platform: one activity with all modules.",
        reading=_HTML, conf=("conf/templates",), tools=_PAGES, carrier="package",
    ),
    Format(
        "scorm12-modules", "build_tools.formats.scorm12:build_modules", "SCORM 1.2 packages, one per module",
        "Upload single modules to Moodle or another learning platform.",
        reading=_HTML, conf=("conf/templates",), tools=_PAGES, carrier="package", on_request=True,
    ),
    Format(
        "scorm2004", "build_tools.formats.scorm2004:build", "SCORM 2004 package",
        "Upload it to a learning platform that asks for SCORM 2004: one activity with all modules, scores rolled up.",
        reading=_HTML, conf=("conf/templates",), tools=_PAGES, carrier="package",
    ),
    Format(
        "scorm2004-modules", "build_tools.formats.scorm2004:build_modules", "SCORM 2004 packages, one per module",
        "Upload single modules to a learning platform that asks for SCORM 2004.",
        reading=_HTML, conf=("conf/templates",), tools=_PAGES, carrier="package", on_request=True,
    ),
    Format(
        "cmi5", "build_tools.formats.cmi5:build", "cmi5 package",
        "Upload it to a learning platform with cmi5 (xAPI): all modules, with every answer on record.",
        reading=_HTML, conf=("conf/templates",), tools=_PAGES, carrier="package",
    ),
    Format(
        "cmi5-modules", "build_tools.formats.cmi5:build_modules", "cmi5 packages, one per module",
        "Upload single modules to a learning platform with cmi5 (xAPI).",
        reading=_HTML, conf=("conf/templates",), tools=_PAGES, carrier="package", on_request=True,
    ),
)  # fmt: skip

MODULES = "-modules"
"""How the id of a format ends that makes one package per module instead of one for the kit."""
BY_ID = {f.id: f for f in FORMATS}
