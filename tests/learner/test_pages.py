"""What the format steps put into pages, without a browser."""

from __future__ import annotations

import base64
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import JobError
from build_tools.formats import theme, units, web, words
from build_tools.formats.keys import short_keys
from build_tools.formats.pages import Look, Pages, lesson_keys, render_catalogue
from build_tools.formats.players import Player, data_url
from build_tools.i18n import LOCALE_DIR, translator
from build_tools.learner import bundle
from tests.learner.sample import JOB, LESSONS, ROOT, media, module, reading, write_workspace

WEB = Look(store="standalone", linked=True)
SCORM = Look(store="scorm12", linked=False)


def test_keys_do_not_depend_on_order_or_on_other_ids() -> None:
    many = [f"leccion-{n}" for n in range(300)]
    keys = short_keys(many)
    assert len(set(keys.values())) == 300
    assert all(re.fullmatch(r"[\w-]{3}", key) for key in keys.values())
    assert short_keys(reversed(many)) == keys
    assert short_keys(["leccion-7"])["leccion-7"] == keys["leccion-7"]


def test_colliding_keys_are_told_apart() -> None:
    many = [f"r{n}" for n in range(64)]
    assert len(set(short_keys(many, 1).values())) == 64
    with pytest.raises(JobError):
        short_keys([f"r{n}" for n in range(65)], 1)


@pytest.mark.parametrize("colour", ["#1f3a5f", "#7a3e12", "#ffdd00", "#000000", "#ffffff", "#00ff88", "#777777"])
def test_any_audience_colour_gives_readable_text(colour: str) -> None:
    palette = theme.palette(colour)
    white, night = theme.WHITE, theme.NIGHT
    assert theme.contrast(theme.parse(palette["light"]["band"]), white) >= 7
    assert theme.contrast(theme.parse(palette["light"]["brand-ink"]), white) >= 7
    assert theme.contrast(theme.parse(palette["dark"]["brand-ink"]), night) >= 6.9
    assert theme.contrast(theme.parse(palette["dark"]["band"]), white) >= 7
    for scheme in ("light", "dark"):
        tint = theme.parse(palette[scheme]["brand-tint"])
        assert theme.contrast(theme.parse(palette[scheme]["brand-ink"]), tint) >= 4.5


@pytest.mark.parametrize("colour", ["red", "#12", "#gggggg"])
def test_a_wrong_colour_is_told(colour: str) -> None:
    with pytest.raises(JobError, match="colour"):
        theme.parse(colour)


def test_sizes_and_times_are_written_as_people_do() -> None:
    assert units.byte_size(2_104_000, "es") == "2,1\u00a0MB"
    assert units.byte_size(900, "es") == "1\u00a0kB"
    assert units.byte_size(2_104_000, "en") == "2.1\u00a0MB"
    assert units.clock(80.4) == "1:20"
    assert units.duration(90, translator("es", "learner")) == "1 h 30 min"
    assert units.duration(45, str) == "45 min"
    assert units.duration(120, str) == "2 h"


TABLES = [words.PAGE, words.PLATFORM, words.HOME, words.EXIT, words.CERTIFICATE, *words.ACTIVITIES.values()]


def test_the_runtime_says_what_pages_bring_and_nothing_else_is_brought() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (bundle.HERE / "src").glob("*.js"))
    names = {name for table in TABLES for name in table}
    said = set(re.findall(r'\bsay\("([a-z-]+[a-z])"', code))
    assert said <= names
    # The others are put together, as in `say("result-" + result)`, or chosen before they are said.
    begun = tuple(re.findall(r'\bsay\("([a-z-]+-)" \+', code))
    assert {name for name in names - said if not name.startswith(begun) and f'"{name}"' not in code} == set()


def test_every_word_is_translated() -> None:
    templates = (ROOT / "conf" / "templates").glob("*.j2")
    used = {m for path in templates for m in re.findall(r'\b_\("([^"]+)"\)', path.read_text(encoding="utf-8"))}
    used |= {text for table in TABLES for text in table.values()}
    assert len(used) > 120
    for language in ("es", "fr"):
        text = (LOCALE_DIR / language / "learner.po").read_text(encoding="utf-8")
        missing = {word for word in used if f'msgid "{word}"' not in text}
        assert missing == set()


@pytest.mark.parametrize(("language", "word"), [("en", "Quick exit"), ("fr", "Sortie rapide"), ("es", "Salida rápida")])
def test_pages_speak_the_editions_language(workspace: Path, tmp_path: Path, language: str, word: str) -> None:
    _rewrite(workspace, tmp_path / "w", {**reading(), "language": language})
    pages = Pages(tmp_path / "w", WEB)
    for html in (pages.home(), pages.module(pages.modules[0])):
        assert f'<html lang="{language}"' in html
        assert word in html


