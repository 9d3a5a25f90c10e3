"""Kits of any number of modules, for measuring: made from the lessons of ``kits/fundamentos``, varied by a seed.

Each module keeps what a module of that kit has (objectives, session rows, facilitator notes, blocks for audiences,
questions, a scenario, a reflection, job aids, terms, sources, tables, pictures) under ids of its own, with other
lessons left out and other sentences left out or added. The first module is the diagnostic assessment, the last the
final one. There are no recordings: encoding them is measured by ``tests.bench.media``.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.translated import write_translations
from tests.support.project import REPOSITORY

KIT = "generado"
AUDIENCES = ("policia", "judicial", "trabajo", "sociedad-civil")
LANGUAGES = ("es", "en", "fr")
SEED = 6
_SOURCE = REPOSITORY / "kits" / "fundamentos"
_FIRST, _LAST, _BANK = "00-punto-de-partida", "06-evaluacion-final", "banco"
_PATTERNS = ("01-que-es-la-trata", "02-indicadores", "03-no-danar", "04-ruta-de-derivacion", "05-cuidar-a-quien-ayuda")
_ONCE = frozenset({"evaluacion-inicial", "evaluacion-del-kit"})
"""Labels of the assessments, which stand once in a kit and keep their names."""
_KEPT_LESSONS = (2, 4)
"""How many of a pattern's shared lessons a module keeps, at least and at most."""
_FENCE = re.compile(r"(:{3,})\{([a-z-]+)\} ?(.*)")
_MEDIA = re.compile(r"^(:{3,})\{media\}[^\n]*\n.*?^\1\n", re.MULTILINE | re.DOTALL)
_ELSEWHERE = re.compile(r"^(:{3,})\{audience\} cicesct\n.*?^\1(?:\n|$)", re.MULTILINE | re.DOTALL)
_ROLE_ELSEWHERE = re.compile(r"\{audience\}`cicesct\|[^`]*`")
_SESSION = re.compile(r"^:{3,}\{session\} (\d+) min$", re.MULTILINE)
_ONLINE = re.compile(r"^:online-minutes: \d+\n", re.MULTILINE)
_IDS = re.compile(r"^(?:\(([a-z0-9-]+)\)=|:(?:name|id): ([a-z0-9-]+))$", re.MULTILINE)
_REFERENCE = re.compile(r"\{ref\}`(?:([^<`]+) <([^>`]+)>|([^`]+))`")
_LINK = re.compile(r"\]\((\d\d-[a-z-]+)\.md(?:#[a-z0-9-]+)?\)")
_OBJECTIVE = re.compile(r"(?<=^:objective: )\S+$", re.MULTILINE)
_PLACES = ("Atlántida", "Choluteca", "Colón", "Comayagua", "Copán", "Cortés", "El Paraíso", "Gracias a Dios",
           "Intibucá", "Islas de la Bahía", "La Paz", "Lempira", "Ocotepeque", "Olancho", "Valle", "Yoro")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines of a module from one lesson's start to the next; ``shared`` when every audience has it."""

    text: str
    shared: bool


def write_project(folder: Path, modules: int, languages: Sequence[str] = LANGUAGES, seed: int = SEED) -> Path:
    """A whole project with one generated kit.

    Args:
        folder: gets ``kits/``, ``media/`` (empty) and ``conf/``.
        modules: how many, at least three.
        languages: of the kit; for each but the first there are translations of every message.
        seed: another one gives other modules.

    Returns:
        the project's folder.
    """
    shutil.copytree(REPOSITORY / "conf", folder / "conf")
    (folder / "media").mkdir()
    kit = folder / "kits" / KIT
    kit.mkdir(parents=True)
    shutil.copyfile(REPOSITORY / "kits" / "glossary.yml", folder / "kits" / "glossary.yml")
    shutil.copytree(_SOURCE / "img", kit / "img")
    names = module_names(modules)
    for number, name in enumerate(names):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - variety, not secrecy
        (kit / f"{name}.md").write_text(_module(number, names, chance), encoding="utf-8")
    (kit / f"{_BANK}.md").write_text(_bank(modules), encoding="utf-8")
    (kit / "kit.yml").write_text(_kit_file(names, languages), encoding="utf-8")
    write_translations(folder, AUDIENCES, languages[1:])
    return folder


def module_names(modules: int) -> list[str]:
    """The names of a kit's modules, without ending: the patterns in turn between the two assessments."""
    between = [f"{n:04}-{_pattern(n)[3:]}" for n in range(1, modules - 1)]
    return [f"0000-{_FIRST[3:]}", *between, f"{modules - 1:04}-{_LAST[3:]}"]


def _pattern(number: int) -> str:
    return _PATTERNS[(number - 1) % len(_PATTERNS)]


def _kit_file(names: Sequence[str], languages: Sequence[str]) -> str:
    listed = "\n".join(f"  - {name}.md" for name in names)
    return (
        f"id: {KIT}\nversion: 1.0.0\ntitle: {{es: Kit generado, en: Generated kit, fr: Kit produit}}\n"
        "description:\n  es: Un kit que solo sirve para medir.\n  en: A kit to measure with.\n"
        "  fr: Un kit pour mesurer.\n"
        f"audiences: [{', '.join(AUDIENCES)}]\nlanguages: [{', '.join(languages)}]\n"
        f"mastery: 70\nbank: {_BANK}.md\nmodules:\n{listed}\n"
    )


