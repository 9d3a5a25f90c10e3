"""What the ``kits translate`` commands do: for the kits that are named, and the storyboards that they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import UsageError
from build_tools.examining import examine
from build_tools.findings import Finding
from build_tools.load.kits import media_named
from build_tools.model import Catalogue, Kit
from build_tools.translate import extract, files, storyboards
from build_tools.translate.entries import Template


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a command works on: the content, the kits and the ids of the storyboards."""

    catalogue: Catalogue
    kits: tuple[Kit, ...]
    media: tuple[str, ...]

    def templates(self) -> Iterator[tuple[Template, tuple[str, ...]]]:
        """The messages of each text, with the languages that it must speak beside its own.

        Raises:
            UsageError: a text has faults; “kits check” names them.
        """
        for kit in self.kits:
            for found in extract.templates(self.catalogue, kit):
                yield found, tuple(dict.fromkeys((*kit.languages[1:], *self._begun(found))))
        for name in self.media:
            template = storyboards.template(self.catalogue.media[name])
            if template is not None:
                yield template, tuple(dict.fromkeys((*self.spoken(name), *self._begun(template))))

    def _begun(self, template: Template) -> list[str]:
        """Languages that somebody has begun to translate a text into."""
        return [name for name in self.catalogue.languages if (self.catalogue.root / template.file(name)).is_file()]

    def spoken(self, media: str) -> tuple[str, ...]:
        """The languages of the kits that show a media asset, without its own."""
        own = self.catalogue.media[media].language
        shown = (kit.languages for kit in self.kits if media in media_named(kit))
        return tuple(dict.fromkeys(name for names in shown for name in names if name != own))


def choose(root: Path, names: Sequence[str]) -> Chosen:
    """Looks at what there is.

    Args:
        root: the project's folder.
        names: ids of kits; none: all of them, and all storyboards.

    Raises:
        UsageError: there is no such kit.
    """
    catalogue, _ = examine(root)
    known = {kit.id: kit for kit in catalogue.kits}
    for name in names:
        if name not in known:
            raise UsageError("There is no kit “{kit}”", "There are: {known}.", kit=name, known=", ".join(known) or "–")
    kits = tuple(kit for kit in catalogue.kits if not names or kit.id in names)
    shown = {name for kit in kits for name in media_named(kit)}
    told = [a.id for a in catalogue.media.values() if a.told and (not names or a.id in shown)]
    return Chosen(catalogue, kits, tuple(told))


def extract_all(chosen: Chosen) -> list[Template]:
    """Writes the templates of the translation files.

    Raises:
        UsageError: a text has faults; “kits check” names them.
        OSError: one cannot be written.
    """
    found = [template for template, _ in chosen.templates()]
    for template in found:
        files.write_template(chosen.catalogue.root, template)
    return found


def update_all(chosen: Chosen, languages: Iterable[str], findings: list[Finding]) -> Iterator[files.Updated]:
    """Makes or refreshes translation files.

    Args:
        chosen: what to work on.
        languages: which; none: those of each kit.
        findings: gets what is wrong with files, which are left as they are.

    Raises:
        UsageError: a text has faults, or a language is unknown.
        OSError: one cannot be written.
    """
    asked = tuple(languages)
    known = chosen.catalogue.languages
    for name in asked:
        if name not in known:
            raise UsageError("There is no language “{language}”", "Those in conf/languages.yml: {known}.",
                             language=name, known=", ".join(known))  # fmt: skip
    for template, spoken in chosen.templates():
        for language in asked or spoken:
            done = files.update(chosen.catalogue.root, template, language, findings)
            if done is not None:
                yield done