def test_an_audio_gets_a_player(workspace: Path, tmp_path: Path) -> None:
    _rewrite(workspace, tmp_path / "w", reading())
    path = tmp_path / "w/media/ruta/media.json"
    media = json.loads(path.read_text(encoding="utf-8"))
    del media["poster"]
    path.write_text(json.dumps({**media, "kind": "audio"}), encoding="utf-8")
    (path.parent / "240p.mp4").unlink()
    (path.parent / "audio.m4a").write_bytes(b"sound")
    html = Pages(tmp_path / "w", WEB).player("ruta")
    assert '<audio controls preload="none" aria-label="La ruta">\n<source src="media/ruta/audio.m4a"' in html
    assert "410\u00a0kB" in html
    assert "<track" not in html


@pytest.mark.parametrize(
    ("count", "first"), [(1, "Video"), (2, "Video pequeño"), (3, "Video pequeño"), (4, "Video v0")]
)
def test_videos_are_called_by_their_size(tmp_path: Path, count: int, first: str) -> None:
    videos = [{"name": f"v{n}", "kind": "video", "file": f"{n}.mp4", "type": "video/mp4", "bytes": n} for n in range(9)]
    (tmp_path / "media.json").write_text(json.dumps({**media(), "renditions": videos}), encoding="utf-8")
    for one in videos[:count]:
        (tmp_path / str(one["file"])).write_bytes(b"")
    choices = Player(tmp_path, "es", inline=True).choices(translator("es", "learner"))
    assert len({choice.label for choice in choices}) == count
    assert choices[0].label == first


@pytest.mark.parametrize(("language", "default", "said"), [("es", "es", "es"), ("en", "en", "en"), ("fr", "es", "es")])
def test_a_page_shows_tracks_and_transcript_in_its_own_language_or_the_recordings(
    tmp_path: Path, language: str, default: str, said: str
) -> None:
    tracks = [{"language": name, "file": f"{name}.vtt"} for name in ("en", "es")]
    lines = {"es": [{"text": "Sí"}], "en": [{"text": "Yes"}]}
    facts = {**media(), "captions": tracks, "descriptions": tracks, "transcript": lines}
    (tmp_path / "media.json").write_text(json.dumps(facts), encoding="utf-8")
    player = Player(tmp_path, language, inline=False)
    kinds = [(track.kind, track.language) for track in player.tracks()]
    assert kinds == [("subtitles", "en"), ("captions", "es"), ("descriptions", default)]
    assert [track.language for track in player.tracks() if track.default] == [default]
    assert player.transcript == (said, lines[said])


def test_a_track_in_the_page_is_shorter_than_in_base_64() -> None:
    track = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nUna señal: 100 % «cierta» #1\n"
    url = data_url(track * 9)
    assert url.startswith("data:text/vtt,WEBVTT%0A%0A00:01.000 --> 00:02.500%0AUna señal: 100 %25 «cierta» %231")
    assert len(url.encode()) < len(base64.b64encode(track.encode() * 9))
    assert data_url("WEBVTT\n\n01:00:01.000 --> 01:00:02.000\nx").count("01:00:0") == 2


def test_what_must_be_played_has_a_key_among_the_lessons(workspace: Path) -> None:
    one = module(
        "01-uno", "Uno", {**LESSONS, "video": ("V", '<figure data-media="ruta" data-complete="played"></figure>')}
    )
    html = Pages(workspace, WEB).module(one)
    keys = lesson_keys(one)
    assert list(keys) == [*LESSONS, "media/ruta"]
    assert f'data-key="{keys["media/ruta"]}"' in html
    assert "data-complete" not in html
    # A lesson's own key is the same with and without: learners' progress stays valid.
    assert lesson_keys(module("01-uno", "Uno", LESSONS)).items() <= keys.items()


def test_pages_hold_no_markup_of_texts(workspace: Path) -> None:
    pages = Pages(workspace, WEB)
    html = pages.module(pages.modules[0])
    assert "<h1>Qué es «trata» &amp; qué no</h1>" in html
    assert "tel:145" in html
    assert "Leído en una fuente secundaria" in html


def test_a_package_links_to_no_other_module(workspace: Path) -> None:
    pages = Pages(workspace, SCORM)
    html = pages.module(pages.modules[0])
    assert '<span class="module-link">el segundo</span>' in html
    assert "02-dos.html" not in html
    assert "index.html" not in html
    assert 'href="02-dos.html#x"' in Pages(workspace, WEB).module(pages.modules[0])


