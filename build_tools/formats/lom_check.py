"""Checks learning object metadata before they go into a package: shape, vocabulary, languages, durations.

ADL's files hold a schema of IMS 1.2.1 for SCORM 1.2, none of IEEE 1484.12.3 for SCORM 2004: what CAM 4.2 and
LOM 1.0 demand stands here. No schema knows the vocabulary.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from build_tools.errors import JobError
from build_tools.formats.manifest import XML, Element
from build_tools.formats.manifest_check import REMEDY, schema_problems
from build_tools.learner.assets import asset

_ORDER = {
    "lom": ("general", "lifeCycle", "metaMetadata", "technical", "educational", "rights", "classification"),
    "general": ("identifier", "title", "language", "description", "keyword"),
    "lifeCycle": ("version", "status"),
    "metaMetadata": ("metadataSchema", "language"),
    "technical": ("format", "location"),
    "educational": ("intendedEndUserRole", "context", "typicalLearningTime", "description"),
    "rights": ("cost", "copyrightAndOtherRestrictions", "description"),
    "classification": ("purpose", "description", "keyword"),
}
"""Of the elements that we write, in the order of IEEE 1484.12.3."""
_WORDS = {
    "status": {"draft", "final", "revised", "unavailable"},
    "intendedenduserrole": {"teacher", "author", "learner", "manager"},
    "context": {"school", "higher education", "training", "other", "continuous formation"},
    "cost": {"yes", "no"},
    "copyrightandotherrestrictions": {"yes", "no"},
    "purpose": {"educational objective"},
}
"""LOM 1.0 and, of IMS 1.2.1, what was called otherwise; compared without case."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_DURATION = re.compile(r"PT(?=\d)(\d+H)?(\d+M)?")
_NEEDED = ("general/title", "general/identifier/entry", "general/description", "metaMetadata/metadataSchema")


@lru_cache(maxsize=1)
def ims_schema() -> etree.XMLSchema:
    """The schema of IMS 1.2.1 metadata.

    libxml2 refuses it as it is: ``ims_xml.xsd`` declares the namespace of ``xml:`` as the default one, and
    a wildcard of any namespace makes content models ambiguous. So a mended copy is read.
    """
    with tempfile.TemporaryDirectory() as name:
        for file, before, after in (
            ("imsmd_rootv1p2p1.xsd", 'namespace="##any"', 'namespace="##other"'),
            ("ims_xml.xsd", f'xmlns="{XML}"', ""),
        ):
            text = asset(f"schemas/scorm12/{file}").read_bytes()
            (Path(name) / file).write_bytes(text.replace(before.encode(), after.encode()))
        return etree.XMLSchema(etree.parse(Path(name) / "imsmd_rootv1p2p1.xsd"))


def verify_ims(text: bytes) -> None:
    """Checks IMS metadata against its schema and vocabulary.

    Raises:
        JobError: they break it.
    """
    root = etree.fromstring(text)
    _refuse([*schema_problems(root, ims_schema()), *_value_problems(root)])


def verify_ieee(text: bytes) -> None:
    """Checks IEEE metadata for what SCORM 2004 demands (CAM 4.2).

    Raises:
        JobError: something mandatory is missing, elements stand in a wrong order, or a value is none of LOM's.
    """
    root = etree.fromstring(text)
    _refuse([*_ieee_problems(root), *_value_problems(root)])


def _ieee_problems(root: Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        tag = etree.QName(element).localname
        if tag not in _ORDER:
            continue
        names = [etree.QName(child).localname for child in element]
        places = [_ORDER[tag].index(name) if name in _ORDER[tag] else -1 for name in names]
        if places != sorted(places) or -1 in places:
            yield f"elements of {tag} in a wrong order"
    for path in _NEEDED:
        if root.find("/".join(f"{{*}}{part}" for part in path.split("/"))) is None:
            yield f"missing: {path}"


def _value_problems(root: Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        tag, text = etree.QName(element).localname.lower(), "".join(element.itertext()).strip()
        value = element.find("{*}value")
        word = "" if value is None else "".join(value.itertext()).strip().lower()
        if tag in _WORDS and word not in _WORDS[tag]:
            yield f"{tag} is {word!r}"
        if tag in {"duration", "datetime"} and not _DURATION.fullmatch(text):
            yield f"duration is {text!r}"
        if not text:
            yield f"empty: {tag}"
        languages = {text} if tag == "language" else set()
        languages |= {str(element.get(name)) for name in ("language", f"{{{XML}}}lang") if name in element.attrib}
        yield from (f"language is {code!r}" for code in languages - {"x-none"} if not _LANGUAGE.fullmatch(code))


def _refuse(problems: list[str]) -> None:
    if problems:
        raise JobError("The metadata are not valid:\n" + "\n".join(problems), REMEDY)
