"""What is said and what is only seen, as tracks and as one transcript."""

from __future__ import annotations

from pathlib import Path

from build_tools.media.texts import recorded

_SAID = "WEBVTT\n\nNOTE Ana\n\n00:01.000 --> 00:03.000\n<v Ana>Hola.\n\n00:05.000 --> 00:06.000\nAdiós.\n"
_SEEN = "WEBVTT\n\n00:03.500 --> 00:04.500\nUna mujer firma.\n"


def test_speech_and_descriptions_become_one_transcript_in_the_order_of_time(tmp_path: Path) -> None:
    (tmp_path / "es.vtt").write_text(_SAID, encoding="utf-8")
    (tmp_path / "visto.vtt").write_text(_SEEN, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    found = recorded({"es": "es.vtt", "en": "es.vtt"}, {"es": "visto.vtt"}, tmp_path, out)
    assert [track["language"] for track in found.captions] == ["en", "es"]
    assert found.descriptions == [{"language": "es", "file": "descriptions/es.vtt"}]
    assert [(e["start"], e["kind"], e["text"]) for e in found.transcript["es"]] == [
        (1.0, "speech", "Hola."), (3.5, "description", "Una mujer firma."), (5.0, "speech", "Adiós."),
    ]  # fmt: skip
    assert [e["kind"] for e in found.transcript["en"]] == ["speech", "speech"]
    for track in [*found.captions, *found.descriptions]:
        text = (out / track["file"]).read_text(encoding="utf-8")
        assert text.startswith("WEBVTT\n")
        assert "Ana" not in text
