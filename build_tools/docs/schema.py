"""Writes the JSON Schema of each YAML file that authors write: ``python -m build_tools.docs.schema``."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from build_tools.load import schema, schema_media

FOLDER = Path(__file__).parent / "schemas"
FILES: dict[str, type[BaseModel]] = {
    "kit": schema.KitFile,
    "module": schema.ModuleHead,
    "media": schema_media.MediaFile,
    "ladder": schema_media.LadderFile,
    "pronunciation": schema_media.PronunciationFile,
    "glossary": schema.GlossaryFile,
    "audiences": schema.AudiencesFile,
    "institutions": schema.InstitutionsFile,
    "languages": schema.LanguagesFile,
    "contacts": schema.ContactsFile,
    "sources": schema.SourcesFile,
    "words": schema.WordsFile,
}


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema of a file's model, as the text that is kept."""
    return json.dumps(model.model_json_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    for name, model in FILES.items():
        (FOLDER / f"{name}.json").write_text(schema_text(model), encoding="utf-8", newline="\n")
