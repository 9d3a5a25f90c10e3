"""How answers, numbers and steps are read: one rule for the checks and for the pages."""

from __future__ import annotations

import pytest

from build_tools.load.bank import strays
from build_tools.load.questions import canonical_numbers, lists, numbers, plain_answer
from build_tools.load.scan import scan
from build_tools.load.scenarios import reached, step_of


@pytest.mark.parametrize(
    ("text", "ends", "canonical"),
    [
        ("18", (18, 18), "18"),
        ("17..19", (17, 19), "17..19"),
        (" 17,5 .. 19.25 ", (17.5, 19.25), "17.5..19.25"),
        ("-3", (-3, -3), "-3"),
        ("250000", (250_000, 250_000), "250000"),
        ("1500000", (1_500_000, 1_500_000), "1500000"),
        ("0,000001", (1e-6, 1e-6), "0.000001"),
    ],
)
def test_numbers_and_ranges(text: str, ends: tuple[float, float], canonical: str) -> None:
    assert numbers(text) == ends
    assert canonical_numbers(text) == canonical


@pytest.mark.parametrize("text", ["", "dieciocho", "17...19", "1.000,5", "17-19", "17..", "..19"])
def test_what_is_no_number(text: str) -> None:
    assert numbers(text) is None


@pytest.mark.parametrize("text", ["No dañar", "no  DAÑAR.", "¡No, danar!", "no-dañar"])
def test_short_answers_are_compared_without_what_does_not_matter(text: str) -> None:
    assert plain_answer(text) == "no danar"


def test_a_pair_is_cut_at_its_first_arrow_that_stands_alone() -> None:
    (found,) = lists("- a=>b => c => d\n- => e\n- f\n- g =>\n", 1)
    assert [i.pair for i in found.items] == [("a=>b", "c => d"), ("", "e"), None, ("g", "")]


def test_lists_inside_of_quotes_and_answers_are_no_lists_of_answers() -> None:
    found = lists("Texto\n\n- uno\n  - dentro\n\n> - citado\n\n1. dos\n", 10)
    assert [(g.ordered, [(i.text, i.line) for i in g.items]) for g in found] == [
        (False, [("uno", 12)]), (True, [("dos", 17)]),
    ]  # fmt: skip


def test_a_choice_leads_where_its_last_arrow_points() -> None:
    text = ":::{step} a\n- De a -> b, al mercado -> c\n- Nada\n:::\n"
    step = step_of(next(scan(text).of("directive", "step")))
    assert [(c.target, c.line) for c in step.choices] == [("c", 2), (None, 3)]
    assert not step.ends


def test_a_circle_is_walked_once() -> None:
    text = ":::{step} a\n- x -> b\n:::\n\n:::{step} b\n- y -> a\n:::\n\n:::{step} c\n:::\n"
    steps = {s.id: s for s in map(step_of, scan(text).of("directive", "step"))}
    assert reached(steps, "a") == {"a", "b"}


def test_only_questions_audience_blocks_and_comments_are_no_strays() -> None:
    good = "% nota\n\n::::{audience} policia\n:::{question} single\n:::\n::::\n"
    assert list(strays(good)) == []
    bad = f"{good}\n# Título\n\n::::{{audience}} policia\n- lista\n::::\n\n```{{note}}\nx\n```\n"
    assert [line for line, _ in strays(bad)] == [8, 11, 14]
