"""Kits and their modules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools import recalling
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.files import inside, read_text
from build_tools.load.front_matter import front_matter
from build_tools.load.scan import known_scan
from build_tools.model import Kit, Location, Module

_NO_HEAD = "the front matter is missing: “---”, “title: …”, “duration: …”, “---” at the top of the file"
_MODULE_NAME = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}\.md$")


@dataclass(frozen=True, slots=True)
class Listed:
    """A kit as its ``kit.yml`` names it, without its texts; and where that names the files of the texts."""

    kit: Kit
    modules: tuple[str, ...]
    places: tuple[Location, ...]
    bank: str | None
    bank_place: Location


@dataclass(frozen=True, slots=True)
class Head:
    """The front matter of a module."""

    title: str
    duration: int
    audiences: frozenset[str] | None
    content_notice: str | None


def load_kits(root: Path, findings: list[Finding]) -> tuple[Kit, ...]:
    """All kits of a project, in the order of their ids."""
    folders = sorted(f for f in root.glob("kits/*") if f.is_dir() and (any(f.glob("*.md")) or any(f.glob("kit.yml"))))
    kits = [_kit(root, folder, findings) for folder in folders]
    return tuple(kit for kit in kits if kit is not None)


def _kit(root: Path, folder: Path, findings: list[Finding]) -> Kit | None:
    name = folder.relative_to(root).as_posix()
    text = read_text(root, f"{name}/kit.yml", findings)
    if text is None:
        return None

    def read() -> tuple[Listed | None, list[Finding]]:
        from build_tools.load.heads import read_kit  # noqa: PLC0415 - slow: it builds the schemas

        return read_kit(name, text)

    listed, found = recalling.value("kit", [name, text], read)
    findings += found
    if listed is None:
        return None
    _unlisted(folder, name, {*listed.modules, listed.bank or ""}, findings)
    return replace(listed.kit, modules=tuple(_modules(root, listed, findings)), bank=_bank(root, listed, findings))


def _unlisted(folder: Path, name: str, listed: set[str], findings: list[Finding]) -> None:
    names = sorted(f.name for f in folder.glob("*.md") if _MODULE_NAME.match(f.name) and f.name not in listed)
    findings += [Finding(Code.MODULE_UNLISTED, Location(f"{name}/{n}"), {"path": n}) for n in names]


def _modules(root: Path, listed: Listed, findings: list[Finding]) -> Iterator[Module]:
    first: dict[str, int] = {}
    for index, (name, place) in enumerate(zip(listed.modules, listed.places, strict=True)):
        other = first.setdefault(name, index)
        text = _text(root, listed.kit.folder, name, (f"modules.{index}", place), findings)
        if text is None:
            continue
        if other != index:
            findings.append(Finding(Code.DUPLICATE_ID, place, {"id": name, "other": listed.places[other]}))
            continue
        module = parse_module(f"{listed.kit.folder}/{name}", text, findings)
        if module is not None:
            yield module


def _bank(root: Path, listed: Listed, findings: list[Finding]) -> Module | None:
    """The kit's question bank: a text of questions without a front matter, for all of the kit's audiences."""
    name, folder = listed.bank, listed.kit.folder
    text = None if name is None else _text(root, folder, name, ("bank", listed.bank_place), findings)
    if name is None or text is None:
        return None
    if name in listed.modules:
        values = {"id": name, "other": listed.places[listed.modules.index(name)]}
        findings.append(Finding(Code.DUPLICATE_ID, listed.bank_place, values))
        return None
    return Module(
        id=Path(name).stem, path=f"{folder}/{name}", text=text, title=Path(name).stem, duration=0, audiences=None,
        content_notice=None, scan=known_scan(text),
    )  # fmt: skip


def _text(root: Path, folder: str, name: str, named: tuple[str, Location], findings: list[Finding]) -> str | None:
    """The text of a MyST file that a field of ``kit.yml`` names; None after a finding there."""
    field, origin = named
    if inside(root / folder, root / folder, name) is None or "/" in name:
        findings.append(Finding(Code.PATH_OUTSIDE, origin, {"path": name}))
        return None
    if not _MODULE_NAME.match(name):
        problem = Phrase("the file name of a module has only small letters, digits and hyphens, and ends in .md")
        findings.append(Finding(Code.YAML_FIELD, origin, {"field": field, "problem": problem}))
        return None
    return read_text(root, f"{folder}/{name}", findings, origin)


def media_named(kit: Kit) -> set[str]:
    """Ids of the media assets that a kit shows to anybody."""
    return {e.argument for text in kit.texts for e in text.scan.of("directive", "media")}


def parse_module(path: str, text: str, findings: list[Finding]) -> Module | None:
    """A module from its text; None where its front matter is missing or wrong, after findings.

    Args:
        path: the file, relative to the project's root; its stem is the module's id.
        text: its content, with LF line ends.
        findings: where faults go.
    """
    head = front_matter(text)
    if head is None:
        findings.append(Finding(Code.YAML_SYNTAX, Location(path, 1, 1), {"problem": Phrase(_NO_HEAD)}))
        return None

    def read() -> tuple[Head | None, list[Finding]]:
        from build_tools.load.heads import read_head  # noqa: PLC0415 - slow: it builds the schemas

        return read_head(path, head)

    value, found = recalling.value("head", [path, head], read)
    findings += found
    if value is None:
        return None
    return Module(
        id=Path(path).stem, path=path, text=text, title=value.title, duration=value.duration,
        audiences=value.audiences, content_notice=value.content_notice, scan=known_scan(text),
    )  # fmt: skip
