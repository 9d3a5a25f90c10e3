"""How voices read what they would read wrongly, as ``conf/pronunciation.yml`` says."""

from __future__ import annotations

from pathlib import Path

from build_tools.findings import Finding
from build_tools.load import schema_media
from build_tools.load.yaml_file import load_yaml
from build_tools.media.pronounce import Pronunciation

PATH = "conf/pronunciation.yml"


def load_pronunciation(root: Path, language: str, findings: list[Finding]) -> Pronunciation:
    """How a language is read aloud; an empty table where nothing is said of it, or the file has faults.

    Args:
        root: the project's folder.
        language: a code.
        findings: gets what is wrong with the file.
    """
    if not (root / PATH).exists():
        return Pronunciation()
    loaded = load_yaml(root, PATH, schema_media.PronunciationFile, findings)
    entry = loaded[0].languages.get(language) if loaded else None
    return Pronunciation(tuple(entry.digits or ()), entry.words) if entry else Pronunciation()
