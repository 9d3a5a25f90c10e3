"""What ``kit.yml`` and the front matter of a module say: a text becomes values and findings."""

from __future__ import annotations

import re

from build_tools.findings import Code, Finding, Phrase
from build_tools.load.front_matter import FIRST_LINE
from build_tools.load.kits import Head, Listed
from build_tools.load.schema import KitFile, ModuleHead
from build_tools.load.yaml_file import parse_yaml, read_yaml, validated
from build_tools.model import Kit

_MARKUP = re.compile(r"[`<>{}\[\]|]")


def read_kit(folder: str, text: str) -> tuple[Listed | None, list[Finding]]:
    """A kit without its modules, None where its file is wrong; and what is wrong with it.

    Args:
        folder: ``kits/<kit>``.
        text: what stands in its ``kit.yml``.
    """
    findings: list[Finding] = []
    loaded = read_yaml(text, f"{folder}/kit.yml", KitFile, findings)
    if loaded is None:
        return None, findings
    value, document = loaded
    name = folder.rpartition("/")[2]
    if value.id != name:
        findings.append(Finding(Code.ID_MISMATCH, document.place("id"), {"id": value.id, "folder": name}))
    kit = Kit(
        # The folder counts: under another id, faults in it would not hold the kit back.
        id=name, folder=folder, version=value.version, title=value.title, description=value.description,
        audiences=tuple(value.audiences), languages=tuple(value.languages), modules=(), mastery=value.mastery,
        licence=value.licence, released=value.released, programme=value.programme,
    )  # fmt: skip
    places = tuple(document.place("modules", index) for index in range(len(value.modules)))
    return Listed(kit, tuple(value.modules), places, value.bank, document.place("bank")), findings


def read_head(path: str, head: str) -> tuple[Head | None, list[Finding]]:
    """What the front matter of a module says, None where it is wrong; and what is wrong with it.

    Args:
        path: the module's file, relative to the project's root.
        head: the YAML between its two rows of hyphens.
    """
    findings: list[Finding] = []
    document = parse_yaml(head, path, findings, FIRST_LINE)
    checked = validated(document, ModuleHead, findings) if document else None
    if checked is None:
        return None, findings
    value, document = checked
    if _MARKUP.search(value.title):
        values = {"field": "title", "problem": Phrase("a title is plain text, without marks, links or HTML")}
        return None, [Finding(Code.YAML_FIELD, document.place("title"), values)]
    audiences = None if value.audiences is None else frozenset(value.audiences)
    return Head(value.title, value.duration, audiences, value.content_notice), []
