"""Kits and their modules."""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.findings import Code, Finding, Phrase
from build_tools.load.files import inside, read_text
from build_tools.load.front_matter import FIRST_LINE, front_matter
from build_tools.load.scan import scan
from build_tools.load.schema import KitFile, ModuleHead
from build_tools.load.yaml_file import Document, load_yaml, parse_yaml, validated
from build_tools.model import Kit, Location, Module

_NO_HEAD = "the front matter is missing: “---”, “title: …”, “duration: …”, “---” at the top of the file"
_MARKUP = re.compile(r"[`<>{}\[\]|]")
_MODULE_NAME = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}\.md$")


def load_kits(root: Path, findings: list[Finding]) -> tuple[Kit, ...]:
    """All kits of a project, in the order of their ids."""
    folders = sorted(f for f in root.glob("kits/*") if f.is_dir() and (any(f.glob("*.md")) or any(f.glob("kit.yml"))))
    kits = [_kit(root, folder, findings) for folder in folders]
    return tuple(kit for kit in kits if kit is not None)


def _kit(root: Path, folder: Path, findings: list[Finding]) -> Kit | None:
    name = folder.relative_to(root).as_posix()
    loaded = load_yaml(root, f"{name}/kit.yml", KitFile, findings)
    if loaded is None:
        return None
    value, document = loaded
    if value.id != folder.name:
        values = {"id": value.id, "folder": folder.name}
        findings.append(Finding(Code.ID_MISMATCH, document.place("id"), values))
    _unlisted(folder, name, [*value.modules, value.bank or ""], findings)
    modules = [_module(root, name, i, document, findings) for i in range(len(value.modules))]
    return Kit(
        # The folder counts: under another id, faults in it would not hold the kit back.
        id=folder.name, folder=name, version=value.version, title=value.title, description=value.description,
        audiences=tuple(value.audiences), languages=tuple(value.languages),
        modules=tuple(m for m in modules if m is not None), mastery=value.mastery, licence=value.licence,
        bank=_bank(root, name, value.bank, document, findings), released=value.released,
    )  # fmt: skip


def _unlisted(folder: Path, name: str, listed: list[str], findings: list[Finding]) -> None:
    names = sorted(f.name for f in folder.glob("*.md") if _MODULE_NAME.match(f.name) and f.name not in listed)
    findings += [Finding(Code.MODULE_UNLISTED, Location(f"{name}/{n}"), {"path": n}) for n in names]


def _module(root: Path, folder: str, index: int, kit: Document, findings: list[Finding]) -> Module | None:
    name = str(kit.data["modules"][index])
    text = _text(root, folder, name, ("modules", index), kit, findings)
    if text is None:
        return None
    if name in list(kit.data["modules"])[:index]:
        other = kit.place("modules", list(kit.data["modules"]).index(name))
        findings.append(Finding(Code.DUPLICATE_ID, kit.place("modules", index), {"id": name, "other": other}))
        return None
    return parse_module(f"{folder}/{name}", text, findings)


def _bank(root: Path, folder: str, name: str | None, kit: Document, findings: list[Finding]) -> Module | None:
    """The kit's question bank: a text of questions without a front matter, for all of the kit's audiences."""
    text = None if name is None else _text(root, folder, name, ("bank",), kit, findings)
    if name is None or text is None:
        return None
    if name in list(kit.data["modules"]):
        values = {"id": name, "other": kit.place("modules", name)}
        findings.append(Finding(Code.DUPLICATE_ID, kit.place("bank"), values))
        return None
    return Module(
        id=Path(name).stem, path=f"{folder}/{name}", text=text, title=Path(name).stem, duration=0, audiences=None,
        content_notice=None, scan=scan(text),
    )  # fmt: skip


def _text(
    root: Path, folder: str, name: str, keys: tuple[str | int, ...], kit: Document, findings: list[Finding]
) -> str | None:
    """The text of a MyST file that ``kit.yml`` names; None after a finding there."""
    origin = kit.place(*keys)
    if inside(root / folder, root / folder, name) is None or "/" in name:
        findings.append(Finding(Code.PATH_OUTSIDE, origin, {"path": name}))
        return None
    if not _MODULE_NAME.match(name):
        problem = Phrase("the file name of a module has only small letters, digits and hyphens, and ends in .md")
        field = ".".join(str(k) for k in keys)
        findings.append(Finding(Code.YAML_FIELD, origin, {"field": field, "problem": problem}))
        return None
    return read_text(root, f"{folder}/{name}", findings, origin)


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
    document = parse_yaml(head, path, findings, FIRST_LINE)
    checked = validated(document, ModuleHead, findings) if document else None
    if checked is None:
        return None
    value, document = checked
    if _MARKUP.search(value.title):
        values = {"field": "title", "problem": Phrase("a title is plain text, without marks, links or HTML")}
        findings.append(Finding(Code.YAML_FIELD, document.place("title"), values))
        return None
    return Module(
        id=Path(path).stem, path=path, text=text, title=value.title, duration=value.duration,
        audiences=None if value.audiences is None else frozenset(value.audiences),
        content_notice=value.content_notice, scan=scan(text),
    )  # fmt: skip
