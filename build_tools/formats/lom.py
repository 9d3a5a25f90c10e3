"""Learning object metadata of a package or a module, in the dialect that each standard asks for.

IMS Learning Resource Meta-Data 1.2.1 for SCORM 1.2 (CAM 2.2), IEEE 1484.12.3 for SCORM 2004 (CAM 4.2)
and cmi5. The two differ in the letters' case, in how texts and vocabulary are wrapped, and little else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from build_tools.formats.manifest import XML, Element
from build_tools.formats.package import Package, Sco, iso_duration, plain_title

IMSMD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
IEEE = "http://ltsc.ieee.org/xsd/LOM"
LONGEST_TEXT = 1000
"""Characters: IMS 1.2.1 lets an LMS cut longer ones."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the metadata say, whatever the dialect."""

    entry: str
    """The identifier in our catalogue: kit, module, audience and language."""
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    keywords: tuple[str, ...]
    language: str
    version: str
    location: str
    audience: str
    minutes: int
    rights: str
    objectives: tuple[str, ...]


def of_package(package: Package) -> Record:
    """The metadata of a whole package: of its kit, or of its one module."""
    if package.module is not None:
        return of_module(package, package.scos[0])
    return _record(
        package,
        f"{package.kit}/{package.audience}/{package.language}",
        package.titles or {},
        package.title,
        package.scos,
    )


def of_module(package: Package, sco: Sco) -> Record:
    """The metadata of one module of a package."""
    return _record(package, f"{package.kit}/{sco.id}/{package.audience}/{package.language}", {}, sco.title, (sco,))


def _record(package: Package, entry: str, titles: Mapping[str, str], title: str, scos: tuple[Sco, ...]) -> Record:
    objectives = tuple(objective.text for sco in scos for objective in sco.objectives)
    described = dict(package.descriptions) if titles else {package.language: " ".join(objectives) or title}
    return Record(
        entry=entry, titles=dict(titles) or {package.language: title}, descriptions=described,
        keywords=tuple(text for text in (package.kit_title, package.audience_title) if text),
        language=package.language, version=package.version, location=scos[0].files[0],
        audience=package.audience_title, minutes=sum(sco.minutes for sco in scos),
        rights=package.rights, objectives=objectives,
    )  # fmt: skip


class _Dialect:
    """How IEEE 1484.12.3 writes metadata."""

    namespace = IEEE
    identifier, entry_first = "identifier", True
    schemes: tuple[str, ...] = ("LOMv1.0", "ADLv1.0")
    scheme_tag = "metadataSchema"
    duration_tag = "duration"
    source = "LOMv1.0"

    def add(self, parent: Element, tag: str, text: str | None = None) -> Element:
        """A new element, with a text or none."""
        made = etree.SubElement(parent, f"{{{self.namespace}}}{self.named(tag)}")
        made.text = text
        return made

    def named(self, tag: str) -> str:
        """A tag as the dialect spells it."""
        return tag

    def texts(self, parent: Element, tag: str, texts: Mapping[str, str]) -> None:
        """A text in each of its languages."""
        made = self.add(parent, tag)
        for language, text in texts.items():
            self.add(made, "string", text[:LONGEST_TEXT]).set("language", language)

    def word(self, parent: Element, tag: str, value: str) -> None:
        """A word of LOM's vocabulary."""
        made = self.add(parent, tag)
        self.add(made, "source", self.source)
        self.add(made, "value", value)

    def plain(self, parent: Element, tag: str, text: str) -> None:
        """A text without a language."""
        self.add(parent, tag, text)


