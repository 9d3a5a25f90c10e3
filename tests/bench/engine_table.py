"""The engine's figures as the README shows them: a table of budgets, one of sizes, and a chart of both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.bench.chart import draw
from tests.bench.engine import budgets
from tests.bench.plct import NAME
from tests.support.project import REPOSITORY

PICTURE = "build_tools/docs/pictures/bench.svg"
_MOST_MEGABYTES = {"parent": 300, "worker": 600}


def table(found: Mapping[str, Any], whole: Mapping[str, Any]) -> list[str]:
    """All of it; parts that were not measured are left out.

    Args:
        found: what `engine.measure` gave.
        whole: seconds of the real curriculum.
    """
    lines = _budgets(found, whole) if "matrix" in found and "idle" in whole else []
    lines += ["", *_sizes(found)]
    if fit := found.get("fit"):
        lines += ["", _told(fit)]
    return lines + (["", *_peer(found["peer"])] if found["peer"] else [])


def picture(found: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    """Draws the chart; the line of Markdown that shows it, told in words for who cannot see it."""
    rows = budgets(found, whole)
    kept = sum(row["ours"] / row["theirs"] <= row["aim"] for row in rows)
    lines = {kind: [(r["modules"], r[kind]) for r in found["sizes"]] for kind in ("cold", "changed")}
    (REPOSITORY / PICTURE).write_text(draw(rows, lines), encoding="utf-8")
    small, large = lines["cold"][0], lines["cold"][-1]
    return (
        f"![Two charts. First: {kept} of {len(rows)} budgets are kept, each bar a build's time as a share of its budget. "
        f"Second: time grows with modules, from {small[1]:.1f} s for {small[0]} to {large[1]:.1f} s for {large[0]}.]"
        f"({PICTURE})"
    )


def _budgets(found: Mapping[str, Any], whole: Mapping[str, Any]) -> list[str]:
    lines = ["| budget | ours | beside | ratio | aim | kept |", "| --- | ---: | --- | ---: | ---: | --- |"]
    for row in budgets(found, whole):
        ratio = row["ours"] / row["theirs"]
        beside = f"{row['beside']}: {row['theirs']:.2f} s"
        lines.append(f"| {row['what']} | {row['ours']:.2f} s | {beside} | {ratio:.2f} | {row['aim']} "
                     f"| {_kept(ratio, row['aim'])} |")  # fmt: skip
    if memory := found["memory"]:
        for kind, most in _MOST_MEGABYTES.items():
            lines.append(f"| memory of the {kind}, {memory['modules']} modules, all formats | {memory[kind]} MB | | "
                         f"| {most} MB | {_kept(memory[kind], most)} |")  # fmt: skip
    return lines


def _kept(value: float, most: float) -> str:
    return "yes" if value <= most else "**no**"


def _sizes(found: Mapping[str, Any]) -> list[str]:
    heads = ("modules, one edition", "web, cold", "web, one word", "all formats, cold", "all formats, one word",
             "nothing", "full `sphinx-build`")  # fmt: skip
    lines = [f"| {' | '.join(heads)} |", f"|{' ---: |' * len(heads)}"]
    for row in found["sizes"]:
        word, nothing = row.get("word", ["", ""]), row.get("nothing", ["", ""])
        cells = [row["cold"], row["changed"], row.get("all", ""), word[0], nothing[0], word[1]]
        lines.append(f"| {row['modules']:,} | {' | '.join(f'{c:.2f} s' if c else '' for c in cells)} |")
    return lines


def _told(fit: Mapping[str, Mapping[str, float]]) -> str:
    cold, changed = fit["cold"], fit["changed"]
    return (
        f"Time against modules: {cold['per_module']:.3f} s for each more of a cold website (R² {cold['r2']:.3f}, grows as "
        f"modules^{cold['exponent']:.2f}), {changed['per_module']:.3f} s after one word (R² {changed['r2']:.3f}, "
        f"modules^{changed['exponent']:.2f})."
    )


def _peer(rows: list[Mapping[str, Any]]) -> list[str]:
    lines = [f"| modules, SCORM 1.2 of one edition, cold | ours | {NAME} | our package | its package + website it shows |",
             "| ---: | ---: | ---: | ---: | ---: |"]  # fmt: skip
    for row in rows:
        ours, theirs, site = (f"{size / 1000:,.0f} KB" for size in (*row["package"], row["site"]))
        seconds = " | ".join(f"{value:.2f} s" for value in row["seconds"])
        lines.append(f"| {row['modules']} | {seconds} | {ours} | {theirs} + {site} |")
    return lines
