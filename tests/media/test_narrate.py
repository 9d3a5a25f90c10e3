"""What `kits media narrate` does in a folder: nothing of people's is touched, nothing is half done."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from build_tools.errors import KitsError
from build_tools.media import spoken_file
from build_tools.media.narrate import PAUSE, Done, Narration, State, Wishes
from build_tools.media.narration import RECORDED
from build_tools.media.spoken import Remembering
from build_tools.tools import ffmpeg
from build_tools.tools.speech import Sound, read_wav, wav
from tests.media.voices import RATE, Voice, said, silence, speech

ONE = speech("uno", "Esta es una oración. Y esta otra.")
TWO = speech("dos", "La segunda lámina.")


def narrate(folder: Path, *speeches: object, voice: Voice | None = None, **wishes: object) -> dict[str, Done]:
    speaker = voice or Voice()
    narration = Narration(folder, speeches, Wishes(**wishes))  # type: ignore[arg-type]
    done = narration.work(lambda text, pace: speaker.speak(text, "es", pace), lambda: "test:voice-es", lambda: None)
    return {d.speech.slide: d for d in done}


def states(done: dict[str, Done]) -> dict[str, State]:
    return {name: d.state for name, d in done.items()}


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_what_is_missing_is_spoken_with_exact_times(tmp_path: Path) -> None:
    done = narrate(tmp_path, ONE, TWO)
    assert states(done) == {"uno": State.SPOKEN, "dos": State.SPOKEN}
    entry = json.loads((tmp_path / "narration.json").read_text(encoding="utf-8"))["slides"]["uno"]
    assert entry["by"] == "test:voice-es"
    assert entry["text"] == ONE.digest
    assert entry["sound"] == hashlib.sha256((tmp_path / "uno.opus").read_bytes()).hexdigest()
    (start, end), (second, last) = entry["sentences"]
    assert (start, end) == (0, pytest.approx(2.0 + 0.08, abs=0.02))
    assert (second, last) == (pytest.approx(end + PAUSE), pytest.approx(second + 1.2 + 0.08, abs=0.02))
    heard = spoken_file.decoded(tmp_path / "uno.opus")
    between = heard.samples[round((end + 0.02) * heard.rate) : round((second - 0.02) * heard.rate)]
    assert max(between) < 200
    assert heard.seconds == pytest.approx(last, abs=0.03)


def test_the_sound_is_opus_of_one_voice_and_nothing_else(tmp_path: Path) -> None:
    narrate(tmp_path, TWO)
    facts = ffmpeg.probe(tmp_path / "dos.opus")
    (stream,) = facts["streams"]
    assert (stream["codec_name"], stream["channels"], stream["sample_rate"]) == ("opus", 1, "48000")
    assert int(facts["format"]["bit_rate"]) < 80_000
    assert {name.lower() for part in (facts["format"], stream) for name in part.get("tags", {})} <= {"encoder"}


def test_a_loud_and_a_quiet_voice_come_out_alike_and_unclipped() -> None:
    levels = []
    for loud in (1000, 16000):
        samples = said([(1.5, 0.3), (1.5, 0)]).samples
        sound = Sound(type(samples)("h", (value * loud // 8000 for value in samples)), RATE)
        target = read_opus(spoken_file.opus(sound))
        assert max(target.samples) < 0.9 * 32_768
        levels.append(max(target.samples))
    assert levels[0] == pytest.approx(levels[1], rel=0.05)


def read_opus(data: bytes) -> Sound:
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.opus"
        file.write_bytes(data)
        return spoken_file.decoded(file)


def test_what_fits_is_kept_and_speaking_again_gives_the_same_bytes(tmp_path: Path) -> None:
    narrate(tmp_path, ONE, TWO)
    before = files(tmp_path)
    voice = Voice()
    assert set(states(narrate(tmp_path, ONE, TWO, voice=voice)).values()) == {State.KEPT}
    assert voice.asked == []
    assert set(states(narrate(tmp_path, ONE, TWO, voice=voice, again=True)).values()) == {State.SPOKEN}
    assert files(tmp_path) == before


def test_only_the_slide_whose_text_changed_is_spoken_and_only_its_new_sentence_asked_for(tmp_path: Path) -> None:
    folder, inner = tmp_path / "es", Voice()
    voice = Remembering(inner, tmp_path / "kept")
    narrate(folder, ONE, TWO, voice=voice)  # type: ignore[arg-type]
    inner.asked.clear()
    changed = speech("uno", "Esta es una oración. Y esta cambió.")
    assert states(narrate(folder, changed, TWO, voice=voice)) == {"uno": State.SPOKEN, "dos": State.KEPT}  # type: ignore[arg-type]
    assert inner.asked == [("Y esta cambió.", 1.0)]


def test_another_voice_is_only_used_when_it_was_asked_for(tmp_path: Path) -> None:
    narrate(tmp_path, TWO)
    assert states(narrate(tmp_path, TWO)) == {"dos": State.KEPT}
    assert states(narrate(tmp_path, TWO, by="test:another")) == {"dos": State.SPOKEN}


def test_what_would_be_too_fast_to_read_is_said_more_slowly(tmp_path: Path) -> None:
    voice = Voice(characters_a_second=22)
    entry = narrate(tmp_path, TWO, voice=voice)["dos"].entry
    assert entry is not None
    assert len(TWO.sentences[0]) / entry.sentences[0][1] <= 17
    assert [pace < 1 for _, pace in voice.asked] == [False, True]


def test_a_recording_of_a_person_is_timed_and_never_touched(tmp_path: Path) -> None:
    recording = wav(said([(2, 0.5), (1.3, 0.4)]))
    (tmp_path / "uno.wav").write_bytes(recording)
    done = narrate(tmp_path, ONE, TWO, again=True)
    assert states(done) == {"uno": State.RECORDED, "dos": State.SPOKEN}
    entry = done["uno"].entry
    assert entry is not None
    assert (entry.file, entry.by) == ("uno.wav", RECORDED)
    assert entry.sentences[1] == (pytest.approx(2.5, abs=0.05), pytest.approx(3.8, abs=0.05))
    assert (tmp_path / "uno.wav").read_bytes() == recording
    assert states(narrate(tmp_path, ONE, TWO, by="test:other"))["uno"] is State.KEPT


def test_a_recording_takes_the_place_of_a_synthetic_voice(tmp_path: Path) -> None:
    narrate(tmp_path, ONE)
    (tmp_path / "uno.wav").write_bytes(wav(said([(2, 0.5), (1.3, 0.4)])))
    assert states(narrate(tmp_path, ONE)) == {"uno": State.RECORDED}
    assert set(files(tmp_path)) == {"uno.wav", "narration.json"}


def test_a_file_of_ours_that_was_replaced_is_a_recording(tmp_path: Path) -> None:
    narrate(tmp_path, TWO)
    (tmp_path / "dos.opus").write_bytes(spoken_file.opus(said([(1.7, 0)])))
    assert states(narrate(tmp_path, TWO)) == {"dos": State.RECORDED}


def test_a_recording_of_an_older_text_waits_for_a_person(tmp_path: Path) -> None:
    (tmp_path / "dos.wav").write_bytes(wav(said([(1.8, 0)])))
    narrate(tmp_path, TWO)
    changed = speech("dos", "La segunda lámina, corregida.")
    done = narrate(tmp_path, changed)
    assert states(done) == {"dos": State.OUTDATED}
    assert done["dos"].entry is None
    assert states(narrate(tmp_path, changed, accept=True)) == {"dos": State.RECORDED}
    assert states(narrate(tmp_path, changed)) == {"dos": State.KEPT}


def test_a_silent_recording_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "dos.wav").write_bytes(wav(Sound(silence(1), RATE)))
    with pytest.raises(KitsError, match=r"dos\.wav"):
        narrate(tmp_path, TWO)


def test_whoever_interrupts_keeps_the_finished_slides(tmp_path: Path) -> None:
    class Interrupted(Voice):
        def speak(self, text: str, language: str, pace: float = 1.0) -> Sound:
            if "segunda" in text:
                raise KeyboardInterrupt
            return super().speak(text, language, pace)

    with pytest.raises(KeyboardInterrupt):
        narrate(tmp_path, ONE, TWO, voice=Interrupted())
    assert set(files(tmp_path)) == {"uno.opus", "narration.json"}
    assert states(narrate(tmp_path, ONE, TWO)) == {"uno": State.KEPT, "dos": State.SPOKEN}


def test_a_kill_between_two_writes_never_makes_a_machine_pass_for_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrate(tmp_path, TWO)
    changed = speech("dos", "La segunda lámina, corregida.")
    whole = Path.replace
    for writes in range(2):
        left = [writes]

        def dying(self: Path, target: Path, left: list[int] = left) -> Path:
            if left[0] == 0:
                raise KeyboardInterrupt
            left[0] -= 1
            return whole(self, target)

        monkeypatch.setattr(Path, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            narrate(tmp_path, changed)
        monkeypatch.setattr(Path, "replace", whole)
        assert Narration(tmp_path, [changed], Wishes()).to_speak == 1
    assert states(narrate(tmp_path, changed)) == {"dos": State.SPOKEN}


def test_a_slide_that_is_gone_takes_its_synthetic_sound_along(tmp_path: Path) -> None:
    (tmp_path / "dos.wav").write_bytes(wav(said([(1.8, 0)])))
    narrate(tmp_path, ONE, TWO, speech("tres", "La tercera."))
    narrate(tmp_path, ONE)
    assert set(files(tmp_path)) == {"uno.opus", "dos.wav", "narration.json"}
    assert list(json.loads((tmp_path / "narration.json").read_bytes())["slides"]) == ["uno"]


def test_a_broken_list_stops_before_anything_is_taken_for_a_recording(tmp_path: Path) -> None:
    narrate(tmp_path, TWO)
    (tmp_path / "narration.json").write_text("{}", encoding="utf-8")
    with pytest.raises(KitsError, match=r"narration\.json"):
        narrate(tmp_path, TWO)


def test_a_sentence_of_which_nothing_is_heard_is_named(tmp_path: Path) -> None:
    class Mute(Voice):
        def speak(self, text: str, language: str, pace: float = 1.0) -> Sound:  # noqa: ARG002
            return Sound(silence(1), RATE)

    with pytest.raises(KitsError, match="La segunda"):
        narrate(tmp_path, TWO, voice=Mute())


def test_a_damaged_memory_of_speech_is_made_anew(tmp_path: Path) -> None:
    inner = Voice()
    voice = Remembering(inner, tmp_path)
    first = voice.speak("Hola.", "es")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"RIFF")
    assert voice.speak("Hola.", "es").samples == first.samples == read_wav(kept).samples
    assert len(inner.asked) == 2
    voice.speak("Hola.", "es", 0.9)
    assert inner.asked[-1] == ("Hola.", 0.9)
