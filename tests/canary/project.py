"""Writes the canary project: one kit for all audiences, one for a single one, words in every place."""

from __future__ import annotations

import json
import re
import shutil
from functools import partial
from pathlib import Path
from typing import Any

from build_tools.formats.registry import FORMATS
from tests.canary import files
from tests.canary.places import AUDIENCES, COMMON, KIT, LANGUAGES, MACHINE, RESTRICTED, TEXTS
from tests.canary.search import word
from tests.support.project import kits, make_project

_COMMON_MODULE = "01-comun"
_HOLE = re.compile(r"@(?:(?P<owner>[a-z+-]+):)?(?P<place>[a-z]+)@")
_NUMBERS = {audience: f"+504 2234-{10 + place}90" for place, audience in enumerate(AUDIENCES)}


class Project:
    """A project's folder while it is written; ``planted`` has the word of each owner and place."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.planted: dict[tuple[str, str], str] = {}

    def word(self, owner: str, place: str) -> str:
        """The word for a place, which counts as planted from now on."""
        # What several audiences share does not name them: their names are looked for as well.
        self.planted[owner, place] = word(place) if "+" in owner else word(owner, place)
        return self.planted[owner, place]

    def fill(self, text: str, owner: str) -> str:
        """A text with words in its holes: ``@place@``, or ``@owner:place@`` for another owner's."""
        return _HOLE.sub(lambda m: owner if m["place"] == "id" else self.word(m["owner"] or owner, m["place"]), text)

    def text(self, name: str, owner: str) -> str:
        """A text of the folder ``content``, filled."""
        return self.fill((TEXTS / name).read_text(encoding="utf-8"), owner)

    def write(self, path: str, text: str) -> None:
        """Writes a text file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def write_yaml(self, path: str, value: Any) -> None:
        """Writes YAML (as JSON, which is YAML) under a comment with a word."""
        self.write(path, f"# {self.word(COMMON, 'yamlcomment')}\n{json.dumps(value, ensure_ascii=False)}\n")

    def localized(self, owner: str, place: str) -> dict[str, str]:
        """A word of its own for each language."""
        return {"es": self.word(owner, place), "en": self.word(owner, f"{place}english")}


def write_project(root: Path) -> Project:
    """The whole project."""
    project = Project(make_project(root))
    shutil.rmtree(root / "kits" / "prueba")
    _write_conf(project)
    _write_sources(project)
    _write_glossary(project)
    _write_kit(project)
    _write_restricted_kit(project)
    for owner in (*AUDIENCES, COMMON):
        _write_media(project, owner)
    for owner in AUDIENCES:
        _write_photo(project, owner)
    return project


def build(folder: Path) -> Project:
    """Writes the project and builds all formats with the real command, as a user with a telling name.

    Args:
        folder: gets the project; every folder that the build can know of has a word in its name.
    """
    named = {place: folder / word(MACHINE, place) for place in ("project", "home", "temporary")}
    for path in named.values():
        path.mkdir()
    project = write_project(named["project"])
    for place in (*named, "user"):
        project.word(MACHINE, place)
    environment = {"HOME": str(named["home"]), "TMPDIR": str(named["temporary"]),
                   "USER": word(MACHINE, "user"), "LOGNAME": word(MACHINE, "user")}  # fmt: skip
    for selectors in ([], [f"*/*/*/{f.id}" for f in FORMATS if f.on_request]):
        # One worker reads all editions, so that whatever one of them leaves behind meets the next.
        done = kits(project.root, "build", "--jobs", "1", *selectors, **environment)
        if done.returncode:
            raise RuntimeError(done.stderr)
    return project


def _write_conf(project: Project) -> None:
    audiences = [
        {
            "id": a, "title": project.localized(a, "audiencetitle"), "colour": f"#1f3a{place}f",
            "quick_exit": f"https://www.example.org/{project.word(a, 'exit')}",
        }
        for place, a in enumerate(AUDIENCES, start=5)
    ]  # fmt: skip
    contacts = [
        {
            "id": project.word(a, "contactid"), "number": _number(project, a),
            "label": project.localized(a, "contactlabel"),
            "state": "general", "note": project.word(a, "contactnote"), "audiences": [a],
        }
        for a in AUDIENCES
    ]  # fmt: skip
    project.write_yaml("conf/audiences.yml", {"audiences": audiences})
    project.write_yaml("conf/contacts.yml", {"contacts": contacts})
    _write_institutions(project)


def _write_institutions(project: Project) -> None:
    """Who gets files is nobody's business but the maintainers'."""
    entry = {
        "id": "academia", "name": {"es": project.word(COMMON, "institutionname")}, "audience": AUDIENCES[0],
        "languages": list(LANGUAGES), "lms": project.word(COMMON, "institutionlms"), "format": "scorm12",
        "largest_upload": 50,
    }  # fmt: skip
    project.write_yaml("conf/institutions.yml", {"institutions": [entry]})


def _number(project: Project, audience: str) -> str:
    """A telephone number of the audience's own, looked for by its digits."""
    project.planted[audience, "number"] = "".join(c for c in _NUMBERS[audience] if c.isdigit())
    return _NUMBERS[audience]