def test_without_a_quick_exit_there_is_none(workspace: Path, tmp_path: Path) -> None:
    content = reading()
    content["audience"]["quick_exit"] = None
    _rewrite(workspace, tmp_path / "workspace", content)
    (tmp_path / "out").mkdir()
    web.build(JOB, tmp_path / "workspace", tmp_path / "out")
    assert not (tmp_path / "out" / "web" / "salida.html").exists()
    for page in (tmp_path / "out" / "web").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "data-exit" not in text
        assert "salida" not in text


def test_the_exit_page_says_nothing_of_the_training(workspace: Path) -> None:
    text = Pages(workspace, WEB).exit().lower()
    for word in ("trata", "muestra", "policía", "kit", "learner", "1f3a5f", "145", "exit", "salida"):
        assert word not in text


def test_media_that_was_not_made_is_told(tmp_path: Path) -> None:
    content = reading()
    content["modules"][0]["lessons"][2]["html"] = '<figure class="media" data-media="otra"></figure>'
    pages = Pages(write_workspace(tmp_path / "w", content), WEB)
    with pytest.raises(JobError, match="otra"):
        pages.module(pages.modules[0])


def test_a_picture_that_was_not_made_is_told(workspace: Path, tmp_path: Path) -> None:
    content = reading()
    content["modules"][0]["pictures"] = ["pictures/falta.svg"]
    _rewrite(workspace, tmp_path / "workspace", content)
    with pytest.raises(JobError, match=r"falta\.svg"):
        web.build(JOB, tmp_path / "workspace", tmp_path)


def test_the_first_view_is_light(site: Path) -> None:
    names = ["01-uno.html", "learner.css", "learner.js"]
    total = sum((site / "web" / name).stat().st_size for name in names)
    assert total < 100_000


def test_only_referenced_files_are_shipped(site: Path) -> None:
    files = {p.relative_to(site / "web").as_posix() for p in (site / "web").rglob("*") if p.is_file()}
    assert files == {
        "index.html", "01-uno.html", "02-dos.html", "salida.html", "learner.css", "learner.js", "activities.js",
        "pictures/p.svg", "media/ruta/240p.mp4", "media/ruta/poster.jpg", "media/ruta/text.js", "media-ruta.html",
    }  # fmt: skip


def test_the_same_input_gives_the_same_bytes(site: Path, workspace: Path, tmp_path: Path) -> None:
    web.build(JOB, workspace, tmp_path)
    name = f"{JOB.stem}.web.zip"
    assert (tmp_path / name).read_bytes() == (site / name).read_bytes()


def catalogue_context(*, facilitator: bool = False) -> dict[str, Any]:
    """What the publishing step gives to the catalogue page."""
    artifact = {
        "format": "web", "format_title": "Sitio web", "purpose": "Para leer sin conexión.", "language": "es",
        "language_name": "Español", "version": "1.0.0", "size": 2_104_000, "sha256": "ab" * 32,
        "href": "es/muestra/m.zip", "file": "muestra-1.0.0-policia-es.web.zip", "modules": 3, "unread": "",
    }  # fmt: skip
    languages = [
        {"id": "es", "name": "Español", "state": "original", "said": "original"},
        {"id": "en", "name": "English", "state": "draft", "said": "traducción en borrador, aún sin revisar"},
    ]
    kits = [
        {"id": name, "title": f"Kit {name}", "description": "Uno.", "open_web_href": f"es/{name}/web/index.html",
         "artifacts": [artifact, {**artifact, "format_title": "Guía", "unread": "sin revisar"}], "languages": languages}
        for name in ("uno", "dos")
    ]  # fmt: skip
    return {
        "audience": {"id": "policia", "title": "Policía Nacional", "colour": "#1f3a5f"}, "language": "es",
        "facilitator": facilitator, "kits": kits, "other_href": "facilitator/index.html",
    }  # fmt: skip


@pytest.mark.parametrize("facilitator", [False, True])
def test_the_catalogue_says_what_each_download_is(facilitator: bool) -> None:  # noqa: FBT001
    html = render_catalogue(ROOT / "conf/templates/catalogue.html.j2", catalogue_context(facilitator=facilitator))
    for text in ("2,1\u00a0MB", "ab" * 32, "Para leer sin conexión.", "Versión 1.0.0", 'href="es/muestra/m.zip"',
                 '<span lang="en">English</span> (traducción en borrador'):  # fmt: skip
        assert text in html
    assert ("Solo para quien facilita" in html) == facilitator


def test_an_empty_catalogue_says_so() -> None:
    context = {**catalogue_context(), "kits": [], "other_href": None}
    html = render_catalogue(ROOT / "conf/templates/catalogue.html.j2", context)
    assert "Todavía no hay nada aquí." in html


def _rewrite(workspace: Path, copy: Path, content: dict[str, Any]) -> None:
    shutil.copytree(workspace, copy)
    (copy / "reading" / "reading.json").write_text(json.dumps(content), encoding="utf-8")
