"""A storyboard's text cut into slides; what does not belong on a slide becomes a finding at its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from build_tools.findings import Code, Finding, Phrase
from build_tools.load.markdown import parser
from build_tools.load.schema import ID
from build_tools.load.storyboard_script import Block, Passage, Picture, Script, Slide
from build_tools.load.walker import split_options
from build_tools.model import Location

DIRECTIVES = ("narration", "pause")
ROLES = ("contact", "cite")

_DIRECTIVE = re.compile(r"^\{(?P<name>[^}\s]*)\}\s*(?P<argument>.*)$", re.DOTALL)
_SECONDS = re.compile(r"^(?P<seconds>\d{1,2}(?:[.,]\d)?)\s*(?:s|seg\.?|segundos?)?$")
_LONGEST_PAUSE = 30.0
_SLIDE_LEVEL = "h2"
_LISTS = {"bullet_list": "bullets", "ordered_list": "steps"}
_WORDS = frozenset({"text", "text_special", "softbreak", "hardbreak", "myst_role", "strong", "em"})
_REFUSED = {
    "heading": Phrase("A heading of another level"),
    "table": Phrase("A table"),
    "blockquote": Phrase("A quote"),
    "link": Phrase("A link"),
    "code_inline": Phrase("Code"),
    "fence": Phrase("Code"),
    "code_block": Phrase("Code"),
    "image": Phrase("A picture inside a sentence"),
    "list": Phrase("A list inside a list"),
    "early": Phrase("Text before the first heading"),
    "narration": Phrase("Anything but text in a narration"),
}
_ANYTHING = Phrase("This")


@dataclass(slots=True)
class _Draft:
    id: str
    title: Passage
    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    narration: list[Passage] = field(default_factory=list)
    pause: float | None = None

    def done(self) -> Slide:
        return Slide(self.id, self.title, tuple(self.blocks), tuple(self.pictures), tuple(self.narration), self.pause)


def parsed(path: str, text: str, findings: list[Finding]) -> Script:
    """The slides of a storyboard.

    Args:
        path: of the file, relative to the project's root.
        text: the whole file.
        findings: gets what is wrong with its structure; what its texts name is a matter of the checks.
    """
    reader = _Reader(path, findings)
    for node in SyntaxTreeNode(parser().parse(text, {})).children:
        reader.read(node)
    return Script(path, text, tuple(draft.done() for draft in reader.slides))


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _Reader:
    """Reads one block after the other into the last slide."""

    def __init__(self, path: str, findings: list[Finding]) -> None:
        self.slides: list[_Draft] = []
        self._path = path
        self._findings = findings
        self._label = ""

    def read(self, node: SyntaxTreeNode) -> None:
        """Takes a block of the file's top level."""
        if node.type == "myst_target":
            self._label = node.content
        elif node.type == "heading" and node.tag == _SLIDE_LEVEL:
            self._slide(node)
        elif node.type not in ("myst_line_comment", "myst_block_break"):
            self._content(node)

    def _content(self, node: SyntaxTreeNode) -> None:
        line = _line(node)
        if not self.slides:
            self._refuse(line, "early")
        elif node.type == "paragraph":
            self._paragraph(node, line)
        elif node.type in _LISTS:
            self._list(node)
        elif node.type == "colon_fence" or (node.type == "fence" and node.info.startswith("{")):
            self._directive(node, line)
        else:
            self._refuse(line, node.type)

    def _add(self, code: Code, line: int, **values: object) -> None:
        self._findings.append(Finding(code, Location(self._path, line, 1), values))

    def _refuse(self, line: int, what: str) -> None:
        self._add(Code.SLIDE_CONTENT, line, what=_REFUSED.get(what, _ANYTHING))

    def _slide(self, node: SyntaxTreeNode) -> None:
        title = self._passage(node.children[0].content, _line(node), node.children[0])
        first = next((s for s in self.slides if s.id == self._label), None)
        if not re.match(ID, self._label):
            self._add(Code.SLIDE_LABEL, title.line, title=title.text)
        elif first is not None:
            self._add(Code.DUPLICATE_ID, title.line, id=self._label, other=f"{self._path}:{first.title.line}")
        self.slides.append(_Draft(self._label, title))
        self._label = ""

    def _passage(self, content: str, line: int, node: SyntaxTreeNode) -> Passage:
        for child in node.walk(include_self=False):
            if child.type not in _WORDS:
                self._refuse(line, child.type)
        return Passage(_one_line(content), line)

    def _paragraph(self, node: SyntaxTreeNode, line: int) -> None:
        inline = node.children[0]
        if all(child.type in ("image", "softbreak") for child in inline.children):
            for image in (child for child in inline.children if child.type == "image"):
                picture = Picture(str(image.attrs.get("src", "")), Passage(_one_line(image.content), line))
                self.slides[-1].pictures.append(picture)
        else:
            self.slides[-1].blocks.append(Block("paragraph", (self._passage(inline.content, line, inline),)))

    def _list(self, node: SyntaxTreeNode) -> None:
        passages = []
        for item in node.children:
            if [child.type for child in item.children] != ["paragraph"]:
                self._refuse(_line(item), "list")
                continue
            inline = item.children[0].children[0]
            passages.append(self._passage(inline.content, _line(item), inline))
        self.slides[-1].blocks.append(Block(_LISTS[node.type], tuple(passages)))

    def _directive(self, node: SyntaxTreeNode, line: int) -> None:
        match = _DIRECTIVE.match(node.info.strip())
        name, argument = (match["name"], match["argument"].strip()) if match else ("", "")
        for option in split_options(node.content)[0] if name in DIRECTIVES else ():
            self._add(Code.UNKNOWN_OPTION, line, name=name, option=option, known="–")
        if name == "pause":
            self._pause(argument, line)
        elif name == "narration":
            self._narration(node, argument, line)

    def _pause(self, argument: str, line: int) -> None:
        match = _SECONDS.match(argument)
        seconds = float(match["seconds"].replace(",", ".")) if match else 0.0
        if not 0 < seconds <= _LONGEST_PAUSE:
            self._add(Code.BAD_ARGUMENT, line, name="pause", argument=argument,
                      wanted=Phrase("seconds, at most 30, such as “2” or “2.5”"))  # fmt: skip
        self.slides[-1].pause = (self.slides[-1].pause or 0.0) + seconds

    def _narration(self, node: SyntaxTreeNode, argument: str, line: int) -> None:
        if argument:
            self._add(
                Code.BAD_ARGUMENT, line, name="narration", argument=argument, wanted=Phrase("nothing behind its name")
            )
        for inner in SyntaxTreeNode(parser().parse(node.content, {})).children:
            place = line + 1 + (inner.map[0] if inner.map else 0)
            if inner.type == "paragraph":
                inline = inner.children[0]
                self.slides[-1].narration.append(self._passage(inline.content, place, inline))
            elif inner.type != "myst_line_comment":
                self._refuse(place, "narration")


def _line(node: SyntaxTreeNode) -> int:
    return (node.map[0] if node.map else 0) + 1
