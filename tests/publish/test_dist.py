"""``dist/``: each audience's folder is whole, closed, and says what it holds."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.support.files import copied, replace, tree
from tests.support.project import kits

WEB = "*/*/*/web"
"""What a build of little makes: enough where only the names in ``dist/`` matter."""


@pytest.fixture
def light(sound: Path, tmp_path: Path) -> Path:
    """The base project with nothing but its websites published."""
    project = copied(sound, tmp_path / "light")
    shutil.rmtree(project / "dist")
    assert kits(project, "build", WEB).returncode == 0
    return project


def inventory(project: Path, audience: str = "policia") -> dict[str, dict[str, object]]:
    listed = json.loads((project / "dist" / audience / "inventory.json").read_text(encoding="utf-8"))
    assert listed["audience"] == audience
    return {entry["path"]: entry for entry in listed["artifacts"]}


def test_the_layout_is_that_of_the_contract(sound: Path) -> None:
    stem = "es/prueba/prueba-1.0.0-policia-es"
    assert set(inventory(sound)) == {
        f"{stem}.web.zip", f"{stem}.participant-guide.pdf", f"{stem}.scorm12.zip", f"{stem}.scorm2004.zip",
        f"{stem}.cmi5.zip", f"{stem}.docx", f"{stem}.epub", "es/prueba/web/",
        f"facilitator/{stem}.facilitator-guide.pdf", f"facilitator/{stem}.slides.pptx",
    }  # fmt: skip


def test_the_inventory_tells_the_truth_about_every_file(sound: Path) -> None:
    folder = sound / "dist/policia"
    for path, entry in inventory(sound).items():
        assert entry["job"] == f"prueba/policia/es/{entry['format']}"
        assert (entry["kit"], entry["language"], entry["version"]) == ("prueba", "es", "1.0.0")
        assert entry["facilitator"] == path.startswith("facilitator/")
        if path.endswith("/"):
            lines = "".join(sorted(f"{sha}  {name}\n" for name, sha in tree(folder / path).items()))
            assert entry["sha256"] == hashlib.sha256(lines.encode()).hexdigest()
        else:
            assert entry["sha256"] == hashlib.sha256((folder / path).read_bytes()).hexdigest()
            assert entry["size"] == (folder / path).stat().st_size


def test_nothing_lies_there_that_the_inventory_does_not_list(sound: Path) -> None:
    for audience in ("policia", "judicial"):
        listed = inventory(sound, audience)
        for path in tree(sound / "dist" / audience):
            own = path in ("index.html", "inventory.json", "facilitator/index.html")
            assert own or path in listed or any(path.startswith(p) for p in listed if p.endswith("/")), path


def test_the_catalogue_page_lists_every_artifact_with_what_it_is_for(sound: Path) -> None:
    folder = sound / "dist/policia"
    page = (folder / "index.html").read_text(encoding="utf-8")
    facilitators = (folder / "facilitator/index.html").read_text(encoding="utf-8")
    for path, entry in inventory(sound).items():
        if path.endswith("/"):
            assert f'href="{path}index.html"' in page
            continue
        text = facilitators if entry["facilitator"] else page
        assert f'href="{path.removeprefix("facilitator/")}"' in text
        assert str(entry["sha256"]) in text
        assert "1.0.0" in text
        assert "Español" in text
    assert "facilitator-guide" not in page
    assert 'href="facilitator/index.html"' in page
    assert 'href="../index.html"' in facilitators
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page + facilitators)


def test_a_new_version_replaces_the_old_files(light: Path) -> None:
    replace(light / "kits/prueba/kit.yml", "version: 1.0.0", "version: 1.1.0")
    assert kits(light, "build", WEB).returncode == 0
    assert not [p for p in tree(light / "dist") if "1.0.0" in p]
    assert any("prueba-1.1.0-policia-es.web.zip" in p for p in tree(light / "dist"))


def test_what_an_audience_may_no_longer_have_is_taken_away(light: Path) -> None:
    replace(light / "kits/prueba/kit.yml", "audiences: [policia, judicial]", "audiences: [judicial]")
    replace(light / "kits/prueba/01-uno.md", ":::{audience} policia", ":::{audience} judicial")
    assert kits(light, "build", WEB).returncode == 0
    assert inventory(light) == {}
    assert set(tree(light / "dist/policia")) == {"index.html", "inventory.json"}
    assert inventory(light, "judicial")


def test_a_kit_that_is_gone_leaves_dist(light: Path) -> None:
    before = tree(light / "dist")
    shutil.copytree(light / "kits/prueba", light / "kits/otro")
    replace(light / "kits/otro/kit.yml", "id: prueba", "id: otro")
    assert kits(light, "build", WEB).returncode == 0
    assert any("/otro/" in p for p in tree(light / "dist"))
    shutil.rmtree(light / "kits/otro")
    assert kits(light, "build", WEB).returncode == 0
    assert tree(light / "dist") == before


def test_a_kit_that_cannot_be_read_keeps_what_was_published(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    before = tree(project / "dist")
    (project / "kits/prueba/kit.yml").write_text("id: [", encoding="utf-8")
    assert kits(project, "build").returncode == 1
    assert tree(project / "dist") == before


def test_an_edited_inventory_cannot_make_us_delete_elsewhere(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path / "project")
    precious = tmp_path / "precious.txt"
    precious.write_text("keep me", encoding="utf-8")
    file = project / "dist/policia/inventory.json"
    listed = json.loads(file.read_text(encoding="utf-8"))
    stray = {"job": "gone/policia/es/web", "path": "../../../precious.txt"}
    listed["artifacts"].append({**listed["artifacts"][0], **stray})
    file.write_text(json.dumps(listed), encoding="utf-8")
    assert kits(project, "build").returncode == 0
    assert precious.read_text(encoding="utf-8") == "keep me"


def test_part_of_a_build_keeps_the_rest_listed(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    before = inventory(project)
    replace(project / "kits/prueba/01-uno.md", "Más texto.", "Otro texto.")
    assert kits(project, "build", "prueba/policia/es/web").returncode == 0
    after = inventory(project)
    assert set(after) == set(before)
    changed = {p for p in before if before[p]["sha256"] != after[p]["sha256"]}
    assert changed == {"es/prueba/web/", "es/prueba/prueba-1.0.0-policia-es.web.zip"}


def test_the_packages_of_single_modules_come_when_they_are_named(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    assert kits(project, "build", "*/policia/*/scorm12-modules").returncode == 0
    stem = "es/prueba/prueba-1.0.0-policia-es"
    assert {f"{stem}-01-uno.scorm12.zip", f"{stem}-02-dos.scorm12.zip"} <= set(inventory(project))
