"""The ``kits translate`` commands: options and words only."""

from __future__ import annotations

import json
from pathlib import Path

import click

from build_tools.cli_parts import project_option, show
from build_tools.errors import Exit, UsageError
from build_tools.i18n import author_language, translator

_ = translator(author_language(), "authors")

kits_argument = click.argument("kits", nargs=-1, metavar="[KIT…]")


@click.group("translate", help=_("Translation files of kits and storyboards: makes them, refreshes them, counts."))
def translate() -> None:
    """Groups the commands."""


@translate.command("extract", help=_(
    "Lists all texts of kits and of their storyboards for translators (.kits/pot/…/*.pot). "
    "Of all kits, if none is named."
))  # fmt: skip
@kits_argument
@project_option
def extract_command(kits: tuple[str, ...], root: Path) -> int:
    """Prints the files for programs."""
    from build_tools.translate import work  # noqa: PLC0415 - loaded when needed

    found = work.extract_all(work.choose(root, kits))
    for template in found:
        click.echo(template.pot)
    count = sum(len(template.entries) for template in found)
    text = _("{count} texts in {files} files.").format(count=count, files=len(found))
    click.secho(text, fg="green", err=True)
    return Exit.GOOD


@translate.command("update", help=_(
    "Makes or refreshes the files that translators work in (locale/<language>/LC_MESSAGES/*.po). No translation is "
    "lost: that of a text which has changed is kept as a proposal, that of one which is gone stands at the file's end."
))  # fmt: skip
@kits_argument
@click.option("--language", "languages", multiple=True, metavar="L",
              help=_("Into which language; may be given more than once. Otherwise those of each kit."))  # fmt: skip
@project_option
def update_command(kits: tuple[str, ...], languages: tuple[str, ...], root: Path) -> int:
    """Prints the files for programs; exit 1 where one cannot be read."""
    from build_tools.findings import Finding  # noqa: PLC0415 - loaded when needed
    from build_tools.tables import table  # noqa: PLC0415
    from build_tools.translate import work  # noqa: PLC0415

    findings: list[Finding] = []
    rows = []
    for done in work.update_all(work.choose(root, kits), languages, findings):
        click.echo(done.path)
        counts = (done.messages, len(done.missing), done.changed, done.gone)
        rows.append((done.path, *(str(count) for count in counts)))
    if not rows and not findings:
        raise UsageError("No language is named to translate into",
                         "Name one with --language, or add it to “languages” in kit.yml.")  # fmt: skip
    if rows:
        head = (_("file"), _("texts"), _("to translate"), _("changed"), _("no longer used"))
        table(head, rows, numbers=range(1, len(head)))
    show(findings)
    return Exit.FINDINGS if findings else Exit.GOOD


@translate.command("status", help=_("Shows how far each translation is, and which are drafts that nobody has read."))
@kits_argument
@click.option("--json", "as_json", is_flag=True, help=_("Print for programs."))
@project_option
def status_command(kits: tuple[str, ...], as_json: bool, root: Path) -> int:  # noqa: FBT001 - click
    """Prints a row for each text and language."""
    from build_tools.tables import table  # noqa: PLC0415 - loaded when needed
    from build_tools.translate import status, work  # noqa: PLC0415

    found = list(status.rows(root, work.choose(root, kits).templates()))
    if as_json:
        click.echo(json.dumps([row.told() for row in found], ensure_ascii=False, indent=1))
        return Exit.GOOD
    words = {"draft": _("draft"), "reviewed": _("reviewed"), "none": _("not begun")}
    head = (_("kit or media asset"), _("language"), _("module"), _("texts"), _("translated"), _("drafts"),
            _("doubtful"), _("missing"), _("state"))  # fmt: skip
    lines = [
        (r.owner, r.language, r.text, *(str(n) for n in (r.texts, r.translated, r.drafts, r.doubtful, r.missing)),
         words[r.state.value])
        for r in found
    ]  # fmt: skip
    table(head, lines, numbers=range(3, 8))
    return Exit.GOOD
