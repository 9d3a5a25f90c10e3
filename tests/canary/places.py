"""Every place where text can hide, and the formats in which a canary word planted there must appear.

A word must be found in exactly these formats, and nowhere else: missing from one, the edition has lost
text (or this test has gone blind); found in another one, something leaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.formats.registry import BY_ID

AUDIENCES = ("policia", "judicial", "sociedad-civil")
LANGUAGES = ("es", "en")
KIT = "zz-canario"
"""Last in order: what reading the restricted kit leaves behind in a worker would show in this one."""
COMMON = "comun"
"""Owns what facilitators of all audiences get, and what nobody gets."""
MACHINE = "machine"
"""Owns the names of the user and of the folders that a build works in."""
RESTRICTED = "policia"
"""The audience that has a kit of its own, too."""

WEB = frozenset({"web"})
CMI5 = frozenset({"cmi5", "cmi5-modules"})
PAGES = WEB | CMI5 | {"scorm12", "scorm12-modules", "scorm2004", "scorm2004-modules"}
EPUB = frozenset({"epub"})
DOCX = frozenset({"docx"})
DOCUMENTS = EPUB | DOCX | {"participant-guide"}
"""All that participants read, as a document."""
AIDS = frozenset({"job-aids"})
GUIDE = frozenset({"facilitator-guide"})
SLIDES = frozenset({"slides"})
PACK = frozenset({"assessment-pack"})
FACILITATOR = GUIDE | SLIDES | PACK
"""What lies in the facilitators' folder."""
TOLD = GUIDE | SLIDES
"""What facilitators of the audience alone read, all of it."""
GUIDES = GUIDE | {"participant-guide"}
BOOKS = DOCUMENTS | GUIDE
"""With a glossary, and what people answer in tests."""
LINKING = PAGES | GUIDES | EPUB
"""Where identifiers of modules and activities are names of places: Word's are hashes of what is long."""
DRAWN = PAGES | GUIDES | EPUB
"""With drawings as they are: elsewhere they are pixels."""
ALL = PAGES | DOCUMENTS | TOLD
"""What a lesson says stands in all of these."""
NOWHERE: frozenset[str] = frozenset()
LISTED = frozenset({"catalogue"})
"""The audience's ``index.html`` and ``inventory.json``."""
BOTH_LISTS = LISTED | {"facilitator-catalogue"}
"""And ``facilitator/index.html``."""

EVERY_KIT, THE_KIT, OWN_KIT = "every kit", KIT, "the restricted kit"
TEXTS = Path(__file__).parent / "content"
"""What the kits are written from: ``kit.md`` the restricted one, all else the other."""


@dataclass(frozen=True)
class Place:
    """Where a word planted in a place appears: in which formats, by the edition's language, of which kit."""

    formats: Mapping[str, frozenset[str]]
    kit: str

    @property
    def everywhere(self) -> frozenset[str]:
        """The formats of all languages together."""
        return frozenset().union(*self.formats.values())


def _places(formats: frozenset[str], names: str, *languages: str, kit: str = THE_KIT) -> dict[str, Place]:
    return dict.fromkeys(names.split(), Place(dict.fromkeys(languages or LANGUAGES, formats), kit))


def _translated(formats: frozenset[str], names: str, kit: str = THE_KIT) -> dict[str, Place]:
    """Places with a word for each language, seen in editions of that language only."""
    english = " ".join(f"{name}english" for name in names.split())
    return _places(formats, names, "es", kit=kit) | _places(formats, english, "en", kit=kit)


_METADATA = _places(
    NOWHERE,
    "pngtext pngcompressed pngxmp pngexif pngwindows pnggps pngtrailer jpegexif jpegwindows jpeggps jpegxmp "
    "jpegcomment jpegtrailer svgeditor svgcomment svgattribute svgmetadata svgforeign trackhead tracknote "
    "trackstyle trackcueid trackvoice recordingchapter recordingtitle recordingcomment recordingtrack "
    "recordingstream sourcefile trackfile licence photofile photolicence consent",
)
"""What a file carries along without showing it reaches nobody, not even its own audience."""

