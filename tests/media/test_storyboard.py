"""Storyboards are read as they are written, and whatever is wrong is named at its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.check.storyboards import ITEM_LIMITS, SOURCES_LIMIT, TEXT_LIMITS, TITLE_LIMIT
from build_tools.findings import Code, Finding
from build_tools.load.storyboard_parse import parsed
from build_tools.pipeline import examine
from build_tools.translate import storyboards
from tests.media.boards import BOARD, ENGLISH, FOLDER, MEDIA, loaded, make_board, narrate, translate
from tests.support.files import replace
from tests.support.project import REPOSITORY

PATH = f"{FOLDER}/storyboard.md"


def _codes(findings: list[Finding]) -> list[tuple[Code, int]]:
    return [(f.code, f.location.line) for f in findings if f.location.path.startswith(FOLDER)]


def test_slides_hold_what_is_seen_and_what_is_said() -> None:
    findings: list[Finding] = []
    cover, steps, silence = parsed(PATH, BOARD, findings).slides
    assert not findings
    assert (cover.id, cover.title.text, cover.line) == ("portada", "Pedir ayuda", 2)
    assert [(b.kind, [p.text for p in b.passages]) for b in cover.blocks] == [
        ("paragraph", ["Para **todas** las personas."])
    ]
    assert [(p.path, p.alternative.text) for p in cover.pictures] == [("img/cuadro.svg", "Un cuadro azul.")]
    assert [(p.text, p.line) for p in steps.narration] == [("Primero, escuchar.", 19), ("Después, llamar.", 21)]
    assert [b.kind for b in steps.blocks] == ["steps"]
    assert (silence.pause, silence.narration) == (1.5, ())


def test_a_telling_is_ready_to_be_drawn(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    narrate(project)
    _, asset, board = loaded(project)
    telling = board.tellings["es"]
    cover, steps, _ = telling.slides
    assert cover["blocks"][0]["items"][0] == [
        {"text": "Para "}, {"text": "todas", "bold": True}, {"text": " las personas."}
    ]  # fmt: skip
    assert steps["blocks"][0]["items"][1] == [{"text": "Llamar al "}, {"text": "145", "contact": True}]
    assert cover["sentences"] == ["Pida ayuda.", "Llame al 145 cuando pueda."]
    assert cover["sources"] == steps["sources"] == ["Una fuente, 2000"]
    assert telling.sounds == (f"{FOLDER}/narration/es/portada.opus", f"{FOLDER}/narration/es/pasos.opus")
    assert asset.synthetic_speech
    assert not _codes(examine(project)[1])


def test_recorded_speech_is_not_synthetic(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    narrate(project, by="recorded")
    assert not loaded(project)[1].synthetic_speech


SLIDE = "(a)=\n## A\n\n{}\n\n:::{{pause}} 2\n:::\n"
WRONG = {
    "text before": ("Hola.\n\n" + SLIDE.format("x"), Code.SLIDE_CONTENT, 1),
    "no label": ("## A\n\n:::{pause} 2\n:::\n", Code.SLIDE_LABEL, 1),
    "label with capitals": ("(Uno)=\n## A\n\n:::{pause} 2\n:::\n", Code.SLIDE_LABEL, 2),
    "the same label": (SLIDE.format("x") + "\n" + SLIDE.format("y"), Code.DUPLICATE_ID, 10),
    "title of the document": ("# T\n\n" + SLIDE.format("x"), Code.SLIDE_CONTENT, 1),
    "third level": (SLIDE.format("### B"), Code.SLIDE_CONTENT, 4),
    "list in a list": (SLIDE.format("- a\n  - b"), Code.SLIDE_CONTENT, 4),
    "quote": (SLIDE.format("> a"), Code.SLIDE_CONTENT, 4),
    "link": (SLIDE.format("[a](https://example.org)"), Code.SLIDE_CONTENT, 4),
    "bold link": (SLIDE.format("**[a](https://example.org)**"), Code.SLIDE_CONTENT, 4),
    "code": (SLIDE.format("`a`"), Code.SLIDE_CONTENT, 4),
    "picture in a sentence": (SLIDE.format("Ver ![x](img/cuadro.svg) aquí."), Code.SLIDE_CONTENT, 4),
    "two pictures": (SLIDE.format("![x](img/cuadro.svg)\n\n![y](img/cuadro.svg)"), Code.SLIDE_CONTENT, 6),
    "no alternative": (SLIDE.format("![](img/cuadro.svg)"), Code.PICTURE_NO_ALT, 4),
    "picture outside": (SLIDE.format("![x](../cuadro.svg)"), Code.PATH_OUTSIDE, 4),
    "picture of the web": (SLIDE.format("![x](https://example.org/a.png)"), Code.UNSAFE_LINK, 4),
    "no picture there": (SLIDE.format("![x](img/otro.svg)"), Code.FILE_MISSING, 4),
    "unknown contact": (SLIDE.format("{contact}`nadie`"), Code.UNKNOWN_CONTACT, 4),
    "unknown source": (SLIDE.format("Un dato. {cite}`F1, F99`"), Code.UNKNOWN_SOURCE, 4),
    "unknown role": (SLIDE.format("{term}`trata`"), Code.UNKNOWN_ROLE, 4),
    "audience role": (SLIDE.format("{audience}`policia|a`"), Code.UNKNOWN_ROLE, 4),
    "unknown directive": (SLIDE.format("::::{audience} policia\nx\n::::"), Code.UNKNOWN_DIRECTIVE, 4),
    "broken mark": (SLIDE.format("{contact }`linea`"), Code.MARK_WITHOUT_EFFECT, 4),
    "stray fence": (SLIDE.format("x\n\n::::"), Code.STRAY_FENCE, 6),
    "unclosed": ("(a)=\n## A\n\n:::{narration}\nHola.\n", Code.UNCLOSED_BLOCK, 4),
    "HTML": (SLIDE.format("Uno<br>dos"), Code.RAW_HTML, 4),
    "typed number": (SLIDE.format("Llame al 145."), Code.TYPED_NUMBER, 4),
    "list in a narration": ("(a)=\n## A\n\n:::{narration}\nHola.\n\n- a\n:::\n", Code.SLIDE_CONTENT, 7),
    "option": ("(a)=\n## A\n\n:::{narration}\n:voice: x\nHola.\n:::\n", Code.UNKNOWN_OPTION, 4),
    "endless pause": ("(a)=\n## A\n\n:::{pause} 90\n:::\n", Code.BAD_ARGUMENT, 4),
    "no pause": ("(a)=\n## A\n\n:::{pause}\n:::\n", Code.BAD_ARGUMENT, 4),
    "silent": ("(a)=\n## A\n\nx\n", Code.SLIDE_SILENT, 2),
    "long title": (SLIDE.format("x").replace("## A", "## " + "Muy largo " * 6), Code.SLIDE_TOO_FULL, 2),
    "long text": (SLIDE.format("palabra " * 40), Code.SLIDE_TOO_FULL, 4),
    "long text beside a picture": (SLIDE.format("palabra " * 20 + "\n\n![x](img/cuadro.svg)"), Code.SLIDE_TOO_FULL, 4),
}  # fmt: skip

FOLLOW = {Code.NARRATION_MISSING, Code.SLIDE_SILENT, Code.BAD_ARGUMENT, Code.SLIDE_CONTENT, Code.UNCLOSED_BLOCK}
"""What one mistake may also look like."""


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named_at_its_line(name: str, tmp_path: Path) -> None:
    text, code, line = WRONG[name]
    found = _codes(examine(make_board(tmp_path, text))[1])
    assert (code, line) in found
    assert {c for c, _ in found} <= {code, *FOLLOW}


def test_an_empty_storyboard_cannot_be_told(tmp_path: Path) -> None:
    project = make_board(tmp_path, "% nada\n")
    assert not loaded(project)[2].tellings


def test_a_source_that_an_audience_may_not_see_is_named(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    replace(project / "conf/sources.yml", "state: verified}", "state: verified, audiences: [policia]}")
    hidden = [f for f in examine(project)[1] if f.location.path == PATH and f.code is Code.UNKNOWN_SOURCE]
    assert [(f.location.line, f.values["audience"]) for f in hidden] == [(9, "judicial"), (16, "judicial")]
    replace(project / f"{FOLDER}/media.yml", "people: none", "people: none\naudiences: [policia]")
    assert not [f for f in examine(project)[1] if f.location.path == PATH and f.code is Code.UNKNOWN_SOURCE]


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (lambda p: replace(p / PATH, "Primero, escuchar.", "Primero, hablar."), "its text has changed since"),
        (lambda p: replace(p / "conf/contacts.yml", '"145"', '"146"'), "its text has changed since"),
        (lambda p: replace(p / f"{FOLDER}/narration/es/pasos.opus", "1", "2"), "its sound file is not the one"),
        (lambda p: (p / f"{FOLDER}/narration/es/pasos.opus").unlink(), "its sound file is missing"),
        (
            lambda p: replace(p / f"{FOLDER}/narration/es/narration.json", "]\n   ]", "],\n [9, 10]\n   ]"),
            "times for",
        ),
    ],
)
def test_narration_that_does_not_fit_its_slide_is_named(tmp_path: Path, edit: object, problem: str) -> None:
    project = make_board(tmp_path)
    narrate(project)
    edit(project)  # type: ignore[operator]
    found = [f for f in examine(project)[1] if f.code is Code.NARRATION_STALE]
    assert found
    assert problem in found[-1].message()
    assert "kits media narrate guion --language es" in found[-1].remedy()
    assert not loaded(project)[2].tellings


@pytest.mark.parametrize("data", [b"", b"[]", b'{"slides": {"a": {"file": "../a.opus"}}}', b"\xff"])
def test_a_broken_list_of_narration_is_a_finding(tmp_path: Path, data: bytes) -> None:
    project = make_board(tmp_path)
    narrate(project)
    (project / f"{FOLDER}/narration/es/narration.json").write_bytes(data)
    assert [f.code for f in examine(project)[1]] == [Code.NARRATION_BROKEN]


def test_a_translation_and_its_narration_make_a_telling(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    narrate(project)
    translate(project)
    assert _codes(examine(project)[1]) == [(Code.NARRATION_MISSING, 2)]
    narrate(project, "en")
    _, asset, board = loaded(project)
    assert asset.spoken("en") == "en"
    slide = board.tellings["en"].slides[0]
    assert slide["sentences"] == ["Ask.", "Call 145 soon."]
    assert slide["picture"] == {"path": f"{FOLDER}/img/cuadro.svg", "alt": "A blue square."}
    assert not _codes(examine(project)[1])


def test_what_is_not_translated_is_named_once(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    narrate(project)
    some = {k: v for k, v in ENGLISH.items() if k not in ("Escuchar", "Un momento")}
    translate(project, some)
    found = [f for f in examine(project)[1] if f.code is Code.TRANSLATION_MISSING]
    assert [(f.location.line, f.values["count"], f.values["text"]) for f in found] == [(15, 2, "Escuchar")]
    assert loaded(project)[1].spoken("en") == "es"


def test_a_doubtful_translation_counts_as_missing(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    replace(translate(project), 'msgid "Escuchar"', '#, fuzzy\nmsgid "Escuchar"')
    assert [p.text for p in loaded(project)[2].versions["en"].missing] == ["Escuchar"]


def test_a_translation_names_what_the_original_names(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    other = {**ENGLISH, "Llamar al {contact}`linea` {cite}`F1`": "Call 145 {cite}`F1`"}
    translate(project, other)
    codes = {f.code for f in examine(project)[1]}
    assert Code.TRANSLATION_DIFFERS in codes


def test_limits_hold_for_translations_too(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    path = translate(project, {**ENGLISH, "Dos pasos": "Two " + "very " * 12 + "long steps"})
    found = [f for f in examine(project)[1] if f.code is Code.SLIDE_TOO_FULL]
    assert [f.location.path for f in found] == [path.relative_to(project).as_posix()]


def test_updating_a_translation_keeps_what_there_is(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    path = translate(project, {"Pedir ayuda": "Asking for help", "Ya no está": "It is gone"})
    board = loaded(project)[2]
    missing = storyboards.update(project, board.script, FOLDER, "en")
    text = path.read_text(encoding="utf-8")
    assert len(missing) == len(ENGLISH) - 1
    assert "X-Review: draft" in text
    assert 'msgid "Pedir ayuda"\nmsgstr "Asking for help"' in text
    assert '#~ msgid "Ya no está"\n#~ msgstr "It is gone"' in text
    assert [p.text for p in loaded(project)[2].versions["en"].missing] == [p.text for p in missing]
    assert storyboards.update(project, board.script, FOLDER, "en") == missing
    assert path.read_text(encoding="utf-8") == text


def test_a_new_translation_holds_every_text_once(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    missing = storyboards.update(project, loaded(project)[2].script, FOLDER, "fr")
    assert sorted(p.text for p in missing) == sorted(ENGLISH)
    assert not [f for f in examine(project)[1] if f.code is Code.CATALOGUE_BROKEN]


def test_a_language_that_nobody_knows_is_named(tmp_path: Path) -> None:
    project = make_board(tmp_path)
    storyboards.update(project, loaded(project)[2].script, FOLDER, "xx")
    assert Code.UNKNOWN_LANGUAGE in {f.code for f in examine(project)[1]}


def test_a_spoken_script_is_a_storyboard_without_slides(tmp_path: Path) -> None:
    media = MEDIA.replace("kind: storyboard", "kind: audio\nsource: storyboard.md")
    project = make_board(tmp_path, media=media)
    narrate(project)
    assert "es" in loaded(project)[2].tellings


def test_the_storyboard_that_the_documentation_shows_has_no_faults(tmp_path: Path) -> None:
    page = (REPOSITORY / "build_tools/docs/escribir-videos.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"^```md\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (media,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    project = make_board(tmp_path, text, media.replace("pedir-ayuda", "guion"))
    (project / FOLDER / "img/cuadro.svg").rename(project / FOLDER / "img/telefono.svg")
    narrate(project)
    assert not examine(project)[1]
    assert len(loaded(project)[2].tellings["es"].slides) == 4
    for limit in (TITLE_LIMIT, *TEXT_LIMITS.values(), *ITEM_LIMITS.values(), SOURCES_LIMIT):
        assert re.search(rf"\| {limit}\b", page)
