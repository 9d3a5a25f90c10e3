"""Checks a SCORM package's folder as strict LMSs and ADL's validator would, before it is zipped.

Each check stands for something that a real Moodle or ADL's tools refuse, or accept and get wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from build_tools.errors import JobError
from build_tools.formats.manifest import NAME, XML, XSI, Element, Standard
from build_tools.formats.package import LONGEST_TITLE
from build_tools.learner.assets import asset

LONGEST = 255
REMEDY = "This is a mistake of the pipeline, not of the kit: report it with this message."


def verify(folder: Path, standard: Standard) -> None:
    """Checks a package's folder.

    Raises:
        JobError: the manifest breaks the ADL schemas, or names what is not there, or leaves a file out.
    """
    problems = list(problems_of(folder, standard))
    if problems:
        raise JobError("The SCORM manifest is not valid:\n" + "\n".join(problems), REMEDY)


def problems_of(folder: Path, standard: Standard) -> Iterator[str]:
    """Everything that is wrong with a package's folder."""
    if NAME not in {path.name for path in folder.iterdir()}:  # by the letter, also where the disk is not so strict
        yield f"{NAME} does not stand in the root"
        return
    raw = (folder / NAME).read_bytes()
    try:
        root = etree.fromstring(raw, _parser())
    except etree.XMLSyntaxError as error:
        yield f"not well-formed: {error}"
        return
    yield from _text_problems(raw)
    yield from schema_problems(root, schema_of(standard))
    yield from _name_problems(root, standard, folder)
    yield from _title_problems(root)
    yield from _mastery_problems(root)
    yield from _reference_problems(root, standard)
    yield from _resource_problems(root, standard)
    yield from _file_problems(root, folder)


def _parser() -> etree.XMLParser[Element]:
    return etree.XMLParser(no_network=True, resolve_entities=False)


@lru_cache(maxsize=2)
def _schema(folder: Path, imports: tuple[tuple[str, str], ...]) -> etree.XMLSchema:
    # One schema that imports all namespaces: the packaging schema alone accepts no `adlcp` attribute.
    lines = [f'<xsd:import namespace="{namespace}" schemaLocation="{file}"/>' for namespace, file in imports]
    text = f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">{"".join(lines)}</xsd:schema>'
    return etree.XMLSchema(etree.fromstring(text, _parser(), base_url=(folder / "all.xsd").as_uri()))


def schema_of(standard: Standard) -> etree.XMLSchema:
    """ADL's schema files of a standard, as one schema."""
    return _schema(asset(f"schemas/{standard.schemas}"), tuple(standard.imports.items()))


def schema_problems(root: Element, schema: etree.XMLSchema) -> Iterator[str]:
    """What a schema finds wrong."""
    schema.validate(root)
    yield from (f"line {error.line}: {error.message}" for error in schema.error_log)


def _text_problems(raw: bytes) -> Iterator[str]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        yield "not UTF-8"
        return
    if re.search(r"&#|&(?!amp;|lt;|gt;|quot;|apos;)", text) or "<!DOCTYPE" in text:
        yield "characters must stand for themselves: an entity was found"


def _name_problems(root: Element, standard: Standard, folder: Path) -> Iterator[str]:
    """Default namespace, prefixes and version, which Moodle compares to the letter."""
    expected = {namespace: prefix for prefix, namespace in standard.prefixes.items()} | {standard.imscp: None}
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace not in expected:
            yield f"namespace without a schema file: {name.namespace}"
        elif element.prefix != expected[name.namespace]:
            yield f"wrong prefix: {element.prefix}:{name.localname}"
        for key in element.attrib:
            namespace = etree.QName(key).namespace
            if namespace == XML and etree.QName(key).localname == "base":
                yield f"xml:base at {name.localname}"
            elif namespace not in {None, XSI, XML, *expected}:
                yield f"namespace without a schema file: {namespace}"
    yield from (f"schema file is missing: {f}" for f in standard.imports.values() if not (folder / f).is_file())
    version = root.findtext("./{*}metadata/{*}schemaversion")
    if version != standard.version:
        yield f"schemaversion is {version!r}, not {standard.version!r}"


def _title_problems(root: Element) -> Iterator[str]:
    for title in root.iter("{*}title"):
        text = title.text or ""
        if not text.strip() or text == "0" or len(text) > LONGEST_TITLE or len(title) or re.search(r"[<>\n]", text):
            yield f"title that an LMS refuses: {text[:60]!r}"
    for element in root.xpath("//*[local-name()='organization' or local-name()='item']"):
        if element.find("{*}title") is None:
            yield f"no title: {element.get('identifier')}"


def _mastery_problems(root: Element) -> Iterator[str]:
    """SCORM 1.2 CAM 2.3.2.5.1.6: a whole number from 0 to 100; to ADL's schema any text is one."""
    scores = [element.text or "" for element in root.iter("{*}masteryscore")]
    yield from (f"masteryscore is {score!r}" for score in scores if not re.fullmatch(r"\d\d?|100", score))


def _reference_problems(root: Element, standard: Standard) -> Iterator[str]:
    """What the schemas cannot see: identifiers used twice or too long, references to nothing."""
    identifiers = Counter(str(value) for value in root.xpath("//@identifier"))
    yield from (f"identifier used twice: {name}" for name, count in identifiers.items() if count > 1)
    yield from (f"identifier too long: {name[:60]}…" for name in identifiers if len(name) > LONGEST)
    resources = {element.get("identifier") for element in root.iter("{*}resource")}
    organizations = {element.get("identifier") for element in root.iter("{*}organization")}
    references = {str(value) for value in root.xpath("//@identifierref")}
    yield from (f"reference to nothing: {name}" for name in sorted(references - resources))
    defaults = [element.get("default") for element in root.iter("{*}organizations")]
    yield from (f"reference to nothing: {name}" for name in defaults if name not in organizations)
    items = root.findall(".//{*}item")
    yield from (f"item that launches nothing: {i.get('identifier')}" for i in items if not i.get("identifierref"))
    if standard.schemas == "scorm2004":
        for name in ("mapInfo", "sequencingCollection"):
            yield from (f"{name} breaks in Moodle" for _ in root.iter(f"{{*}}{name}"))
        yield from ("IDRef to a sequencingCollection is ignored by Moodle" for _ in root.xpath("//@IDRef"))


def _resource_problems(root: Element, standard: Standard) -> Iterator[str]:
    spelt = f"{{{standard.adlcp}}}{standard.scorm_type}"
    launched = {str(value) for value in root.xpath("//*[local-name()='item']/@identifierref")}
    for resource in root.iter("{*}resource"):
        name = resource.get("identifier")
        if spelt not in resource.attrib:
            yield f"no adlcp:{standard.scorm_type}: {name}"
        files = [file.get("href") for file in resource.iter("{*}file")]
        if name in launched and resource.get("href") not in files:
            yield f"launch file is not among the files: {name}"
        if name in launched and resource.get(spelt) != "sco":
            yield f"launched, but no SCO: {name}"


def _file_problems(root: Element, folder: Path) -> Iterator[str]:
    """Missing and unlisted files; ADL's validator warns of the latter."""
    listed = {unquote(str(href)) for href in root.xpath("//*[local-name()='file']/@href")}
    launched = {unquote(str(href)) for href in root.xpath("//*[local-name()='resource']/@href")}
    located = {unquote(element.text or "") for element in root.iter("{*}location")}
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {NAME}
    yield from (f"file is missing: {name}" for name in sorted((listed | launched | located) - present))
    yield from (f"file is not listed: {name}" for name in sorted(present - listed))
