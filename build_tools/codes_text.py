"""Findings about a module's text: name, message and remedy of each error; `codes` is the register."""

from __future__ import annotations

UNTRANSLATED = (
    "untranslated",
    "Not translated into “{language}”: {count} of {all} texts, first “{text}”",
    "“kits translate update” lists them in the translation file; until then they show in the source language.",
)
FIELD_UNTRANSLATED = (
    "field-untranslated",
    "“{field}” of “{id}” has no text in: {languages}",
    "Add one line for each of these languages under “{field}”; until then another language shows.",
)
PICTURE_UNTRANSLATED = (
    "picture-untranslated",
    "The picture “{path}” holds words, and there is none in: {languages}",
    "Draw it again with translated words, and save it beside this one with the language in its name, as “{twin}”.",
)
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
UNKNOWN_DIRECTIVE = (
    "unknown-directive",
    "There is no directive “{name}”",
    "Use one of: {known}.",
)
UNKNOWN_ROLE = (
    "unknown-role",
    "There is no role “{name}”",
    "Use one of: {known}.",
)
UNKNOWN_OPTION = (
    "unknown-option",
    "The directive “{name}” has no option “{option}”",
    "Its options are: {known}. They stand directly under the opening line, as “:option: value”.",
)
DUPLICATE_OPTION = (
    "duplicate-option",
    "The option “{option}” of “{name}” stands here twice",
    "Keep one of them; several values go into one line.",
)
BAD_ARGUMENT = (
    "bad-argument",
    "“{argument}” does not fit here",
    "The directive “{name}” wants {wanted}.",
)
BROKEN_REFERENCE = (
    "broken-reference",
    "Nothing is called “{target}”",
    "Put the label above a heading, as “(label)=”, or link to a module file of this kit.",
)
HIDDEN_REFERENCE = (
    "hidden-reference",
    "“{target}” exists, but not for {audience}, who would see this reference",
    "Put the reference in an audience block too.",
)
UNSAFE_LINK = (
    "unsafe-link",
    "The address “{target}” is not allowed",
    "Links go to https:// pages, to modules of the kit, or to labels. Files travel as media assets.",
)
STRAY_FENCE = (
    "stray-fence",
    "The line “{mark}” neither opens nor closes a block",
    "A block opens with “:::{{name}}”, its name in braces. An outer block needs more colons than those inside it.",
)
GLUED_MARK = (
    "glued-mark",
    "The audience mark ends too early: its text cannot hold a backquote",
    "Put two backquotes at both ends: {{audience}}``policia|text with a `mark` inside``.",
)
UNCLOSED_BLOCK = (
    "unclosed-block",
    "The block “{name}” is never closed",
    "Close it with as many colons as it was opened with; an outer block needs more colons than an inner one.",
)
UNCITED_FACT = (
    "uncited-fact",
    "“{fact}” has no source beside it",
    "Put {{cite}}`source` or {{legal}}`reference` into the same paragraph or list: a lawyer follows each of them.",
)
HARD_TO_READ = (
    "hard-to-read",
    "For {audience} the module reads at {score} ({grade}); at least {least} ({wanted}) is wanted",
    "Write shorter sentences with common words; the hardest paragraphs stand in lines {lines}.",
)
AVOIDED_WORDS = (
    "avoided-words",
    "“{words}” is not to be used",
    "Write “{better}” instead; conf/words.yml has the list. In «quotation marks» it may stand, to teach about it.",
)
PROGRAMME_TIME = (
    "programme-time",
    "For {audience} the modules take {sum} minutes, the programme says {programme}",
    "Change the durations of modules, or “programme” in kit.yml.",
)
