"""Who judges what: the mastery score, sequencing and roll-up, ``moveOn``."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from build_tools.formats.package_build import mastery
from tests.packages.sample import attributes, manifest_of, texts

KIT = {"mastery": 70}


@pytest.mark.parametrize(
    ("assessments", "wanted"),
    [([], None), ([{"id": "a", "kind": "diagnostic", "pass": 50}], None), ([{"id": "a", "kind": "final"}], 70),
     ([{"id": "a", "kind": "final", "pass": None}], 70), ([{"id": "a", "kind": "final", "pass": 0}], 0),
     ([{"id": "b", "kind": "formative", "pass": 1}, {"id": "a", "kind": "final", "pass": 85}], 85)],
)  # fmt: skip
def test_only_a_final_assessment_makes_a_mastery_score(assessments: list[object], wanted: int | None) -> None:
    assert mastery({"assessments": assessments}, KIT) == wanted


def test_a_reading_without_assessments_has_none() -> None:
    assert mastery({}, KIT) is None


def test_scorm_1_2_states_the_mastery_score_where_there_is_a_score(whole: dict[str, Path]) -> None:
    items = {e.get("identifier"): texts(e, "masteryscore") for e in manifest_of(whole["scorm12"]).iter("{*}item")}
    assert items == {"item-01-uno": ["80"], "item-02-dos": ["70"], "item-03-tres": []}


def items_of_2004(package: Path) -> dict[str, etree._Element]:
    return {str(e.get("identifier")): e for e in manifest_of(package).iter("{*}item")}


def test_scorm_2004_judges_by_the_measure_of_the_primary_objective(whole: dict[str, Path]) -> None:
    found = {n: texts(e, "minNormalizedMeasure") for n, e in items_of_2004(whole["scorm2004"]).items()}
    assert found == {"item-01-uno": ["0.8"], "item-02-dos": ["0.7"], "item-03-tres": []}
    primary = items_of_2004(whole["scorm2004"])["item-01-uno"].find(".//{*}primaryObjective")
    assert primary is not None
    assert dict(primary.attrib) == {"satisfiedByMeasure": "true"}


def test_scorm_2004_completes_by_progress_and_weighs_by_duration(whole: dict[str, Path]) -> None:
    for item in items_of_2004(whole["scorm2004"]).values():
        threshold = item.find("{*}completionThreshold")
        assert threshold is not None
        assert dict(threshold.attrib) == {
            "completedByMeasure": "true", "minProgressMeasure": "1.0", "progressWeight": "0.3333",
        }  # fmt: skip


def test_a_module_without_a_score_does_not_keep_the_kit_from_being_passed(whole: dict[str, Path]) -> None:
    items = items_of_2004(whole["scorm2004"])
    rules = {n: rule for n, e in items.items() if (rule := e.find(".//{*}rollupRules")) is not None}
    names = ("rollupObjectiveSatisfied", "objectiveMeasureWeight")
    counted = {n: tuple(e.get(name) for name in names) for n, e in rules.items()}
    assert counted == {"item-01-uno": ("true", "1"), "item-02-dos": ("true", "1"), "item-03-tres": ("false", "0")}
    assert {e.get("rollupProgressCompletion") for e in rules.values()} == {"true"}


def test_the_organization_flows_lets_choose_and_rolls_up(whole: dict[str, Path]) -> None:
    organization = manifest_of(whole["scorm2004"]).find(".//{*}organization")
    assert organization is not None
    control = organization.find("{*}sequencing/{*}controlMode")
    assert control is not None
    assert dict(control.attrib) == {"choice": "true", "flow": "true"}
    assert attributes(organization, "action")[-4:] == ["satisfied", "notSatisfied", "completed", "incomplete"]
    assert attributes(organization, "objectivesGlobalToSystem", "sharedDataGlobalToSystem") == ["false", "false"]


SINGLE = ["previous", "continue", "abandon", "abandonAll"]


@pytest.mark.parametrize(("kind", "hidden"), [("whole", ["abandon", "abandonAll"]), ("single", SINGLE)])
def test_an_lms_offers_no_control_that_loses_work_or_leads_nowhere(
    whole: dict[str, Path], single: dict[str, list[Path]], kind: str, hidden: list[str]
) -> None:
    package = whole["scorm2004"] if kind == "whole" else single["scorm2004"][0]
    for item in items_of_2004(package).values():
        assert texts(item, "hideLMSUI") == hidden


def test_cmi5_moves_on_when_completed_and_passed_where_there_is_a_score(whole: dict[str, Path]) -> None:
    units = list(manifest_of(whole["cmi5"]).iter("{*}au"))
    assert [u.get("moveOn") for u in units] == ["CompletedAndPassed", "CompletedAndPassed", "Completed"]
    assert [u.get("masteryScore") for u in units] == ["0.8", "0.7", None]
