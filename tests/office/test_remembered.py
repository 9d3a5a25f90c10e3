"""What formats remember, or give to a tool in a shorter form, changes no byte of what they make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools import memo
from build_tools.formats.archive import write_zip
from build_tools.formats.flow_pictures import Picture, stand_ins
from build_tools.formats.slides_package import template_parts
from build_tools.formats.templates import environment

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "memo"
    memo.use(folder)
    yield folder
    memo.use(None)


def _archive(folder: Path, name: str) -> bytes:
    files = folder / f"{name}.files"
    files.mkdir()
    (files / "long.html").write_bytes(b"<p>Una senal no es una prueba.</p>" * 1000)
    (files / "short.txt").write_bytes(b"x" * 100)
    write_zip(folder / name, files)
    return (folder / name).read_bytes()


def test_an_archive_is_the_same_with_and_without_a_memory(tmp_path: Path, memory: Path) -> None:
    memo.use(None)
    worked_out = _archive(tmp_path, "a.zip")
    memo.use(memory)
    assert _archive(tmp_path, "b.zip") == worked_out
    assert len([p for p in (memory / "deflated").rglob("*") if p.is_file()]) == 1  # the short one is not worth it
    assert _archive(tmp_path, "c.zip") == worked_out


def test_a_template_that_changes_is_compiled_again(tmp_path: Path, memory: Path) -> None:
    file = tmp_path / "a.j2"
    for text in ("<p>{{ 1500|byte_size }} {{ name }}</p>", "<b>{{ name }}</b>"):
        file.write_text(text, encoding="utf-8")
        shown = environment(tmp_path, "es").get_template("a.j2").render(name="<ana>")
        assert shown == text.replace("{{ 1500|byte_size }}", "2\u00a0kB").replace("{{ name }}", "&lt;ana&gt;")
    assert len([p for p in (memory / "template").rglob("*") if p.is_file()]) == 2


def test_a_deck_from_memory_has_the_same_parts(memory: Path) -> None:
    template_parts.cache_clear()
    made = template_parts("#1f3a5f", "es-HN")
    template_parts.cache_clear()
    assert template_parts("#1f3a5f", "es-HN") == made
    template_parts.cache_clear()
    assert template_parts("#7a1f1f", "es-HN") != made
    assert (memory / "slides-template").is_dir()


def test_short_pictures_stand_in_the_order_of_the_real_ones() -> None:
    contents = [_JPEG + b"zz", _PNG + b"aa", _JPEG + b"++", _JPEG + b"99", _PNG + b"//", _JPEG + b"zz"]
    pictures = {
        f"p{n}": Picture(data, "image/jpeg" if data.startswith(_JPEG) else "image/png", n + 1.0, 2.0)
        for n, data in enumerate(contents)
    }
    short, originals = stand_ins(pictures)
    names = sorted(pictures)
    assert sorted(names, key=lambda n: short[n].address) == sorted(names, key=lambda n: pictures[n].address)
    assert {n: originals[short[n].data] for n in names} == {n: p.data for n, p in pictures.items()}
    assert [short[n].width for n in names] == [pictures[n].width for n in names]
    assert short["p0"].data == short["p5"].data  # the same picture twice