OF_EACH_AUDIENCE: Mapping[str, Place] = {
    # What stands in a lesson.
    **_places(ALL, "heading subheading body emphasis inlinecode sub linktext reftext doclink"),
    **_places(LINKING, "label"),
    **_places(PAGES | BOOKS, "linkurl"),
    **_places(ALL, "footnote listitem nesteditem numbered definedterm definition quote tablehead cell codeblock"),
    **_places(ALL, "tabletitle listcell alt figurealt figurecaption svgalt mediacaption roleheading"),
    **_places(DRAWN, "svgtext"),
    **_places(ALL, "casetitle casebody warning note tip important article legalbody prompt right wrong"),
    **_places(ALL | PACK, "objective"),
    **_places(ALL, "roleintro roleanswer rolecell abbr"),
    **_places(ALL | AIDS, "jobaidtitle jobaidbody jobaidnote roleaid"),
    **_places(PAGES | TOLD, "feedback wrongfeedback generalfeedback"),
    **_places(PAGES | GUIDE | EPUB, "question"),
    **_places(PAGES | EPUB, "jobaid figurename svgid svgtitle svgdesc"),
    **_places(PAGES, "footnotelabel linktitle picture figured drawing"),
    **_places(NOWHERE, "comment blockbreak unused"),
    **_translated(ALL, "original"),
    # What learners do there.
    **_places(ALL, "pairleft pairright distractor ordered scale unit scenariotitle scenariointro"),
    **_places(ALL, "steptext choice reflectionprompt"),
    **_places(ALL | PACK, "assessmentintro"),
    **_places(PAGES | TOLD, "pairfeedback orderfeedback accepted foreseen foreseenfeedback consequence"),
    **_places(PAGES | GUIDE | EPUB, "match order short numeric likert bank"),
    **_places(PAGES | EPUB, "assessment scenario step"),
    **_places(PAGES, "reflection objectiveid"),
    # What is asked in a test is not projected.
    **_places(PAGES | BOOKS | PACK, "bankprompt bankright"),
    **_places(PAGES | GUIDE | PACK, "bankfeedback"),
    # What an edition takes from the configuration.
    **_places(ALL | AIDS, "number", kit=EVERY_KIT),
    **_translated(ALL | AIDS, "contactlabel", kit=EVERY_KIT),
    **_places(ALL | AIDS | PACK | BOTH_LISTS, "audiencetitle", "es", kit=EVERY_KIT),
    **_places(ALL | AIDS | PACK, "audiencetitleenglish", "en", kit=EVERY_KIT),
    **_places(PAGES, "exit", kit=EVERY_KIT),
    **_translated(ALL, "term"),
    **_translated(PAGES | BOOKS, "termdefinition"),
    **_places(PAGES | EPUB | DOCX, "termid"),
    **_places(ALL | AIDS, "source sourcetitle sourcepublisher sourcewhere"),
    **_places(ALL | PACK, "asked askedtitle askedpublisher askedwhere"),
    **_places(NOWHERE, "contactid contactnote sourcenote askednote articlenote unusedterm unusedtermenglish"),
    **_places(NOWHERE, "unusedtermid unusedtermdefinition unusedtermdefinitionenglish unusedsource"),
    **_places(NOWHERE, "unusedsourcetitle unusedsourcepublisher unusedsourcewhere unusedsourcenote"),
    # A media asset: pages carry the caption tracks of all languages along, documents and notes of slides a
    # transcript in their own. Of a photo, pages show no title.
    **_places(PAGES, "asset"),
    **_translated(ALL, "assettitle"),
    **_translated(DOCUMENTS | TOLD, "assetalt"),
    **_places(PAGES, "photo"),
    **_translated(DOCUMENTS | TOLD, "phototitle"),
    **_translated(ALL, "photoalt"),
    "cue": Place({"es": ALL, "en": PAGES}, THE_KIT),
    "cueenglish": Place({"es": PAGES, "en": ALL}, THE_KIT),
    # A module for this audience alone.
    **_places(LINKING | LISTED, "page"),
    **_places(ALL, "pagetitle notice pageintro pageobjective pagelesson pagebody"),
    **_places(TOLD, "pagesession"),
    **_translated(ALL, "pageoriginal"),
    # What only the facilitators of this audience get.
    **_places(TOLD, "facactivity facmethod facmaterials facsession factitle facbody facalt"),
    **_places(TOLD, "facpurpose faconline faconlinematerials"),
    **_places(FACILITATOR, "facassessment"),
    **_translated(TOLD, "facterm facoriginal"),
    **_translated(GUIDE, "factermdefinition"),
    **_places(NOWHERE, "factermid facpicture"),
    **_METADATA,
}

