"""Checks of plain text: raw HTML, and numbers that belong in ``conf/contacts.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.check.view import View
from build_tools.findings import Code, Finding
from build_tools.model import Catalogue, Location

_CALL = r"(?:l[ií]nea|tel[eé]fono|tel\.|llam\w*|marc\w+|n[uú]mero|call|dial|ligne|appel\w*)"
_ROLE = re.compile(r"\{[\w-]+\}`[^`]*`")
_LONG = 7


def raw_html(view: View) -> Iterator[Finding]:
    """HTML would bypass every other check."""
    for element in view.module.scan.of("html"):
        yield view.finding(Code.RAW_HTML, element, tag=element.value)


def typed_number(view: View) -> Iterator[Finding]:
    """Hotline numbers change: modules name the contact, never the digits."""
    yield from typed_numbers(view.catalogue, view.module.path, view.module.text)


def typed_numbers(catalogue: Catalogue, path: str, text: str) -> Iterator[Finding]:
    """The numbers of contacts that are typed into a file's text."""
    lines = [_ROLE.sub(lambda m: " " * len(m[0]), written) for written in text.split("\n")]
    for contact in catalogue.contacts.values():
        digits = r"[\s.-]?".join(re.sub(r"\D", "", contact.number))
        if not re.search(digits, text):
            continue
        long = len(re.sub(r"\D", "", contact.number)) >= _LONG
        alone = rf"(?<![\w-])(?P<n>{digits})(?![\w-])"
        pattern = alone if long else rf"{_CALL}\W+(?:\w+\W+){{0,3}}?{alone}"
        for number, line in enumerate(lines, start=1):
            if match := re.search(pattern, line, re.IGNORECASE):
                place = Location(path, number, match.start("n") + 1)
                yield Finding(Code.TYPED_NUMBER, place, {"number": contact.number, "id": contact.id})


CHECKS = (raw_html, typed_number)
