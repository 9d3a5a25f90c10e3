"""What is said becomes sentences, caption cues and a transcript; what is seen becomes descriptions."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.media.captions import read_captions
from build_tools.media.cues import LINE, PACE, cues, long_word, pace
from build_tools.media.narration import Entry, NarrationError, digest, read_narration, sentences, written_narration
from build_tools.media.texts_told import descriptions_told, told, transcript_told
from build_tools.media.timeline import FADE, LEAD, RATE, TAIL, timeline


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("¿Qué pasó? ¡Nada! Y ya.", ["¿Qué pasó?", "¡Nada!", "Y ya."]),
        ("Según el art. 5 y el Sr. Paz, no. Luego sí.", ["Según el art. 5 y el Sr. Paz, no.", "Luego sí."]),
        ("Dijo: «Hoy no.» Mañana, sí.", ["Dijo: «Hoy no.»", "Mañana, sí."]),
        ("Quoi ? « Oui. » Elle part.", ["Quoi ?", "« Oui. »", "Elle part."]),
        ("Marque el 145. 911 es otro.", ["Marque el 145.", "911 es otro."]),
        ("Habla J. Pérez. Nada más… o sí.", ["Habla J. Pérez.", "Nada más… o sí."]),
        ("Sin punto final", ["Sin punto final"]),
        ("Pagos, etc. Luego nada.", ["Pagos, etc.", "Luego nada."]),
    ],
)
def test_sentences_end_where_people_end_them(text: str, wanted: list[str]) -> None:
    assert list(sentences([text])) == wanted


def test_a_paragraph_ends_a_sentence_and_changes_the_digest() -> None:
    assert sentences(["uno", "dos"]) == ("uno", "dos")
    assert digest(["uno", "dos"]) != digest(["uno dos"])
    assert digest(["uno \n dos"]) == digest(["uno dos"])


def test_the_list_of_narration_is_read_as_it_was_written() -> None:
    entries = {"b": Entry("b.opus", "0" * 64, "1" * 64, "kokoro:ef_dora", ((0.05, 1.5), (1.85, 2.0)))}
    data = written_narration(entries)
    assert read_narration(data) == entries
    assert b"[0.05, 1.5]" in data
    assert written_narration(read_narration(data)) == data


def test_times_go_forward() -> None:
    entry = Entry("b.opus", "0" * 64, "1" * 64, "recorded", ((1.0, 0.5),))
    with pytest.raises(NarrationError, match="forward"):
        read_narration(written_narration({"b": entry}))


WORDS = st.lists(st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=LINE), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.floats(0.5, 30))
def test_cues_hold_every_word_in_lines_that_fit(words: list[str], seconds: float) -> None:
    text = " ".join(words)
    found = cues([{"start": 1.0, "end": 1.0 + seconds, "text": text}], 40.0)
    assert " ".join(c.text.replace("\n", " ") for c in found) == text
    assert all(len(line) <= LINE for c in found for line in c.text.split("\n"))
    assert all(c.text.count("\n") <= 1 and c.end > c.start for c in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_long_sentence_is_cut_behind_a_sign_and_timed_by_length() -> None:
    text = "Explique las opciones con palabras sencillas y pida consentimiento informado, sin prisa y sin prometer nada a nadie."
    first, second = cues([{"start": 0.0, "end": 11.7, "text": text}], 20.0)
    assert first.text.replace("\n", " ").endswith("informado,")
    assert first.end == pytest.approx(11.7 * 77 / 116, abs=0.1)
    assert (second.start, second.end) == (pytest.approx(first.end, abs=0.1), pytest.approx(11.7))


def test_a_cue_stays_until_it_can_be_read_but_never_over_the_next() -> None:
    said = [
        {"start": 0.0, "end": 0.5, "text": "Diecisiete letras."},
        {"start": 0.8, "end": 1.0, "text": "Y treinta y cuatro letras por aquí."},
        {"start": 6.0, "end": 8.0, "text": "Fin."},
    ]
    first, second, last = cues(said, 9.0)
    assert first.end == pytest.approx(0.72)
    assert pace(second) == pytest.approx(PACE, abs=0.2)
    assert last.end == 8.0


def test_signs_that_french_sets_apart_never_begin_a_line() -> None:
    said = [
        {
            "start": 0.0,
            "end": 5.0,
            "text": "Que peut faire une personne qui hésite encore ? « Attendre » n'est pas une faute !",
        }
    ]
    lines = [line for c in cues(said, 9.0) for line in c.text.split("\n")]
    assert not [line for line in lines if line[0] in "?!»"]
    assert not [line for line in lines if line.endswith("«")]


def test_a_word_that_fits_no_line_is_found() -> None:
    assert long_word(f"Vea {'x' * 43} ahora") == "x" * 43
    assert long_word("x" * LINE) is None


def _slide(**more: Any) -> dict[str, Any]:
    bare = {"id": "a", "title": "Un título", "blocks": [], "picture": None, "pause": 0.0, "sentences": [], "times": []}
    return {**bare, **more}


def _kept(times: dict[str, Any], folder: Path) -> Path:
    file = folder / "timeline.json"
    file.write_text(json.dumps(times), encoding="utf-8")
    return file


def test_slides_follow_each_other_frame_by_frame() -> None:
    slides = [_slide(sentences=["Hola.", "Adiós."], times=[[0.1, 0.9], [1.2, 2.0]]), _slide(id="b", pause=1.5)]
    times = timeline(slides, [2.13, 0.0])
    first, second = times["slides"]
    assert first["end"] == second["start"] == 3.4  # 0.5 + 2.13 + 0.7, up to the next frame
    assert times["duration"] == second["end"] == pytest.approx(3.4 + LEAD + 1.5 + TAIL)
    assert first["sentences"][1] == {"start": 1.7, "end": 2.5, "text": "Adiós."}
    assert LEAD * RATE >= FADE * RATE / 2  # nobody speaks while a slide is still coming


def test_descriptions_say_what_is_seen_and_not_said(tmp_path: Path) -> None:
    slide = _slide(
        title="Escuchar",
        blocks=[{"kind": "bullets", "items": [[{"text": "Pregunte "}, {"text": "qué", "bold": True}], [{"text": "Espere"}]]}],
        picture={"path": "x", "alt": "Dos personas hablan."}, sentences=["Primero, pregunte qué necesita."], times=[[0, 2]],
    )  # fmt: skip
    times = {"language": "es", "drawn": True, **timeline([slide], [2.0])}
    (description,) = descriptions_told(times)
    assert description.text == "Escuchar. Espere. Imagen: Dos personas hablan."
    assert (description.start, description.end) == (0.0, times["duration"])
    assert [(e["kind"], e["start"]) for e in transcript_told(times)] == [("description", 0.0), ("speech", 0.5)]
    said = told(_kept(times, tmp_path), tmp_path)
    assert said.captions == [{"language": "es", "file": "captions/es.vtt"}]
    for track in (said.captions[0], said.descriptions[0]):
        assert read_captions((tmp_path / track["file"]).read_bytes())


def test_of_a_spoken_script_nothing_is_seen(tmp_path: Path) -> None:
    slide = _slide(sentences=["Hola."], times=[[0.0, 1.0]])
    times = {"language": "fr", "drawn": False, **timeline([slide], [1.0])}
    said = told(_kept(times, tmp_path), tmp_path)
    assert said.descriptions == []
    assert said.transcript == {"fr": [{"start": 0.5, "end": 1.5, "text": "Hola.", "kind": "speech"}]}
