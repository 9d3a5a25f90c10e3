"""The index of a guide: terms, legal references, cases, job aids and media assets, each with its pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from build_tools.formats.walk import changed, classes
from build_tools.sphinx_ext.ast_pandoc import Block, plain_text

_AFTER_N = "n\uffff"
"""In Spanish ñ is a letter of its own that follows n (Real Academia Española, Ortografía, 2010, I.5.2)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something the index names: ``kind`` is term, legal, case, aid or media; ``ident`` is where it stands.

    Of a term ``ident`` names its definition; where it is used, the template sees. ``state`` is that of a legal
    reference, else empty.
    """

    kind: str
    text: str
    ident: str
    state: str = ""


@dataclass(slots=True)
class Places:
    """Gathers what the index names, and gives it identifiers to be found by."""

    titles: Mapping[str, str]
    """Of media assets, by id."""
    found: list[Place] = field(default_factory=list)

    def marked(self, value: Any) -> Any:  # noqa: ANN401 - any part of a document
        """The same content, with an identifier at everything that the index names."""
        return changed(value, self._marked)

    def _marked(self, value: Block) -> Block:
        named = self._named(value)
        return self._noted(value, *named) if named else value

    def _named(self, value: Mapping[str, Any]) -> tuple[str, str, str] | None:
        """Kind, text and state of what is to be named."""
        if value.get("t") == "Span" and "legal-ref" in value["c"][0][1]:
            return "legal", plain_text(value["c"][1]), dict(value["c"][0][2]).get("state", "")
        names = classes(value)
        if not names:
            return None
        if "media" in names:
            return "media", self.titles[dict(value["c"][0][2])["media"]], ""
        kind = next((k for name, k in _TITLED.items() if name in names), None)
        title = _title(value["c"][1]) if kind else None
        return (str(kind), title, dict(value["c"][0][2]).get("state", "")) if title else None

    def _noted(self, value: dict[str, Any], kind: str, text: str, state: str) -> dict[str, Any]:
        (ident, names, pairs), content = value["c"]
        ident = ident or f"place-{len(self.found)}"
        self.found.append(Place(kind, " ".join(text.split()), ident, state))
        return {"t": value["t"], "c": [[ident, names, pairs], content]}


_TITLED = {"box-case": "case", "box-legal": "legal", "job-aid": "aid"}


def _title(content: list[Block]) -> str | None:
    """The title that an author gave a box."""
    titles = [b for b in content if "box-title" in classes(b)]
    return plain_text(titles[0]["c"][1]) if titles and "own-name" not in classes(titles[0]) else None


def terms_of(glossary: Any) -> list[Place]:  # noqa: ANN401 - any part of a document
    """The terms that a glossary defines."""
    if isinstance(glossary, list):
        return [term for item in glossary for term in terms_of(item)]
    if not isinstance(glossary, dict):
        return []
    if glossary.get("t") == "Span" and "glossary-term" in glossary["c"][0][1]:
        return [Place("term", plain_text(glossary["c"][1]), glossary["c"][0][0])]
    return terms_of(glossary.get("c"))


def index(places: Iterable[Place], language: str) -> list[dict[str, Any]]:
    """What the template prints: groups with ``letter`` and ``entries`` (kind, text, idents).

    Args:
        places: in the order of the guide.
        language: whose alphabet it is.
    """
    merged: dict[tuple[str, str], list[str]] = {}
    for place in places:
        merged.setdefault((place.text, place.kind), []).append(place.ident)
    ordered = sorted(merged.items(), key=lambda item: (collation_key(item[0][0], language), item[0]))
    entries = [{"text": text, "kind": kind, "idents": idents} for (text, kind), idents in ordered]
    return [
        {"letter": letter, "entries": list(group)}
        for letter, group in groupby(entries, key=lambda e: _letter(str(e["text"]), language))
    ]


def collation_key(text: str, language: str) -> Sequence[str]:
    """What texts of a language are sorted by: letters without accents, then with them.

    As the root collation of CLDR (UTS #10) orders words without punctuation, and ñ after n in Spanish.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    folded = folded.replace("œ", "oe").replace("æ", "ae")
    if language == "es":
        folded = folded.replace("ñ", _AFTER_N)
    letters = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    plain = "".join(c if c.isalnum() or c == _AFTER_N[1] else " " for c in letters)
    return " ".join(plain.split()), folded


def _letter(text: str, language: str) -> str:
    key = collation_key(text, language)[0]
    if not key or not key[0].isalpha():
        return "0–9"
    return "Ñ" if key.startswith(_AFTER_N) else key[0].upper()
