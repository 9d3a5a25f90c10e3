"""Findings about media: name, message and remedy of each; `codes` is the register."""

from __future__ import annotations

# storyboards

SLIDE_LABEL = (
    "slide-label",
    "The slide “{title}” needs a label of small letters, digits and hyphens",
    "Put “(label)=” on the line above its heading; the narration's sound file is called after it.",
)
SLIDE_CONTENT = (
    "slide-content",
    "{what} cannot stand in a storyboard",
    "A slide is a “##” heading, then short paragraphs or a list, at most one picture, and its narration.",
)
SLIDE_TOO_FULL = (
    "slide-too-full",
    "The slide holds too much to be read on a phone: {problem}",
    "Move words to the narration, or make two slides of it.",
)
SLIDE_SILENT = (
    "slide-silent",
    "Nothing is said to the slide “{title}”, and nothing says how long it stays",
    "Give it a “narration” block, or “:::{{pause}} 3” with the seconds.",
)
NARRATION_WORD = (
    "narration-word",
    "“{word}” does not fit into a line of captions ({limit} characters)",
    "Use a shorter word or write it as two.",
)
NARRATION_FAST = (
    "narration-fast",
    "A sentence of the slide “{slide}” is said too fast to be read ({speed} characters a second): “{text}”",
    "At most {limit} are read with ease: shorten the sentence, or narrate it more slowly.",
)
NARRATION_MISSING = (
    "narration-missing",
    "There is no narration in “{language}” for {count} of the slides, first for “{slide}”",
    "Record it, or run: kits media narrate {id} --language {language}",
)
NARRATION_STALE = (
    "narration-stale",
    "The narration of the slide “{slide}” in “{language}” cannot be used: {problem}",
    "Run: kits media narrate {id} --language {language}",
)
NARRATION_BROKEN = (
    "narration-broken",
    "The list of the narration in “{language}” cannot be read: {problem}",
    "Delete the file, then run: kits media narrate {id} --language {language}",
)
TRANSLATION_MISSING = (
    "translation-missing",
    "Not translated into “{language}”: {count} of the storyboard's texts, first “{text}”",
    "Complete the file storyboard.po in locale/{language}/LC_MESSAGES; “kits media narrate” lists all texts there.",
)
STORYBOARD_UNTOLD = (
    "storyboard-untold",
    "The storyboard “{name}” is not told in “{language}”, a language of this kit",
    "Translate its texts, then run: kits media narrate {name} --language {language}",
)
