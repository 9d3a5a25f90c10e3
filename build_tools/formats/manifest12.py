"""The manifest of a SCORM 1.2 package (SCORM 1.2 Content Aggregation Model, 2.3)."""

from __future__ import annotations

from build_tools.formats import manifest
from build_tools.formats.manifest import Element, Standard
from build_tools.formats.package import Package, Sco

IMSCP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
SCORM12 = Standard(
    version="1.2",
    imscp=IMSCP,
    prefixes={"adlcp": ADLCP},
    locations=f"{IMSCP} imscp_rootv1p1p2.xsd {ADLCP} adlcp_rootv1p2.xsd",
    scorm_type="scormtype",
    schemas="scorm12",
    imports={IMSCP: "imscp_rootv1p1p2.xsd", ADLCP: "adlcp_rootv1p2.xsd"},
)


def to_xml(package: Package) -> bytes:
    """The manifest's bytes."""
    return manifest.to_xml(package, SCORM12, _sequence)


def _sequence(item: Element, _package: Package, sco: Sco | None) -> None:
    """The mastery score (SCORM 1.2 CAM 2.3.2.5.1.6): an LMS judges by it at the end, so only where there is a score."""
    if sco and sco.mastery is not None:
        manifest.extension(item, "adlcp", "masteryscore").text = str(sco.mastery)
