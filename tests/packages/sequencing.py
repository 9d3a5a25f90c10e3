"""A SCORM 2004 manifest's sequencing, in the words of scorm-again's settings: what an LMS does at import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from tests.packages.sample import manifest_of

Element = etree._Element


def course(package: Path) -> dict[str, Any]:
    """The activity tree of a package; by item, the page that it launches and the score that passes it."""
    root = manifest_of(package)
    organization = root.find(".//{*}organization")
    assert organization is not None
    pages = {e.get("identifier"): e.get("href") for e in root.iter("{*}resource")}
    launches = {e.get("identifier"): pages[e.get("identifierref")] for e in organization.iter("{*}item")}
    tree = activity(organization)
    judged = {one["id"]: one["primaryObjective"] for one in tree["children"] if "primaryObjective" in one}
    passing = {name: objective["minNormalizedMeasure"] for name, objective in judged.items()}
    return {"tree": tree, "launches": launches, "passingScores": passing}


def activity(node: Element) -> dict[str, Any]:
    """An organization or item, with what it says of sequencing."""
    made: dict[str, Any] = {"id": node.get("identifier"), "title": node.findtext("{*}title")}
    made["children"] = [activity(item) for item in node.findall("{*}item")]
    threshold = node.find("{*}completionThreshold")
    if threshold is not None:
        made["completionThreshold"] = _attributes(threshold)
    made["hideLmsUi"] = [e.text for e in node.iterfind("{*}presentation/{*}navigationInterface/{*}hideLMSUI")]
    sequencing = node.find("{*}sequencing")
    if sequencing is not None:
        made |= _sequencing(sequencing)
    return made


def _sequencing(sequencing: Element) -> dict[str, Any]:
    parts = {name: sequencing.find(f"{{*}}{name}") for name in ("controlMode", "rollupRules", "deliveryControls")}
    given = {name: _attributes(part) for name, part in parts.items() if part is not None}
    made: dict[str, Any] = {"sequencingControls": {k: v for part in given.values() for k, v in part.items()}}
    made["deliveryControls"] = given.get("deliveryControls", {})
    rules = [_rule(e) for e in sequencing.iterfind("{*}rollupRules/{*}rollupRule")]
    if rules:
        made["rollupRules"] = {"rules": rules}
    primary = sequencing.find("{*}objectives/{*}primaryObjective")
    if primary is not None:
        measure = float(primary.findtext("{*}minNormalizedMeasure", "1.0"))
        made["primaryObjective"] = {
            "objectiveID": primary.get("objectiveID", ""), "isPrimary": True, "minNormalizedMeasure": measure,
            "satisfiedByMeasure": primary.get("satisfiedByMeasure") == "true",
        }  # fmt: skip
    return made


def _rule(rule: Element) -> dict[str, Any]:
    conditions = rule.find("{*}rollupConditions")
    action = rule.find("{*}rollupAction")
    assert conditions is not None
    assert action is not None
    return {
        "action": action.get("action"), "consideration": rule.get("childActivitySet", "all"),
        "conditionCombination": conditions.get("conditionCombination", "any"),
        "conditions": [dict(e.attrib) for e in conditions],
    }  # fmt: skip


def _attributes(element: Element) -> dict[str, bool | float]:
    words = {"true": True, "false": False}
    values = {etree.QName(key).localname: str(value) for key, value in element.attrib.items()}
    return {key: words[value] if value in words else float(value) for key, value in values.items()}
