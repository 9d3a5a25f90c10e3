"""Fields of ``media.yml`` that do not go with its kind."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.findings import Code, Finding, Phrase
from build_tools.load.schema_media import MediaFile
from build_tools.load.yaml_file import Document
from build_tools.model_media import STORYBOARD

_MISSING = Phrase("it is missing")
_PLACELESS = "it has no effect on “kind: {kind}”: remove it"
_MADE = Phrase("it is made from the storyboard: remove it")
_ALL_TOLD = ("captions", "descriptions", "synthetic_speech")
_NEEDED = {"video": ("source", "picture_matters"), "audio": ("source",), "picture": ("source",), "storyboard": ()}
_FOREIGN = {
    "video": (), "audio": ("descriptions", "footage", "picture_matters", "poster"),
    "picture": ("captions", "descriptions", "footage", "picture_matters", "poster", "synthetic_speech"),
    "storyboard": ("footage", "picture_matters", "poster", "source"),
}  # fmt: skip
"""Fields of media.yml that would have no effect on a kind: who writes them expects one."""


def misfits(value: MediaFile, document: Document) -> Iterator[Finding]:
    """Fields that a kind needs and that are absent, and fields that do not go with it."""
    given = value.model_fields_set
    told = value.kind == "storyboard" or (value.kind == "audio" and value.source == STORYBOARD)
    faults = {field: _MISSING for field in _NEEDED[value.kind] if field not in given}
    faults |= {field: Phrase(_PLACELESS, {"kind": value.kind}) for field in _FOREIGN[value.kind] if field in given}
    faults |= {field: _MADE for field in _ALL_TOLD if told and field in given}
    for field, problem in faults.items():
        yield Finding(Code.YAML_FIELD, document.place(field), {"field": field, "problem": problem})
