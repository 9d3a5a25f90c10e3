"""Pictures in the sizes that pages need."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from build_tools.errors import JobError
from build_tools.media.picture_sizes import sizes
from tests.media.rendered import gathered

_SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><metadata>ANA</metadata><rect width='9' height='9'/></svg>"


def _photo(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(("own", "widths"), [(700, [480, 700]), (400, [400]), (1440, [480, 960, 1440]),
                                             (2000, [480, 960, 1440])])  # fmt: skip
def test_no_picture_is_made_larger(own: int, widths: list[int], tmp_path: Path) -> None:
    found = sizes("foto.jpg", _photo(own, own // 2), [480, 960, 1440], tmp_path)
    assert [entry["width"] for entry in found] == [width for width in widths for _ in range(3)]
    assert found[-1]["type"] == "image/jpeg"
    for entry in found:
        file = tmp_path / entry["file"]
        assert entry["bytes"] == file.stat().st_size
        with Image.open(file) as image:
            assert image.size == (entry["width"], entry["height"])
            assert image.get_format_mimetype() == entry["type"]
            assert entry["height"] == pytest.approx(entry["width"] / 2, abs=1)


def test_transparency_stays_where_it_can_and_is_white_elsewhere(tmp_path: Path) -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (20, 10), (200, 0, 0, 0)).save(clear, "PNG")
    sizes("dibujo.png", clear.getvalue(), [480], tmp_path)
    for name in ("20.avif", "20.webp"):
        with Image.open(tmp_path / "pictures" / name) as image:
            assert image.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]
    with Image.open(tmp_path / "pictures" / "20.jpg") as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    photo, made = _photo(600, 400), []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        entries = sizes("foto.jpg", photo, [480], tmp_path / name)
        made.append([(tmp_path / name / entry["file"]).read_bytes() for entry in entries])
    assert made[0] == made[1]


def test_a_drawing_stays_a_drawing_without_what_its_editor_wrote(tmp_path: Path) -> None:
    (entry,) = sizes("dibujo.svg", _SVG, [480], tmp_path)
    assert (entry["file"], entry["type"]) == ("pictures/picture.svg", "image/svg+xml")
    assert b"ANA" not in (tmp_path / entry["file"]).read_bytes()


def test_a_script_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="damaged"):
        sizes("foto.jpg", b"#!/bin/sh\n", [480], tmp_path)


def test_what_pages_read_of_a_picture(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "sound").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "foto.jpg").write_bytes(_photo(60, 40))
    said = gathered("picture", tmp_path, tmp_path / "out", source="foto.jpg", pictures=[480])
    assert said["kind"] == "picture"
    assert "duration" not in said
    assert [Path(entry["file"]).suffix for entry in said["pictures"]] == [".avif", ".webp", ".jpg"]