def _for_us(name: str) -> str:
    """A module of the real kit, without recordings and without the audience that a generated kit lacks.

    Sessions take as long online as in a room: they are balanced over a whole module, of which parts are left out.
    """
    text = (_SOURCE / f"{name}.md").read_text(encoding="utf-8")
    for gone in (_MEDIA, _ELSEWHERE, _ROLE_ELSEWHERE, _ONLINE):
        text = gone.sub("", text)
    return text


def _bank(modules: int) -> str:
    """The question bank; a question on what no module teaches is counted as one on what the first does."""
    taught = "".join(_for_us(name) for name in _PATTERNS[: modules - 2])
    return _OBJECTIVE.sub(lambda m: m[0] if f"- `{m[0]}` " in taught else "definir", _for_us(_BANK))


def _module(number: int, names: Sequence[str], chance: random.Random) -> str:
    if number in (0, len(names) - 1):
        return _referring(_linked(_for_us(_LAST if number else _FIRST), number, names), _ONCE)
    head, *parts = _parts(_for_us(_pattern(number)))
    kept = _chosen(parts[:-1], chance)
    removed = "".join(p.text for p in parts if p not in kept and p is not parts[-1])
    text = "".join(_varied(p.text, number, chance) for p in (head, *kept, parts[-1]))
    return _titled(_renamed(_linked(text, number, names), number), number, removed)


def _parts(text: str) -> Iterator[_Part]:
    """Cuts a module where lessons start; the blocks of audiences, which hold one each, stay whole."""
    lines, start, fence = text.splitlines(keepends=True), 0, ""
    for index, line in enumerate(lines):
        opens = _FENCE.match(line)
        if not fence and (line.startswith("## ") or (opens and opens[2] == "audience")):
            first = index - (1 if lines[index - 1].startswith("(") else 0)
            yield _part(lines[start:first])
            start = first
        if fence:
            fence = "" if line.rstrip() == fence else fence
        elif opens:
            fence = opens[1]
    yield _part(lines[start:])


def _part(lines: Sequence[str]) -> _Part:
    text = "".join(lines)
    return _Part(text, shared="{audience}" not in text.split("\n", maxsplit=1)[0])


def _chosen(parts: Sequence[_Part], chance: random.Random) -> list[_Part]:
    """What a module keeps, in its order: some of the lessons for all, and those of each audience."""
    shared = [index for index, part in enumerate(parts) if part.shared]
    some = set(chance.sample(shared, min(len(shared), chance.randint(*_KEPT_LESSONS))))
    return [part for index, part in enumerate(parts) if index in some or not part.shared]


def _varied(text: str, number: int, chance: random.Random) -> str:
    """Leaves out some paragraphs, and says after others where they were tried out: no two modules are equal."""
    found = []
    for paragraph in text.split("\n\n"):
        plain = paragraph[:1].isalpha() and not re.search(r"\n|\[\^", paragraph) and paragraph.endswith(".")
        if plain and chance.random() < 0.1:
            continue
        more = f" Así se trabajó en {chance.choice(_PLACES)} con {chance.randint(8, 40)} personas (grupo {number})."
        found.append(paragraph + more if plain and chance.random() < 0.5 else paragraph)
    return "\n\n".join(found)


def _linked(text: str, number: int, names: Sequence[str]) -> str:
    """Links to the real kit's modules lead to the nearest generated one of their kind."""

    def target(match: re.Match[str]) -> str:
        if match[1] in (_FIRST, _LAST):
            return f"]({names[0 if match[1] == _FIRST else -1]}.md)"
        steps = (n for n in sorted(range(1, len(names) - 1), key=lambda n: abs(n - number)) if _pattern(n) == match[1])
        return f"]({names[next(steps, 1)]}.md)"

    return _LINK.sub(target, text)


def _renamed(text: str, number: int) -> str:
    """Gives every id of a module the module's number, wherever it stands."""
    ids = {label or name for label, name in _IDS.findall(text)}
    text = _referring(text, ids | _ONCE)
    one = "|".join(sorted(map(re.escape, ids), key=len, reverse=True))
    places = re.compile(rf"(?<=\n\()(?:{one})(?=\)=)|(?:(?<=\n:id: )|(?<=\n:name: ))(?:{one})(?=\n)"
                        rf"|(?<=\{{ref\}}`)(?:{one})(?=`)|(?<=<)(?:{one})(?=>`)|(?<=`)q-[a-z0-9-]+(?=`)")  # fmt: skip
    return places.sub(lambda found: f"{found[0]}-{number}", text)


def _referring(text: str, ids: Collection[str]) -> str:
    """References to what is gone become their text, those without one lead to the module's first lesson."""
    lesson = next(label for label, _ in _IDS.findall(text) if label)

    def reference(match: re.Match[str]) -> str:
        label = match[2] or match[3]
        return match[0] if label in ids else match[1] or f"{{ref}}`{lesson}`"

    return _REFERENCE.sub(reference, text)


def _titled(text: str, number: int, removed: str) -> str:
    """The title tells the module's number, the duration what the sessions that are left add up to."""
    minutes = sum(int(m[1]) for m in _SESSION.finditer(removed))
    text = re.sub(r"(?m)^title: (.*)$", rf"title: \1 ({number})", text, count=1)
    return re.sub(r"(?m)^duration: (\d+)$", lambda m: f"duration: {int(m[1]) - minutes}", text, count=1)
