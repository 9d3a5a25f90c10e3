"""Renders a reading's pages with the project's templates; used by the web folder and SCORM packages."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from build_tools.formats import fragments, templates, theme
from build_tools.formats.base import read_json, unread
from build_tools.formats.keys import short_keys
from build_tools.formats.players import Player, text_script
from build_tools.formats.words import home_words, module_words, recording_words
from build_tools.i18n import translator

TEMPLATES = Path("conf/templates")
EXIT_PAGE = "salida.html"


@dataclass(frozen=True, slots=True)
class Look:
    """How pages differ by format."""

    store: str
    """The learner runtime's adapter: ``standalone``, ``scorm12``, ``scorm2004`` or ``cmi5``."""
    linked: bool
    """Whether the pages link to each other."""

    @property
    def carries_captions(self) -> bool:
        """Whether caption tracks lie in the page: browsers refuse to load them for one opened from a disk."""
        return self.linked


class Pages:
    """All pages of one edition in one format.

    Args:
        workspace: holds ``reading/``, ``media/`` and ``conf/templates/``.
        look: how the format's pages differ.
    """

    def __init__(self, workspace: Path, look: Look) -> None:
        self.workspace = workspace
        self.look = look
        self.reading: Mapping[str, Any] = read_json(workspace / "reading" / "reading.json")
        self.language: str = self.reading["language"]
        self.translate = translator(self.language, "learner")
        self._assets: dict[str, Player] = {}
        self._transcripts: dict[str, str] = {}

    @property
    def modules(self) -> list[Mapping[str, Any]]:
        """The edition's modules, in their order."""
        modules: list[Mapping[str, Any]] = self.reading["modules"]
        return modules

    @property
    def has_exit(self) -> bool:
        """Whether the audience wants the quick exit."""
        return bool(self.reading["audience"]["quick_exit"])

    @cached_property
    def environment(self) -> Environment:
        """The template environment in the edition's language."""
        environment = templates.environment(self.workspace / TEMPLATES, self.language)
        environment.globals |= {
            "kit": self.reading["kit"],
            "audience": self.reading["audience"],
            "contacts": self.reading["contacts"],
            "look": self.look,
            "unread": unread(self.reading),
            "exit_page": EXIT_PAGE if self.has_exit else "",
        }
        return environment

    def module(self, module: Mapping[str, Any]) -> str:
        """The one HTML document of a module."""
        parts = [module["intro"], *(part["html"] for part in (*module["lessons"], *module["extras"]))]
        keys = lesson_keys(module)
        preparation = fragments.Preparation(
            self.player, self.look.linked, self.translate, short_keys(fragments.question_ids(parts)), keys
        )
        return self._render(
            "module.html.j2",
            module=module,
            shelf=self.shelf(module),
            keys=keys,
            html=lambda text: Markup(fragments.prepare(text, preparation)),  # noqa: S704 - our own HTML
            following=self._following(module),
            words=_compact(
                module_words(self.translate, "".join(parts), platform=not self.look.linked, exits=self.has_exit)
            ),
        )

    def home(self) -> str:
        """The kit's first page."""
        keys = [(module, lesson_keys(module)) for module in self.modules]
        cards = [(m, self.shelf(m), [known[lesson["id"]] for lesson in m["lessons"]]) for m, known in keys]
        words = _compact(home_words(self.translate, exits=self.has_exit))
        return self._render("index.html.j2", cards=cards, recordings=self.recordings, words=words)

    def exit(self) -> str:
        """The neutral page that the quick exit leads to."""
        return self._render("salida.html.j2", csp_hash=csp_hash)

    def shelf(self, module: Mapping[str, Any]) -> str:
        """The name under which a browser keeps the progress of a module."""
        return f"kits/{self.reading['audience']['id']}/{self.reading['kit']['id']}/{module['id']}"

    def player(self, identifier: str, *, counts: bool = False, alone: bool = False) -> str:
        """The player of a media asset.

        Args:
            identifier: the asset's id.
            counts: whether the module is completed only when it was played to its end.
            alone: whether the page is its own.

        Raises:
            JobError: the workspace has no such media asset.
        """
        text_bytes = len(self.transcript(identifier).encode())
        return self._render(
            "player.html.j2", player=self.asset(identifier), counts=counts, alone=alone, text_bytes=text_bytes
        )

    def transcript(self, identifier: str) -> str:
        """The script with a media asset's transcript; empty without one."""
        if identifier not in self._transcripts:
            self._transcripts[identifier] = self._transcript(self.asset(identifier))
        return self._transcripts[identifier]

    def _transcript(self, player: Player) -> str:
        if player.media["kind"] == "picture" or not player.transcript[1]:
            return ""
        return text_script(player.text_file, self._render("transcript.html.j2", player=player))

    def asset(self, identifier: str) -> Player:
        """A media asset as this format shows it."""
        if identifier not in self._assets:
            folder = self.workspace / "media" / identifier
            self._assets[identifier] = Player(folder, self.language, inline=self.look.carries_captions)
        return self._assets[identifier]

    @cached_property
    def recordings(self) -> Mapping[str, Player]:
        """The videos and audios of all modules by id, in the order of their use."""
        used = dict.fromkeys(identifier for module in self.modules for identifier in _in_order(module))
        found = {identifier: self.asset(identifier) for identifier in used}
        return {identifier: one for identifier, one in found.items() if one.media["kind"] != "picture"}

    def recording(self, identifier: str) -> str:
        """The page of a video or an audio."""
        return self._render(
            "recording.html.j2",
            player=Markup(self.player(identifier, alone=True)),  # noqa: S704 - our own HTML
            recording=self.recordings[identifier],
            modules=self._shown_in[identifier],
            words=_compact(recording_words(self.translate, exits=self.has_exit)),
        )

    def _following(self, module: Mapping[str, Any]) -> Mapping[str, Any] | None:
        return self._next.get(module["id"]) if self.look.linked else None

    @cached_property
    def _next(self) -> Mapping[str, Mapping[str, Any]]:
        return dict(zip((m["id"] for m in self.modules), self.modules[1:], strict=False))

    @cached_property
    def _shown_in(self) -> Mapping[str, list[Mapping[str, Any]]]:
        """The modules in which each media asset is."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for module in self.modules:
            for identifier in dict.fromkeys(module["media"]):
                found.setdefault(identifier, []).append(module)
        return found

    def _render(self, template: str, **context: Any) -> str:  # noqa: ANN401 - what templates take
        return self.environment.get_template(template).render(**context)


def lesson_keys(module: Mapping[str, Any]) -> dict[str, str]:
    """The short keys of what completes a module: lessons by their ids, then media assets by `fragments.played`."""
    lessons = [lesson["id"] for lesson in module["lessons"]]
    played = [fragments.played(identifier) for identifier in module["played"]]
    keys = short_keys([*lessons, *played])
    return {name: keys[name] for name in [*lessons, *played]}


def _in_order(module: Mapping[str, Any]) -> list[str]:
    """The media assets of a module as its text names them."""
    text = "".join([module["intro"], *(part["html"] for part in (*module["lessons"], *module["extras"]))])
    return sorted(set(module["media"]), key=lambda identifier: text.find(f'data-media="{identifier}"'))


def _compact(words: Mapping[str, str]) -> Markup:
    """JSON for an attribute in single quotes: double ones, and letters with accents, stay one character each."""
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;"))  # noqa: S704 - escaped


def csp_hash(text: str) -> Markup:
    """The source expression that allows one inline script or style (CSP level 3, 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")  # noqa: S704 - base 64


def render_catalogue(template_path: Path, context: Mapping[str, Any]) -> str:
    """An audience's catalogue page.

    Args:
        template_path: ``conf/templates/catalogue.html.j2`` of the project.
        context: ``audience`` (id, title, colour), ``language``, ``facilitator``, ``kits`` and
            ``other_href``; the template says what of them it shows.
    """
    environment = templates.environment(template_path.parent, str(context["language"]))
    return environment.get_template(template_path.name).render(
        **context, palette=theme.palette(context["audience"]["colour"]), csp_hash=csp_hash
    )