OF_ALL_FACILITATORS: Mapping[str, Place] = {
    **_places(TOLD, "facactivity facmethod facmaterials facsession factitle facbody facalt facsimple"),
    **_places(TOLD, "facsource facsourcetitle facsourcepublisher facsourcewhere facfootnote faccaption"),
    **_places(TOLD, "facprompt"),
    **_places(GUIDE, "facquestion"),
    **_translated(TOLD, "facterm assettitle cue"),
    **_translated(GUIDE, "factermdefinition"),
    **_places(NOWHERE, "facsourcenote factermid facpicture facasset assetalt assetaltenglish comment"),
    **_places(NOWHERE, "institutionname institutionlms yamlcomment translatornote translatorname entrynote oldentry"),
    **{
        name: place
        for name, place in _METADATA.items()
        if not name.startswith(("svg", "jpeg", "photo", "consent", "recordingstream"))
    },
}

_OWN_KIT: Mapping[str, Place] = {
    **_places(ALL | BOTH_LISTS, "kit kittitle", kit=OWN_KIT),
    **_places(ALL, "kitmodule kitobjective kitlesson kitbody", kit=OWN_KIT),
    **_places(ALL, "kittranslation", "en", kit=OWN_KIT),
}


def _of(owner: str, places: Mapping[str, Place]) -> dict[tuple[str, str], Place]:
    return {(owner, name): place for name, place in places.items()}


PLACES: Mapping[tuple[str, str], Place] = {
    **{key: place for audience in AUDIENCES for key, place in _of(audience, OF_EACH_AUDIENCE).items()},
    **_of(COMMON, OF_ALL_FACILITATORS),
    **_of(MACHINE, _places(NOWHERE, "project home temporary user")),
    # Blocks in blocks, in quotes, in lists and in boxes.
    **_of("policia", _places(ALL, "nested inquote inlist inbox rolelines rolenested")),
    **_of("policia", _places(ALL | AIDS, "inaid")),
    **_of("policia", _places(TOLD, "facnested")),
    **_of("policia+sociedad-civil", _places(ALL, "allbutone")),
    # A kit of its own, whose module and file of translations are named as those of the other kit.
    **_of(RESTRICTED, _OWN_KIT),
}
"""By owner (audiences joined by ``+``) and place."""


def readers(owner: str) -> frozenset[str]:
    """The audiences that may meet an owner's words."""
    return frozenset(AUDIENCES) if owner == COMMON else frozenset(owner.split("+")) & frozenset(AUDIENCES)


def for_facilitators(place: Place) -> bool:
    """Whether nobody but facilitators may meet a word."""
    return NOWHERE < place.everywhere <= FACILITATOR


def has_content(kit: str, format_: str) -> bool:
    """Whether a kit's texts hold what a format is made for."""
    of_restricted = kit == OWN_KIT
    text = "".join(p.read_text(encoding="utf-8") for p in TEXTS.glob("*.md") if (p.name == "kit.md") == of_restricted)
    needs = BY_ID[format_].needs
    return not needs or any(f"{{{name}}}" in text for name in needs)


def expected(audience: str, kit: str, language: str, format_: str) -> frozenset[tuple[str, str]]:
    """Owners and places of exactly the words that a format of an edition shows."""
    return frozenset(
        key for key, place in PLACES.items()
        if has_content(kit, format_) and audience in readers(key[0]) and place.kit in (EVERY_KIT, kit)
        and format_ in place.formats.get(language, NOWHERE)
    )  # fmt: skip


def expected_in_catalogue(audience: str, format_: str) -> frozenset[tuple[str, str]]:
    """Owners and places of exactly the words that an audience's own pages show."""
    return frozenset(
        key for key, place in PLACES.items() if audience in readers(key[0]) and format_ in place.everywhere
    )