class _Ims(_Dialect):
    """How IMS 1.2.1 writes them: all lower case, every text in a ``langstring``, other words."""

    namespace = IMSMD
    identifier, entry_first = "catalogentry", False
    schemes = ("ADL SCORM 1.2",)
    scheme_tag = "metadatascheme"
    duration_tag = "datetime"
    words: Mapping[str, str] = {
        "final": "Final", "learner": "Learner", "training": "Continuous Formation", "no": "no", "yes": "yes",
        "educational objective": "Educational Objective",
    }  # fmt: skip

    def named(self, tag: str) -> str:
        return tag.lower()

    def texts(self, parent: Element, tag: str, texts: Mapping[str, str]) -> None:
        made = self.add(parent, tag)
        for language, text in texts.items():
            self.add(made, "langstring", text[:LONGEST_TEXT]).set(f"{{{XML}}}lang", language)

    def word(self, parent: Element, tag: str, value: str) -> None:
        made = self.add(parent, tag)
        self.plain(made, "source", self.source)
        self.plain(made, "value", self.words[value])

    def plain(self, parent: Element, tag: str, text: str) -> None:
        self.texts(parent, tag, {"x-none": text})


def to_ims(record: Record) -> bytes:
    """The metadata as IMS 1.2.1."""
    return _to_xml(record, _Ims())


def to_ieee(record: Record) -> bytes:
    """The metadata as IEEE 1484.12.3."""
    return _to_xml(record, _Dialect())


def _to_xml(record: Record, dialect: _Dialect) -> bytes:
    root = etree.Element(f"{{{dialect.namespace}}}lom", nsmap={None: dialect.namespace})
    _general(root, record, dialect)
    _life(root, record, dialect)
    technical = dialect.add(root, "technical")
    dialect.add(technical, "format", "text/html")
    dialect.add(technical, "location", record.location)
    _educational(root, record, dialect)
    rights = dialect.add(root, "rights")
    dialect.word(rights, "cost", "no")
    dialect.word(rights, "copyrightAndOtherRestrictions", "yes")
    if record.rights:
        dialect.texts(rights, "description", {record.language: record.rights})
    for text in record.objectives:
        classification = dialect.add(root, "classification")
        dialect.word(classification, "purpose", "educational objective")
        dialect.texts(classification, "description", {record.language: text})
        if not dialect.entry_first:  # mandatory in SCORM 1.2 only
            dialect.texts(classification, "keyword", {record.language: text})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _general(root: Element, record: Record, dialect: _Dialect) -> None:
    general = dialect.add(root, "general")
    if dialect.entry_first:
        _entry(general, record, dialect)
    titles = {language: plain_title(title) for language, title in record.titles.items()}
    dialect.texts(general, "title", titles)
    if not dialect.entry_first:
        _entry(general, record, dialect)
    dialect.add(general, "language", record.language)
    dialect.texts(general, "description", record.descriptions)
    for keyword in record.keywords:
        dialect.texts(general, "keyword", {record.language: keyword})


def _entry(general: Element, record: Record, dialect: _Dialect) -> None:
    identifier = dialect.add(general, dialect.identifier)
    dialect.add(identifier, "catalog", "kits-formacion")
    if dialect.entry_first:
        dialect.add(identifier, "entry", record.entry)
    else:
        dialect.plain(identifier, "entry", record.entry)


def _life(root: Element, record: Record, dialect: _Dialect) -> None:
    life = dialect.add(root, "lifeCycle")
    if dialect.entry_first:
        dialect.texts(life, "version", {record.language: record.version})
    else:
        dialect.plain(life, "version", record.version)
    dialect.word(life, "status", "final")
    about = dialect.add(root, "metaMetadata")
    for scheme in dialect.schemes:
        dialect.add(about, dialect.scheme_tag, scheme)
    dialect.add(about, "language", record.language)


def _educational(root: Element, record: Record, dialect: _Dialect) -> None:
    educational = dialect.add(root, "educational")
    dialect.word(educational, "intendedEndUserRole", "learner")
    dialect.word(educational, "context", "training")
    if record.minutes:
        time = dialect.add(educational, "typicalLearningTime")
        dialect.add(time, dialect.duration_tag, iso_duration(record.minutes))
    if record.audience:
        dialect.texts(educational, "description", {record.language: record.audience})
