"""What the manifests of SCORM 1.2 and SCORM 2004 have in common: the packaging part.

Sources: IMS Content Packaging 1.1.2 and 1.1.4; SCORM 1.2 CAM 2.3; SCORM 2004 4th Ed. CAM 3.4.
Moodle matches prefixes and the attribute's letter case by the letter, so they are written just so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from build_tools.formats.package import METADATA, Package, Sco, metadata_file, ncname, plain_title

NAME = "imsmanifest.xml"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"
LONGEST_VERSION = 20
SHARED = "res-shared"

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name
Sequencer = Callable[[Element, Package, Sco | None], None]
"""Adds to an item (or to the organization: no SCO) what tells an LMS how to use it."""


@dataclass(frozen=True, slots=True)
class Standard:
    """How a version of SCORM writes its manifest."""

    version: str
    """``schemaversion``, compared to the letter by Moodle."""
    imscp: str
    prefixes: dict[str, str]
    """The namespace of each prefix; the packaging namespace is always the default one."""
    locations: str
    scorm_type: str
    """How the attribute is spelt: all lower case in 1.2, in camel case in 2004."""
    schemas: str
    """The folder of schema files in the package data."""
    imports: dict[str, str]
    """Schema file by namespace, for validating."""

    @property
    def adlcp(self) -> str:
        """The namespace of ADL's content packaging extensions."""
        return self.prefixes["adlcp"]


def to_xml(package: Package, standard: Standard, sequence: Sequencer) -> bytes:
    """The manifest's bytes; the same package gives the same bytes."""
    nsmap: dict[str | None, str] = {None: standard.imscp, "xsi": XSI}
    nsmap.update((prefix, namespace) for prefix, namespace in standard.prefixes.items())
    root = etree.Element(f"{{{standard.imscp}}}manifest", nsmap=nsmap)
    root.set("identifier", ncname("kit", package.identifier))
    root.set("version", package.version[:LONGEST_VERSION])
    root.set(f"{{{XSI}}}schemaLocation", standard.locations)
    metadata = child(root, "metadata")
    child(metadata, "schema").text = "ADL SCORM"
    child(metadata, "schemaversion").text = standard.version
    _locate(metadata, standard, METADATA)
    _add_organization(root, package, sequence)
    _add_resources(root, package, standard)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def child(parent: Element, tag: str, **attributes: str) -> Element:
    """A new packaging element within another."""
    return etree.SubElement(parent, f"{{{parent.nsmap[None]}}}{tag}", attributes)


def extension(parent: Element, prefix: str, tag: str, **attributes: str) -> Element:
    """A new element of one of the extensions, e.g. ``adlcp:masteryscore``."""
    return etree.SubElement(parent, f"{{{parent.nsmap[prefix]}}}{tag}", attributes)


def _locate(metadata: Element, standard: Standard, name: str) -> None:
    """Metadata lie in a file of their own: SCORM 1.2 CAM 2.3.2.1, 2004 4th Ed. CAM 3.4.1.2."""
    etree.SubElement(metadata, f"{{{standard.adlcp}}}location").text = quote(name)


def _add_organization(root: Element, package: Package, sequence: Sequencer) -> None:
    identifier = ncname("org", package.kit)
    organizations = child(root, "organizations", default=identifier)
    organization = child(organizations, "organization", identifier=identifier)
    child(organization, "title").text = plain_title(package.title)
    for sco in package.scos:
        names = {"identifier": ncname("item", sco.id), "identifierref": ncname("res", sco.id)}
        item = child(organization, "item", **names, isvisible="true")
        child(item, "title").text = plain_title(sco.title)
        sequence(item, package, sco)
    sequence(organization, package, None)


def _add_resources(root: Element, package: Package, standard: Standard) -> None:
    """A SCO lists its own files; what others use too is an asset that it depends on (CAM 3.4.1.13)."""
    resources = child(root, "resources")
    common = package.common
    shared = frozenset(common)
    single = package.module is not None
    for sco in package.scos:
        resource = _resource(resources, ncname("res", sco.id), "sco", standard)
        resource.set("href", quote(sco.files[0]))
        if not single:
            _locate(child(resource, "metadata"), standard, metadata_file(sco))
        _files(resource, [name for name in sco.files if name not in shared])
        for name in (*sorted(shared.intersection(sco.files)), None):
            child(resource, "dependency", identifierref=ncname("file", name) if name else SHARED)
    for name in common:
        _files(_resource(resources, ncname("file", name), "asset", standard), [name])
    described = [] if single else [metadata_file(sco) for sco in package.scos]
    _files(_resource(resources, SHARED, "asset", standard), [*package.shared, METADATA, *described])


def _resource(resources: Element, identifier: str, kind: str, standard: Standard) -> Element:
    resource = child(resources, "resource", identifier=identifier, type="webcontent")
    resource.set(f"{{{standard.adlcp}}}{standard.scorm_type}", kind)
    return resource


def _files(resource: Element, names: list[str]) -> None:
    for name in names:
        child(resource, "file", href=quote(name))
