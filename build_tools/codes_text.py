"""Findings about a module's text: name, message and remedy of each error; `codes` is the register."""

from __future__ import annotations

OPTION_VALUE = (
    "option-value",
    "“{value}” does not fit the option “{option}”",
    "It wants {wanted}.",
)
REFERENCE_TEXT = (
    "reference-text",
    "“{target}” has no title or caption that could be shown here",
    "Write a text of your own, “{{ref}}`text <label>`” or “[text](#label)”, or give the figure or table a caption.",
)
FOOTNOTE = (
    "footnote",
    "The footnote “{name}”: {problem}",
    "Write “[^{name}]” in the text and below it, once, “[^{name}]: …”; both for the same audiences.",
)
