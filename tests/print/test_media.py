"""Media assets on paper: poster, the way to the recording, and its text; pictures are figures."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from build_tools.formats.guides import build_participant_guide
from build_tools.formats.guides_content import recordings_table
from build_tools.formats.guides_media import ENOUGH, Part, assets_of, paragraphs
from build_tools.formats.guides_words import guide_words
from build_tools.media.short_id import short_id
from build_tools.sphinx_ext.ast_pandoc import attr, div, plain_text
from tests.print.pdf_structure import page_texts
from tests.print.sample import job, reading, write_workspace
from tests.print.sample_media import ADDRESS

BOTH = pytest.mark.parametrize("name", ["participant", "facilitator"])
DPI = 150
LONGEST = f"https://{'a-long-name.' * 14}example/policia/es/muestra/web"


def _codes(guide: Path) -> dict[str, float]:
    """What the QR codes of a guide say, as a phone reads them off the page, and how wide they are in millimetres."""
    found = {}
    for page in pypdfium2.PdfDocument(guide):
        for code in zxingcpp.read_barcodes(page.render(scale=DPI / 72).to_pil()):
            left, right = code.position.top_left, code.position.top_right
            assert code.format == zxingcpp.BarcodeFormat.QRCode
            assert code.ec_level in {"M", "Q", "H"}
            found[code.text] = math.dist((left.x, left.y), (right.x, right.y)) / DPI * 25.4
    return found


@pytest.fixture(scope="module")
def unpublished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The participant guide of an edition that is published nowhere."""
    return _guide(tmp_path_factory.mktemp("unpublished"), None)


def _guide(folder: Path, address: str | None) -> Path:
    build_participant_guide(job("participant"), write_workspace(folder / "workspace", address=address), folder)
    return next(folder.glob("*.pdf"))


@BOTH
def test_recording_is_title_kind_length_and_transcript_with_times(guides: dict[str, Path], name: str) -> None:
    whole = " ".join(page_texts(guides[name]))
    wanted = (
        "Video 3:05 min Voz sintética La ruta",
        "Audio 3:05 min Una voz",
        "Leyenda del video.",
        "Transcripción 0:00 Frase 0 de la narración de «La ruta». Frase 1 de",
        "0:20 En pantalla: Se ve un mapa con una ruta roja. 0:24 Frase 6",
        "Frase 11 de la narración de «Una voz».",
        "La foto",
    )
    assert [text for text in wanted if text not in whole] == []


@BOTH
def test_codes_lead_to_the_published_pages_and_stand_beside_as_text(guides: dict[str, Path], name: str) -> None:
    codes = _codes(guides[name])
    assert set(codes) == {f"{ADDRESS}/media-ruta.html", f"{ADDRESS}/media-voz.html"}
    assert all(width >= 21.9 for width in codes.values())  # 22 mm, to the pixel
    squeezed = "".join("".join(page_texts(guides[name])).split())
    assert [address for address in codes if address not in squeezed] == []


def test_the_longest_address_can_be_read_too(tmp_path: Path) -> None:
    assert set(_codes(_guide(tmp_path, LONGEST))) == {f"{LONGEST}/media-ruta.html", f"{LONGEST}/media-voz.html"}


def test_without_an_address_there_is_a_number_and_no_code(unpublished: Path) -> None:
    whole = " ".join(page_texts(unpublished))
    assert _codes(unpublished) == {}
    assert "http" not in whole.replace("https://example.org/ruta", "")
    for ident in ("ruta", "voz"):
        assert f"abra la carpeta «web» del kit: Videos y audios → {short_id(ident)}" in whole


def test_what_only_facilitators_see_is_not_said_to_be_in_the_web_folder(guides: dict[str, Path]) -> None:
    whole = " ".join(page_texts(guides["facilitator"]))
    assert "Frase 11 de la narración de «Solo para quien facilita»." in whole
    assert short_id("oculto") not in whole
    assert "oculto" not in whole


def test_facilitators_learn_what_to_get_ready(guides: dict[str, Path]) -> None:
    whole = " ".join(page_texts(guides["facilitator"]))
    assert (
        "Videos y audios de este módulo Título Número Duración Tamaños "
        f"La ruta {short_id('ruta')} 3:05 min 240p 2,1 MB, audio 410 kB Una voz {short_id('voz')} 3:05 min audio 410 kB"
    ) in whole
    assert "Videos y audios de este módulo" not in " ".join(page_texts(guides["participant"]))


def test_a_module_without_recordings_has_no_list_of_them(tmp_path: Path) -> None:
    about = reading(facilitator=True, language="es")
    assets = assets_of(about, write_workspace(tmp_path, facilitator=True))
    texts = guide_words("es", "facilitator")
    shown = [div([], attr("", ["media"], media=ident)) for ident in ("foto", "oculto", "voz")]
    assert recordings_table(shown[:2], assets, texts, "es") == []
    assert "Una voz" in plain_text(recordings_table(shown, assets, texts, "es"))


def test_texts_are_in_the_guides_language_where_there_are_any(tmp_path: Path) -> None:
    workspace = write_workspace(tmp_path)
    file = workspace / "media" / "ruta" / "media.json"
    file.write_text(file.read_text("utf-8").replace('"title": {', '"title": {"en": "The route", '), "utf-8")
    asset = assets_of(reading(facilitator=False, language="en"), workspace)["ruta"]
    assert (asset.title, asset.alt, asset.transcript_language) == ("The route", "Imagen de «La ruta»", "es")
    file.write_text(file.read_text("utf-8").replace('"transcript": {"es"', '"transcript": {"en"'), "utf-8")
    assert assets_of(reading(facilitator=False, language="fr"), workspace)["ruta"].transcript_language == "en"


def test_a_picture_is_its_largest_jpeg_and_leads_nowhere(tmp_path: Path) -> None:
    assets = assets_of(reading(facilitator=False, language="es"), write_workspace(tmp_path))
    asset = assets["foto"]
    assert (asset.picture, asset.number, asset.page) == ("/media/foto/pictures/400.jpg", None, None)
    assert assets["ruta"].picture == "/media/ruta/poster.jpg"


def _cue(start: float, end: float, text: str, kind: str = "speech") -> dict[str, Any]:
    return {"start": start, "end": end, "text": text, "kind": kind}


def test_paragraphs_end_at_pauses_descriptions_and_enough_text() -> None:
    long = "a" * ENOUGH + "."
    cues = [
        _cue(0, 2, "Uno\ndos"),
        _cue(4.4, 5, "tres."),
        _cue(7.6, 9, "Tras la pausa."),
        _cue(9, 10, "Se ve algo.", "description"),
        _cue(10, 12, long),
        _cue(12, 13, "Otro."),
        _cue(13, 15, "Sin final " + long[:-1]),
        _cue(15, 16, "sigue."),
    ]
    assert paragraphs(cues) == (
        Part(0, 5, "Uno dos tres.", "speech"),
        Part(7.6, 9, "Tras la pausa.", "speech"),
        Part(9, 10, "Se ve algo.", "description"),
        Part(10, 12, long, "speech"),
        Part(12, 16, f"Otro. Sin final {long[:-1]} sigue.", "speech"),
    )
    assert [part.time for part in paragraphs(cues[3:4])] == ["0:09"]