def _write_sources(project: Project) -> None:
    wanted = [(a, place) for a in AUDIENCES for place in ("source", "asked", "unusedsource")] + [(COMMON, "facsource")]
    sources = [
        {
            "id": project.word(owner, place), "title": f"Fuente {project.word(owner, place + 'title')}",
            "publisher": project.word(owner, place + "publisher"), "year": 2000, "state": "secondary",
            "where": f"example.org/{project.word(owner, place + 'where')}",
            "note": project.word(owner, place + "note"),
            **({} if owner == COMMON else {"audiences": [owner]}),
        }
        for owner, place in wanted
    ]  # fmt: skip
    legal = [
        {"ref": f"Ley {project.word(a, 'article')}", "source": project.word(a, "source"), "state": "index",
         "note": project.word(a, "articlenote")}
        for a in AUDIENCES
    ]  # fmt: skip
    project.write_yaml("conf/sources.yml", {"sources": sources, "legal": legal})


def _write_glossary(project: Project) -> None:
    wanted = [(owner, "facterm") for owner in (*AUDIENCES, COMMON)]
    wanted += [(a, place) for a in AUDIENCES for place in ("term", "unusedterm")]
    terms = [
        {
            "id": project.word(owner, place + "id"), "term": project.localized(owner, place),
            "definition": project.localized(owner, place + "definition"),
            **({} if owner == COMMON else {"audiences": [owner]}),
        }
        for owner, place in wanted
    ]  # fmt: skip
    project.write_yaml("kits/glossary.yml", {"terms": terms})


def _write_kit(project: Project) -> None:
    folder = f"kits/{KIT}"
    common = project.text("common.md", COMMON)
    for hole in ("lesson", "objective"):
        common = common.replace(f"<<{hole}s>>", "\n\n".join(project.text(f"{hole}.md", a) for a in AUDIENCES))
    project.write(f"{folder}/{_COMMON_MODULE}.md", common)
    project.write(f"{folder}/banco.md", "\n\n".join(project.text("bank.md", a) for a in AUDIENCES))
    modules = [_COMMON_MODULE]
    for audience in AUDIENCES:
        modules.append(f"02-{project.word(audience, 'page')}")
        project.write(f"{folder}/{modules[-1]}.md", project.text("page.md", audience))
        _write_catalogue(project, KIT, modules[-1], [_translation(project, audience, "pageoriginal")])
        _write_pictures(project, folder, audience)
    (project.root / folder / "img" / f"{project.word(COMMON, 'facpicture')}.png").write_bytes(
        files.png(partial(project.word, COMMON))
    )
    translated = [(a, place) for a in AUDIENCES for place in ("original", "facoriginal")]
    _write_catalogue(project, KIT, _COMMON_MODULE, [_translation(project, *key) for key in translated])
    title = {"es": "Canario", "en": "Canary"}
    _write_kit_file(project, KIT, title, AUDIENCES, [f"{name}.md" for name in modules], bank="banco.md")


def _write_kit_file(
    project: Project, name: str, title: dict[str, str], audiences: tuple[str, ...], modules: list[str], **more: str
) -> None:
    project.write_yaml(f"kits/{name}/kit.yml", {
        "id": name, "version": "1.0.0", "title": title, "description": title,
        "audiences": list(audiences), "languages": list(LANGUAGES), "modules": modules, **more,
    })  # fmt: skip


