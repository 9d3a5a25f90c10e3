"""First step: what people wrote in ``kits/``, ``media/`` and ``conf/`` becomes a `Catalogue`.

Nothing that parses is imported before a file has changed: what was read before is remembered.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from build_tools import recalling
from build_tools.findings import Finding
from build_tools.load.files import read_text
from build_tools.load.kits import load_kits
from build_tools.load.media import load_media
from build_tools.model import Catalogue

__all__ = ["load"]

_INSTITUTIONS = "conf/institutions.yml"
_WORDS = "conf/words.yml"
_OPTIONAL = (_INSTITUTIONS, _WORDS)


def load(root: Path) -> tuple[Catalogue, list[Finding]]:
    """Everything in a project's folder, with the findings of reading it.

    What cannot be read is left out of the catalogue and named in a finding.
    """
    findings: list[Finding] = []
    audiences = _register(root, "conf/audiences.yml", findings)
    sources, legal = _register(root, "conf/sources.yml", findings) or ({}, {})
    institutions, base_iri = _register(root, _INSTITUTIONS, findings) or ({}, {})
    contacts = _register(root, "conf/contacts.yml", findings) or {}
    catalogue = Catalogue(
        root=root,
        kits=load_kits(root, findings),
        audiences=audiences or {},
        contacts=contacts,
        sources=sources,
        legal=legal,
        terms=_register(root, "kits/glossary.yml", findings) or {},
        media=load_media(root, contacts, sources, findings),
        ladder=_register(root, "conf/media.yml", findings),
        languages=_register(root, "conf/languages.yml", findings) or {},
        institutions=institutions,
        avoided=_register(root, _WORDS, findings) or (),
        **base_iri,
    )
    return catalogue, findings


def _register(root: Path, path: str, findings: list[Finding]) -> Any:  # noqa: ANN401 - each file has its own kind
    """What one of the registers says; None where it cannot be read, after findings, or may be absent and is."""
    if path in _OPTIONAL and not (root / path).exists():
        return None
    text = read_text(root, path, findings)
    if text is None:
        return None

    def read() -> tuple[Any, list[Finding]]:
        from build_tools.load import registers  # noqa: PLC0415 - slow: it builds the schemas

        return registers.read(path, text)

    value, found = recalling.value("register", [path, text], read)
    findings += found
    return value
