"""Documentation is test input: what it shows is built, what it lists exists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from build_tools.cli import main
from build_tools.docs.schema import FILES, FOLDER, schema_text
from build_tools.load.schema_media import MediaFile
from build_tools.pipeline import examine
from build_tools.vocabulary import DIRECTIVES, ROLES
from tests.support.files import replace
from tests.support.project import CLIP, REPOSITORY, kits, make_project

AUTHORS = REPOSITORY / "build_tools/docs/escribir-modulos.md"
README = REPOSITORY / "README.md"
SNIPPET = re.compile(r"^```md\n(.*?)^```$", re.DOTALL | re.MULTILINE)
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HEAD = "---\ntitle: Muestra\nduration: 30\n---\n\n"
OBJECTIVES = ":::{objectives}\n- `ver` Ver la muestra.\n:::\n\n"


def _snippets() -> list[str]:
    return SNIPPET.findall(AUTHORS.read_text(encoding="utf-8"))


def test_every_snippet_for_authors_builds_in_every_format(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    names = []
    for number, snippet in enumerate(_snippets()):
        goals = "" if "{objectives}" in snippet else OBJECTIVES
        name = f"s{number}.md"
        text = f"{HEAD}{goals}## Lección {number}\n\n{snippet}"
        if "{objectives}" in snippet:
            text = f"{HEAD}{snippet}\n## Lección {number}\n\nTexto.\n"
        (project / "kits/prueba" / name).write_text(text, encoding="utf-8")
        names.append(name)
    assert len(names) >= 7
    replace(project / "kits/prueba/kit.yml", "02-dos.md]", f"02-dos.md, {', '.join(names)}]")
    done = kits(project, "build")
    assert done.returncode == 0, done.stderr


def test_the_media_file_for_authors_is_sound_and_all_its_fields_are_named(tmp_path: Path) -> None:
    text = AUTHORS.read_text(encoding="utf-8")
    (example,) = [found for found in YAML.findall(text) if "kind:" in found]
    folder = make_project(tmp_path) / "media/una-visita"
    folder.mkdir(parents=True)
    (folder / "media.yml").write_text(example, encoding="utf-8")
    shutil.copyfile(CLIP, folder / "source.mp4")
    for name in ("captions", "descriptions"):
        (folder / f"{name}.es.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:04.000\nHola.\n", encoding="utf-8")
    assert examine(tmp_path)[1] == []
    for field in MediaFile.model_fields:
        assert re.search(rf"^\| .*`{field}`.* \|$", text, re.MULTILINE), field


def test_the_authors_page_names_every_directive_and_role() -> None:
    text = AUTHORS.read_text(encoding="utf-8")
    for name in DIRECTIVES:
        assert name in text or name in ("table", "list-table"), name
    for name in ROLES:
        assert f"{{{name}}}" in text or name in ("abbr", "sub", "sup"), name


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"kits {command}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_schema_files_are_those_of_the_models(name: str) -> None:
    kept = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert kept == schema_text(FILES[name]), "run: python -m build_tools.docs.schema"


def test_every_file_that_the_readme_links_exists() -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert (REPOSITORY / target).exists(), target


def test_every_make_target_in_the_readme_exists() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z]+)`", README.read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
