"""Kits and their modules."""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.findings import Code, Finding
from build_tools.load.files import inside, read_text
from build_tools.load.scan import scan
from build_tools.load.schema import KitFile, ModuleHead
from build_tools.load.yaml_file import Document, load_yaml, parse_yaml, validated
from build_tools.model import Kit, Location, Module

_HEAD = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_MODULE_NAME = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}\.md$")


def load_kits(root: Path, findings: list[Finding]) -> tuple[Kit, ...]:
    """All kits of a project, in the order of their ids."""
    kits = [_kit(root, file.parent, findings) for file in sorted(root.glob("kits/*/kit.yml"))]
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
    modules = [_module(root, name, i, document, findings) for i in range(len(value.modules))]
    return Kit(
        id=value.id, folder=name, version=value.version, title=value.title, description=value.description,
        audiences=tuple(value.audiences), languages=tuple(value.languages),
        modules=tuple(m for m in modules if m is not None), mastery=value.mastery,
    )  # fmt: skip


def _module(root: Path, folder: str, index: int, kit: Document, findings: list[Finding]) -> Module | None:
    name = str(kit.data["modules"][index])
    origin = kit.place("modules", index)
    if inside(root / folder, root / folder, name) is None:
        findings.append(Finding(Code.PATH_OUTSIDE, origin, {"path": name}))
        return None
    if not _MODULE_NAME.match(name):
        problem = "a module's file name has small letters, digits and hyphens, and ends in .md"
        findings.append(Finding(Code.YAML_FIELD, origin, {"field": f"modules.{index}", "problem": problem}))
        return None
    if name in list(kit.data["modules"])[:index]:
        other = kit.place("modules", list(kit.data["modules"]).index(name))
        findings.append(Finding(Code.DUPLICATE_ID, origin, {"id": name, "other": str(other)}))
        return None
    path = f"{folder}/{name}"
    text = read_text(root, path, findings, origin)
    return None if text is None else parse_module(path, text, findings)


def parse_module(path: str, text: str, findings: list[Finding]) -> Module | None:
    """A module from its text; None where its front matter is missing or wrong, after findings.

    Args:
        path: the file, relative to the project's root; its stem is the module's id.
        text: its content, with LF line ends.
        findings: where faults go.
    """
    head = _HEAD.match(text)
    if head is None:
        problem = "the front matter is missing: “---”, “title: …”, “duration: …”, “---” at the top of the file"
        findings.append(Finding(Code.YAML_SYNTAX, Location(path, 1, 1), {"problem": problem}))
        return None
    document = parse_yaml(head["yaml"], path, findings, first_line=2)
    checked = validated(document, ModuleHead, findings) if document else None
    if checked is None:
        return None
    value, _ = checked
    return Module(
        id=Path(path).stem, path=path, text=text, title=value.title, duration=value.duration,
        audiences=None if value.audiences is None else frozenset(value.audiences),
        content_notice=value.content_notice, scan=scan(text),
    )  # fmt: skip
