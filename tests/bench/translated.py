"""Translation files for generated kits: every word of every message carries the mark of its language.

So pages differ in all that a translation changes, while roles, links and other marks stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.load import load
from build_tools.load.filter import filtered
from build_tools.load.markdown import parser
from build_tools.load.walker import split_options
from build_tools.vocabulary import SESSION_FIELDS

_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
_DIRECTIVE = re.compile(r"\{(?P<name>[a-z-]+)\} ?(?P<argument>.*)")
_TITLED = frozenset({"case", "important", "job-aid", "note", "scenario", "table", "tip", "warning"})
_MARK = re.compile(r"\{[a-z-]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|\[\^[^\]]*\]")
_ANSWER = re.compile(r"^\[[ x]\] | -> [a-z0-9-]+$")
"""What tells whether an answer is right, or where a choice leads: our directives take it away before Sphinx asks."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def write_translations(folder: Path, audiences: Sequence[str], languages: Sequence[str]) -> None:
    """Writes a translation file for each module of each kit of a project.

    Args:
        folder: the project.
        audiences: whose texts are translated: a sentence may read differently for each.
        languages: into which.
    """
    if not languages:
        return
    catalogue, _ = load(folder)
    for kit in catalogue.kits:
        for module in kit.texts:
            texts = {filtered(module.text, module.scan, module.title, name, facilitator=True) for name in audiences}
            found = dict.fromkeys(message for text in sorted(texts) for message in messages(text))
            for language in languages:
                target = folder / kit.folder / "locale" / language / "LC_MESSAGES" / f"{module.id}.po"
                target.parent.mkdir(parents=True, exist_ok=True)
                entries = (f"\nmsgid {_quoted(m)}\nmsgstr {_quoted(translation(m, language))}\n" for m in found)
                target.write_text(_HEADER + "".join(entries), encoding="utf-8")


def messages(text: str) -> Iterator[str]:
    """What Sphinx asks translations for, in the order of the text: as MyST keeps it, without its line ends."""
    if text.startswith("---\n"):
        head, _, text = text[4:].partition("\n---\n")
        yield head.partition("title: ")[2].strip().strip('"')
    for token in parser().parse(text):
        if token.type == "inline" and token.content:
            yield from _answers(token.content.replace("\n", " ").strip())
        elif token.type == "colon_fence" and (match := _DIRECTIVE.match(token.info.strip())):
            yield from _of_directive(match["name"], match["argument"], token.content)


def _answers(message: str) -> Iterator[str]:
    """The two sides of a pair; the text of an answer or a choice; else the message as it stands."""
    yield from filter(None, (part.strip() for part in _ANSWER.sub("", message).split("=>")))


def _of_directive(name: str, argument: str, content: str) -> Iterator[str]:
    options, taken, _ = split_options(content)
    if name in _TITLED and argument:
        yield argument
    if name == "figure":
        yield options["alt"]
    if name == "session":
        yield from (options[field] for field in SESSION_FIELDS if field in options)
    for message in messages("\n".join(content.split("\n")[taken:])):
        # An objective starts with its id, which is no text.
        yield message.partition("` ")[2] if name == "objectives" else message


def translation(message: str, language: str) -> str:
    """The message with marked words; what stands in a mark stays."""
    found, end = [], 0
    for mark in _MARK.finditer(message):
        found += [_marked(message[end : mark.start()], language), mark[0]]
        end = mark.end()
    return "".join([*found, _marked(message[end:], language)])


def _marked(text: str, language: str) -> str:
    return _WORD.sub(lambda word: word[0] + language, text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
