"""The manifest of a SCORM 2004 4th edition package: packaging, sequencing, presentation.

A learner may go through the modules one after the other or choose any; the kit is completed when every
module is, and passed when every module with a final assessment is. There are no global objectives:
one ``imsss:mapInfo`` makes Moodle refuse the package. Objectives carry no id either, since an LMS would
then make entries of ``cmi.objectives`` that the SCO did not ask for (RTE 4.2.17).
"""

from __future__ import annotations

from build_tools.formats import manifest
from build_tools.formats.manifest import Element, Standard, extension
from build_tools.formats.package import Package, Sco

IMSCP = "http://www.imsglobal.org/xsd/imscp_v1p1"
IMSSS = "http://www.imsglobal.org/xsd/imsss"
ADL = "http://www.adlnet.org/xsd/"
PREFIXES = {
    "adlcp": f"{ADL}adlcp_v1p3", "adlseq": f"{ADL}adlseq_v1p3", "adlnav": f"{ADL}adlnav_v1p3", "imsss": IMSSS,
}  # fmt: skip
FILES = {
    IMSCP: "imscp_v1p1.xsd",
    **{PREFIXES[name]: f"{name}_v1p3.xsd" for name in ("adlcp", "adlseq", "adlnav")},
    IMSSS: "imsss_v1p0.xsd",
}
SCORM2004 = Standard(
    version="2004 4th Edition",
    imscp=IMSCP,
    prefixes=PREFIXES,
    locations=" ".join(f"{namespace} {file}" for namespace, file in FILES.items()),
    scorm_type="scormType",
    schemas="scorm2004",
    imports=FILES,
)
PERCENT = 100
# What throws a learner's work away is never offered; in a package of one SCO neither is what leads nowhere.
HIDDEN_ALWAYS = ("abandon", "abandonAll")
HIDDEN_SINGLE = ("previous", "continue")
# How the modules' states make the kit's (SN 4.6): which of them, what it becomes, and on which conditions.
# “Not satisfied” alone would fail a kit while a final assessment is yet to come: to some LMSs, what is not
# known is not satisfied.
ROLLUP = (
    ("all", "satisfied", ("noOp", "satisfied")),
    ("any", "notSatisfied", ("noOp", "objectiveStatusKnown"), ("not", "satisfied")),
    ("all", "completed", ("noOp", "completed")),
    ("any", "incomplete", ("not", "completed")),
)


def to_xml(package: Package) -> bytes:
    """The manifest's bytes."""
    return manifest.to_xml(package, SCORM2004, _sequence)


def _sequence(node: Element, package: Package, sco: Sco | None) -> None:
    if sco is None:
        _organization(node)
        return
    # CAM 3.4.1.10: the LMS decides on completion by the progress that the SCO tells; the kit's own
    # progress weighs each module by its duration.
    weight = f"{sco.minutes / package.minutes:.4f}" if package.minutes else "1.0"
    threshold = {"completedByMeasure": "true", "minProgressMeasure": "1.0", "progressWeight": weight}
    extension(node, "adlcp", "completionThreshold", **threshold)
    _item_sequencing(node, sco)
    presentation = extension(node, "adlnav", "presentation")
    interface = extension(presentation, "adlnav", "navigationInterface")
    for name in (*(HIDDEN_SINGLE if len(package.scos) == 1 else ()), *HIDDEN_ALWAYS):
        extension(interface, "adlnav", "hideLMSUI").text = name


def _item_sequencing(item: Element, sco: Sco) -> None:
    """CAM 5.1: what an attempt on a module means, and how much of it counts for the kit."""
    sequencing = extension(item, "imsss", "sequencing")
    judged = sco.mastery is not None
    # Without a final assessment there is no success to roll up: “unknown” would keep the kit unpassed.
    counts = {"rollupObjectiveSatisfied": "true" if judged else "false", "rollupProgressCompletion": "true",
              "objectiveMeasureWeight": "1" if judged else "0"}  # fmt: skip
    extension(sequencing, "imsss", "rollupRules", **counts)
    if sco.mastery is not None:
        objectives = extension(sequencing, "imsss", "objectives")
        primary = extension(objectives, "imsss", "primaryObjective", satisfiedByMeasure="true")
        extension(primary, "imsss", "minNormalizedMeasure").text = f"{sco.mastery / PERCENT:g}"
    # Else an LMS calls a module completed and satisfied at the end of a visit that told nothing (SN 3.12.2).
    extension(sequencing, "imsss", "deliveryControls", completionSetByContent="true", objectiveSetByContent="true")


def _organization(organization: Element) -> None:
    organization.set(f"{{{PREFIXES['adlseq']}}}objectivesGlobalToSystem", "false")
    organization.set(f"{{{PREFIXES['adlcp']}}}sharedDataGlobalToSystem", "false")
    sequencing = extension(organization, "imsss", "sequencing")
    extension(sequencing, "imsss", "controlMode", choice="true", flow="true")
    rules = extension(sequencing, "imsss", "rollupRules")
    for children, action, *conditions in ROLLUP:
        rule = extension(rules, "imsss", "rollupRule", childActivitySet=children)
        all_of = extension(rule, "imsss", "rollupConditions", conditionCombination="all")
        for operator, condition in conditions:
            extension(all_of, "imsss", "rollupCondition", operator=operator, condition=condition)
        extension(rule, "imsss", "rollupAction", action=action)
