"""A kit that changes at random, as one does in its authors' hands: sound most of the time, and broken now and then."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

KIT = Path("kits/prueba")
_BANK = """:::{{question}} true-false
:id: q-banco
:objective: ver-{first}

Una señal prueba un delito: {word}.

- [ ] Sí
- [x] No, {{term}}`señal`
:::
"""
_QUESTIONS = {"q": "question", "f": "figured question"}
_NAMED = {"figura": "figure", "tabla": "table"}
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="{size}" height="9"/></svg>'


@dataclass
class Text:
    """A module; ``labels`` are of its lessons, the first is what others refer to."""

    name: str
    title: str
    labels: list[str]
    word: str = "palabra"
    parts: set[str] = field(default_factory=set)
    refers: str = ""
    asks: list[str] | None = field(default_factory=list)

    def written(self) -> str:
        """As its author writes it."""
        number = self.name.split("-")[1]
        found = [f"---\ntitle: {self.title}\nduration: 20\n---\n", f"Una introducción: {self.word}.\n"]
        found += [":::{objectives}\n" + f"- `ver-{number}` Reconocer {self.word}.\n:::\n"]
        for label in self.labels:
            found.append(f"({label})=\n## Lección {label}\n\nTexto con *{self.word}*. {self.refers}\n")
        found += [PARTS[part].format(n=number, word=self.word) for part in sorted(self.parts)]
        if self.asks is None or self.asks:
            named = "" if self.asks is None else f":questions: {', '.join(self.asks)}\n"
            found.append(f":::{{assessment}} formative\n:id: eval-{number}\n{named}\nLo aprendido.\n:::\n")
        return "\n".join(found)


PARTS = {
    "figure": ":::{{figure}} img/cuadro.svg\n:alt: Un cuadro\n:name: figura-{n}\n\nUn cuadro de {word}\n:::\n",
    "same picture": "![Otro](img/otro/cuadro.svg)\n",
    "table": ":::{{table}} Una tabla\n:name: tabla-{n}\n\n| Uno | Dos |\n|---|---|\n| 1 | {word} |\n:::\n",
    "footnote": "Un texto con nota[^n].\n\n[^n]: La nota de {word}.\n",
    "term": "Una {{term}}`señal` y el {{legal}}`Decreto 1-2000, art. 2`.\n",
    "cite": "Según la fuente {{cite}}`F1`, y la {{contact}}`linea`.\n",
    "police": ":::{{audience}} policia\nSólo para la policía: {word}.\n:::\n",
    "facilitator": ":::{{facilitator}}\nPara quien facilita: {word}.\n:::\n",
    "question": (
        ":::{{question}} single\n:id: q-{n}\n:objective: ver-{n}\n\n¿Qué es {word}?\n\n- [x] Algo\n  > Bien.\n- [ ] Nada\n:::\n"
    ),
    "figured question": (
        ":::{{question}} single\n:id: f-{n}\n\n¿Qué muestra {{ref}}`figura-{n}`?\n\n"
        "![Un cuadro](img/cuadro.svg)\n\n- [x] Algo\n- [ ] Nada\n:::\n"
    ),
    "reflection": ":::{{reflection}}\n:id: r-{n}\n\n¿Qué hará con {word}?\n:::\n",
    "heading": "## {{ref}}`figura-{n}` en el título\n\nMás de {word}.\n",
}


class Edited:
    """The kit of a project, written anew after each change.

    Args:
        project: made by `make_project`.
        random: decides on the changes.
    """

    def __init__(self, project: Path, random: Random) -> None:
        self.project, self.random = project, random
        self.texts = [self._new(number) for number in range(1, 4)]
        self.count, self.mastery, self.size, self.definition, self.bank = 3, 70, 9, "Algo que se ve", True
        (project / KIT / "img" / "otro").mkdir(parents=True)
        self._mend()
        self.write()

    def _new(self, number: int) -> Text:
        parts = set(self.random.sample(sorted(PARTS), 5))
        return Text(f"m-{number}", f"Módulo {number}", [f"l-{number}", f"s-{number}"], parts=parts)

    def write(self) -> None:
        """Writes all files."""
        kit = self.project / KIT
        for file in (*kit.glob("*.md"), *kit.rglob("*.po")):
            file.unlink()
        for text in self.texts:
            (kit / f"{text.name}.md").write_text(text.written(), encoding="utf-8")
            self._translate(text)
        if self.bank:
            first = self.texts[0].name.split("-")[1]
            (kit / "banco.md").write_text(_BANK.format(word=self.texts[0].word, first=first), encoding="utf-8")
        for name in ("cuadro.svg", "otro/cuadro.svg"):
            (kit / "img" / name).write_text(_PICTURE.format(size=self.size), encoding="utf-8")
        (kit / "kit.yml").write_text(
            f"id: prueba\nversion: 1.0.0\ntitle: {{es: Kit, en: Kit}}\ndescription: {{es: Kit}}\naudiences: [policia, judicial]\n"
            f"languages: [es, en]\nmastery: {self.mastery}\nmodules: [{', '.join(f'{t.name}.md' for t in self.texts)}]\n"
            + ("bank: banco.md\n" if self.bank else ""),
            encoding="utf-8",
        )
        glossary = self.project / "kits" / "glossary.yml"
        glossary.write_text(
            "terms:\n  - {id: senal, term: {es: señal, en: sign}, source: F1, state: verified, "
            f"definition: {{es: {self.definition}}}}}\n",
            encoding="utf-8",
        )

    def _translate(self, text: Text) -> None:
        folder = self.project / KIT / "locale" / "en" / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        said = f'msgid "Una introducción: {text.word}."\nmsgstr "An introduction: {text.word} ({text.title})."\n'
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        (folder / f"{text.name}.po").write_text(head + said, encoding="utf-8")

    def change(self, *, mended: bool) -> str:
        """Changes something, mends what that broke if so wished, and says what it was."""
        name = self.random.choice([n for n in dir(self) if n.startswith("_change_")])
        getattr(self, name)(self.random.choice(self.texts))
        if mended:
            self._mend()
        self.write()
        return name.removeprefix("_change_")

    def _mend(self) -> None:
        """Takes out what leads nowhere, and what is there twice."""
        labels: set[str] = set()
        for text in self.texts:
            text.labels = [label for label in text.labels if label not in labels] or [f"z-{text.name}"]
            labels |= set(text.labels)
            if not text.parts & {"figure"}:
                text.parts -= {"heading", "figured question"}
        asked = {f"{q}-{t.name[2:]}" for t in self.texts for q in "qf" if _QUESTIONS[q] in t.parts}
        there = labels | asked | {f"leccion-{label}" for label in labels} | {f"lección-{label}" for label in labels}
        there |= {f"{part}-{t.name[2:]}" for t in self.texts for part, key in _NAMED.items() if key in t.parts}
        there |= {t.name for t in self.texts} | ({"q-banco"} if self.bank else set())
        for text in self.texts:
            named = re.findall(r"[\w-]+-\w*\d+\b", text.refers)
            text.refers = text.refers if set(named) <= there else ""
            text.asks = text.asks and [name for name in text.asks if name in there]
            text.asks = [] if text.asks is None and not self.bank else text.asks

    def _change_a_word(self, text: Text) -> None:
        text.word = self.random.choice(["gesto", "voz", "mirada **fija**", "otra palabra más"])

    def _change_a_title(self, text: Text) -> None:
        text.title = f"{text.title.split(',')[0]}, {self.random.randrange(9)}"

    def _change_a_label(self, text: Text) -> None:
        """References to it break until someone writes them anew."""
        text.labels[self.random.randrange(len(text.labels))] = f"x-{self.random.randrange(99)}"

    def _change_the_number_of_lessons(self, text: Text) -> None:
        text.labels = text.labels[:1] if len(text.labels) > 1 else [*text.labels, f"y-{self.random.randrange(99)}"]

    def _change_parts(self, text: Text) -> None:
        text.parts ^= {self.random.choice(sorted(PARTS))}

    def _change_another_part(self, text: Text) -> None:
        self._change_parts(text)

    def _change_a_reference(self, text: Text) -> None:
        other = self.random.choice(self.texts)
        number, label = other.name.split("-")[1], other.labels[0]
        text.refers = self.random.choice([
            f"Vea {{ref}}`{label}`.", f"Vea [](#{label}).", f"Vea [allá]({other.name}.md).", f"Vea [](#figura-{number}).",
            f"Vea [](#tabla-{number}).", f"Vea [](#leccion-{label}).", f"Vea []({other.name}.md#lección-{label}).", "",
        ])  # fmt: skip

    def _change_all_references_to_none(self, _text: Text) -> None:
        for text in self.texts:
            text.refers = ""

    def _change_an_assessment(self, text: Text) -> None:
        number = self.random.choice(self.texts).name.split("-")[1]
        text.asks = self.random.choice([[], [f"q-{number}"], [f"f-{number}", "q-banco"], None if self.bank else []])

    def _change_all_assessments_to_none(self, _text: Text) -> None:
        for text in self.texts:
            text.asks = []

    def _change_a_label_to_one_that_is_taken(self, text: Text) -> None:
        text.labels[-1] = self.random.choice(self.texts).labels[0]

    def _change_the_order(self, _text: Text) -> None:
        self.random.shuffle(self.texts)

    def _change_the_number_of_modules(self, text: Text) -> None:
        if len(self.texts) > 2:
            self.texts.remove(text)
        else:
            self.count += 1
            self.texts.insert(self.random.randrange(3), self._new(self.count))

    def _change_the_kit(self, _text: Text) -> None:
        self.mastery = self.random.choice([60, 70, 80])
        self.size = self.random.choice([3, 6, 9])
        self.definition = self.random.choice(["Algo que se ve", "Algo que se oye"])

    def _change_the_bank(self, _text: Text) -> None:
        self.bank = not self.bank
