"""The manifest of a SCORM 1.2 package: written, then checked as an LMS would, and more.

Sources: SCORM 1.2 Content Aggregation Model, 2.3; IMS Content Packaging 1.1.2. Moodle matches the
prefix ``adlcp`` and the attribute ``scormtype`` by the letter, so both are written just so.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from lxml import etree

from build_tools.errors import JobError
from build_tools.learner.assets import asset

NAME = "imsmanifest.xml"
IMSCP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATIONS = f"{IMSCP} imscp_rootv1p1p2.xsd {ADLCP} adlcp_rootv1p2.xsd"
LONGEST_TITLE = 200
LONGEST_VERSION = 20
SHARED = "res-shared"

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name


@dataclass(frozen=True, slots=True)
class Sco:
    """A module in a package; ``files`` are relative to the root, the launched page first."""

    id: str
    title: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """What a manifest tells; ``shared`` are the files that every SCO uses."""

    identifier: str
    kit: str
    version: str
    title: str
    scos: tuple[Sco, ...]
    shared: tuple[str, ...]


def to_xml(package: Package) -> bytes:
    """The manifest's bytes; the same package gives the same bytes.

    Identifiers derive from the source's ids alone, so that an institution can replace a package
    with its next version and running attempts find their items again.
    """
    root = etree.Element(_imscp("manifest"), nsmap={None: IMSCP, "adlcp": ADLCP, "xsi": XSI})
    root.set("identifier", ncname("kit", package.identifier))
    root.set("version", package.version[:LONGEST_VERSION])
    root.set(f"{{{XSI}}}schemaLocation", LOCATIONS)
    metadata = _child(root, "metadata")
    _child(metadata, "schema").text = "ADL SCORM"
    _child(metadata, "schemaversion").text = "1.2"
    _add_organization(root, package)
    _add_resources(root, package)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def ncname(prefix: str, identifier: str) -> str:
    """An XML NCName from a source's id: stable, and distinct for distinct ids."""
    clean = re.sub(r"[^A-Za-z0-9._-]", "-", identifier)
    if clean != identifier:
        clean += "-" + hashlib.sha256(identifier.encode()).hexdigest()[:8]
    return f"{prefix}-{clean}"


def plain_title(text: str) -> str:
    """A title as every LMS takes it: one line of plain text, at most 200 characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def verify(folder: Path) -> None:
    """Checks a package's folder before it is zipped.

    Raises:
        JobError: the manifest breaks the ADL schemas, or names what is not there, or leaves a file out.
    """
    problems = [*_schema_problems(folder), *_reference_problems(folder)]
    if problems:
        message = "The SCORM manifest is not valid:\n" + "\n".join(problems)
        raise JobError(message, "This is a mistake of the pipeline, not of the kit: report it with this message.")


def _add_organization(root: Element, package: Package) -> None:
    identifier = ncname("org", package.kit)
    organizations = _child(root, "organizations", default=identifier)
    organization = _child(organizations, "organization", identifier=identifier)
    _child(organization, "title").text = plain_title(package.title)
    for sco in package.scos:
        item = _child(
            organization,
            "item",
            identifier=ncname("item", sco.id),
            identifierref=ncname("res", sco.id),
            isvisible="true",
        )
        _child(item, "title").text = plain_title(sco.title)


def _add_resources(root: Element, package: Package) -> None:
    resources = _child(root, "resources")
    for sco in package.scos:
        resource = _resource(resources, ncname("res", sco.id), "sco", sco.files)
        resource.set("href", quote(sco.files[0]))
        _child(resource, "dependency", identifierref=SHARED)
    _resource(resources, SHARED, "asset", package.shared)


def _resource(resources: Element, identifier: str, kind: str, files: tuple[str, ...]) -> Element:
    resource = _child(resources, "resource", identifier=identifier, type="webcontent")
    resource.set(f"{{{ADLCP}}}scormtype", kind)
    for name in files:
        _child(resource, "file", href=quote(name))
    return resource


def _imscp(tag: str) -> str:
    return f"{{{IMSCP}}}{tag}"


def _child(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, _imscp(tag), attributes)


def _schema_problems(folder: Path) -> Iterator[str]:
    schemas = asset("schemas/scorm12")
    # One schema that imports both namespaces: the packaging schema alone accepts no `adlcp` attribute.
    wrapper = f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <xsd:import namespace="{IMSCP}" schemaLocation="imscp_rootv1p1p2.xsd"/>
    <xsd:import namespace="{ADLCP}" schemaLocation="adlcp_rootv1p2.xsd"/></xsd:schema>"""
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    schema = etree.XMLSchema(etree.fromstring(wrapper, parser, base_url=(schemas / "all.xsd").as_uri()))
    schema.validate(etree.parse(folder / NAME, parser))
    yield from (f"line {error.line}: {error.message}" for error in schema.error_log)


def _reference_problems(folder: Path) -> Iterator[str]:
    """What the schemas cannot see: dangling references, missing and unlisted files, doubled ids."""
    root = etree.parse(folder / NAME).getroot()
    identifiers = Counter(str(value) for value in root.xpath("//@identifier"))
    yield from (f"identifier used twice: {name}" for name, count in identifiers.items() if count > 1)
    references = [*root.xpath("//@identifierref"), *root.xpath("//*[@default]/@default")]
    yield from (f"reference to nothing: {name}" for name in references if str(name) not in identifiers)
    listed = {unquote(str(href)) for href in root.xpath("//*[local-name()='file']/@href")}
    launched = {unquote(str(href)) for href in root.xpath("//*[local-name()='resource']/@href")}
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {NAME}
    yield from (f"file is missing: {name}" for name in sorted((listed | launched) - present))
    yield from (f"file is not listed: {name}" for name in sorted(present - listed))