def _write_restricted_kit(project: Project) -> None:
    name = project.word(RESTRICTED, "kit")
    project.write(f"kits/{name}/{_COMMON_MODULE}.md", project.text("kit.md", RESTRICTED))
    translation = ("Frase de todo el mundo por traducir.", project.word(RESTRICTED, "kittranslation"))
    _write_catalogue(project, name, _COMMON_MODULE, [translation])
    title = f"Kit {project.word(RESTRICTED, 'kittitle')}"
    _write_kit_file(project, name, {"es": title, "en": title}, (RESTRICTED,), [f"{_COMMON_MODULE}.md"])


def _translation(project: Project, owner: str, place: str) -> tuple[str, str]:
    """A sentence of the texts that has a place of its own, and its translation."""
    return f"Frase {project.word(owner, place)} por traducir.", f"Phrase {project.word(owner, place + 'english')}."


def _write_catalogue(project: Project, kit: str, module: str, entries: list[tuple[str, str]]) -> None:
    """A module's translation file, with words where translators leave notes, and an entry out of use."""
    lines = [f"# {project.word(COMMON, 'translatornote')}", 'msgid ""', 'msgstr ""',
             '"Content-Type: text/plain; charset=UTF-8\\n"',
             f'"Last-Translator: {project.word(COMMON, "translatorname")}\\n"', ""]  # fmt: skip
    for original, translated in entries:
        lines += [f"#. {project.word(COMMON, 'entrynote')}", f'msgid "{original}"', f'msgstr "{translated}"', ""]
    lines += ['#~ msgid "Antes"', f'#~ msgstr "{project.word(COMMON, "oldentry")}"', ""]
    project.write(f"kits/{kit}/locale/en/LC_MESSAGES/{module}.po", "\n".join(lines))


def _write_pictures(project: Project, folder: str, audience: str) -> None:
    words = partial(project.word, audience)
    pictures = {
        "picture.png": files.png,
        "facpicture.png": files.png,
        "figured.png": files.png,
        "drawing.svg": files.svg,
    }
    for name, make in pictures.items():
        place, _, ending = name.partition(".")
        target = project.root / folder / "img" / f"{words(place)}.{ending}"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(make(words))


def _write_media(project: Project, owner: str) -> None:
    """A video for each audience; a recording without picture for the facilitators of all."""
    shared = owner == COMMON
    words = partial(project.word, owner)
    asset = words("facasset" if shared else "asset")
    source = f"{words('sourcefile')}.{'m4a' if shared else 'mp4'}"
    tracks = {language: f"{words('trackfile')}.{language}.vtt" for language in LANGUAGES}
    project.write_yaml(f"media/{asset}/media.yml", {
        "id": asset, "kind": "audio" if shared else "video", "source": source, "people": "none",
        "title": project.localized(owner, "assettitle"), "alt": project.localized(owner, "assetalt"),
        "licence": words("licence"), "captions": tracks,
        **({} if shared else {"audiences": [owner], "picture_matters": False}),
    })  # fmt: skip
    for language, name in tracks.items():
        cue = "cue" if language == "es" else "cueenglish"
        project.write(f"media/{asset}/{name}", files.captions(words, cue))
    files.recording(project.root / "media" / asset / source, words)


def _write_photo(project: Project, owner: str) -> None:
    """A photo of people for each audience: whose consent it is stands in a file that nobody else reads."""
    words = partial(project.word, owner)
    asset, source = words("photo"), f"{words('photofile')}.jpg"
    project.write(f"media/{asset}/media.yml", "\n".join([
        f"id: {asset}", "kind: picture", f"source: {source}", f"licence: {words('photolicence')}",
        f"title: {json.dumps(project.localized(owner, 'phototitle'))}",
        f"alt: {json.dumps(project.localized(owner, 'photoalt'))}",
        "people: consented", "consent:", f"  reference: {words('consent')}", "  until: 9999-12-31",
        f"audiences: [{owner}]", "",
    ]))  # fmt: skip
    (project.root / "media" / asset / source).write_bytes(files.jpeg(words))
