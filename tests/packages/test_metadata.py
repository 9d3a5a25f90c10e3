"""Learning object metadata: in every package, valid, and saying what the kit says."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from build_tools.errors import JobError
from build_tools.formats import lom, lom_check
from build_tools.formats.package import iso_duration
from tests.packages.sample import attributes, manifest_of, texts


def metadata(package: Path, name: str = "metadata.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(package).read(name))


@pytest.mark.parametrize("format_", ["scorm12", "scorm2004", "cmi5"])
def test_the_kits_metadata_say_all_that_is_known(whole: dict[str, Path], format_: str) -> None:
    root = metadata(whole[format_])
    said = {(e.text or "").strip() for e in root.iter(etree.Element)}
    assert {"Muestra & prueba", "Sample", "Essai", "Uno.", "One.", "es", "1.0.0", "PT4H30M", "Policía Nacional",
            "Definir la trata.", "muestra/policia/es"} <= said  # fmt: skip
    assert any("derechos" in text for text in said)
    assert len(root.findall("{*}classification")) == 3


@pytest.mark.parametrize("format_", ["scorm12", "scorm2004"])
def test_each_module_of_a_kit_has_its_own_metadata(whole: dict[str, Path], format_: str) -> None:
    resources = [e for e in manifest_of(whole[format_]).iter("{*}resource") if e.get("href")]
    located = [texts(e, "location")[0] for e in resources]
    assert located == ["metadata-01-uno.xml", "metadata-02-dos.xml", "metadata-03-tres.xml"]
    said = {(e.text or "").strip() for e in metadata(whole[format_], located[1]).iter(etree.Element)}
    assert {"El segundo", "PT1H30M", "muestra/02-dos/policia/es", "02-dos.html", "Muestra & prueba"} <= said


@pytest.mark.parametrize("format_", ["scorm12", "scorm2004", "cmi5"])
def test_the_package_of_one_module_is_about_the_module(single: dict[str, list[Path]], format_: str) -> None:
    names = zipfile.ZipFile(single[format_][0]).namelist()
    assert [n for n in names if n.startswith("metadata")] == ["metadata.xml"]
    said = {(e.text or "").strip() for e in metadata(single[format_][0]).iter(etree.Element)}
    assert {"Qué es «trata» & qué no", "muestra/01-uno/policia/es", "PT1H30M"} <= said


def test_the_manifest_leads_to_the_metadata(whole: dict[str, Path]) -> None:
    for format_ in ("scorm12", "scorm2004"):
        assert texts(manifest_of(whole[format_]), "metadata/location")[0] == "metadata.xml"


def test_ims_metadata_are_valid_and_broken_ones_refused(whole: dict[str, Path]) -> None:
    raw = zipfile.ZipFile(whole["scorm12"]).read("metadata.xml")
    lom_check.verify_ims(raw)
    with pytest.raises(JobError, match="line"):
        lom_check.verify_ims(raw.replace(b"<general>", b"<general><status/>"))
    with pytest.raises(JobError, match="line"):
        lom_check.verify_ims(raw.replace(b"typicallearningtime", b"typicalLearningTime"))


def test_ieee_metadata_lack_nothing_and_stand_in_order(whole: dict[str, Path]) -> None:
    raw = zipfile.ZipFile(whole["scorm2004"]).read("metadata.xml")
    lom_check.verify_ieee(raw)
    root = etree.fromstring(raw)
    assert set(attributes(root, "language")) == {"es", "en", "fr"}
    assert texts(root, "metadataSchema") == ["LOMv1.0", "ADLv1.0"]
    with pytest.raises(JobError, match="missing: general/title"):
        lom_check.verify_ieee(raw.replace(b"title>", b"keyword>"))
    general = root[0]
    general.append(general[0])
    with pytest.raises(JobError, match="wrong order"):
        lom_check.verify_ieee(etree.tostring(root))


WRONG: dict[str, tuple[str, str, str]] = {
    "a word that LOM has not": (r"(?i)>learner<", ">Students<", "intendedenduserrole is 'students'"),
    "a duration in words": (r">PT4H30M<", ">4 h<", "duration is '4 h'"),
    "an empty duration": (r">PT4H30M<", ">PT<", "duration is 'PT'"),
    "a language that is none": (r'(lang(uage)?)="es"', r'\1="español"', "language is 'español'"),
    "a language of the whole that is none": (r"<language>es<", "<language>Spanish<", "language is 'Spanish'"),
    "an empty text": (r">Essai<", "><", "empty: (lang)?string"),
}


@pytest.mark.parametrize("format_", ["scorm12", "scorm2004"])
@pytest.mark.parametrize("what", WRONG)
def test_values_that_lom_does_not_have_are_refused(whole: dict[str, Path], format_: str, what: str) -> None:
    before, after, said = WRONG[what]
    text = zipfile.ZipFile(whole[format_]).read("metadata.xml").decode()
    broken, count = re.subn(before, after, text)
    assert count
    verify = lom_check.verify_ims if format_ == "scorm12" else lom_check.verify_ieee
    with pytest.raises(JobError, match=said):
        verify(broken.encode())


@pytest.mark.parametrize("format_", ["scorm12", "scorm2004", "cmi5"])
def test_the_packages_own_language_comes_first(whole: dict[str, Path], format_: str) -> None:
    title = metadata(whole[format_]).find("{*}general/{*}title")
    assert title is not None
    assert [e.text for e in title] == ["Muestra & prueba", "Sample", "Essai"]
    if format_ == "cmi5":
        course = manifest_of(whole[format_])[0]
        assert [[e.get("lang") for e in part] for part in course] == [["es", "en", "fr"], ["es", "en"]]


def test_a_licence_stands_in_the_rights() -> None:
    record = lom.Record(
        "k", {"es": "T"}, {"es": "D"}, (), "es", "1.0.0", "a.html", "P", 5, "Licencia: CC-BY-SA-4.0", ()
    )
    for write in (lom.to_ims, lom.to_ieee):
        assert b"Licencia: CC-BY-SA-4.0" in write(record)


@pytest.mark.parametrize(
    ("minutes", "wanted"), [(0, "PT0M"), (5, "PT5M"), (60, "PT1H"), (90, "PT1H30M"), (1000, "PT16H40M")]
)
def test_durations_are_iso_8601(minutes: int, wanted: str) -> None:
    assert iso_duration(minutes) == wanted
