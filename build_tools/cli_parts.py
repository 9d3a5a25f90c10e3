"""What the commands share: options, and how findings and paths are shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.i18n import author_language, translator
from build_tools.place import find_root

if TYPE_CHECKING:
    from build_tools.findings import Finding

_ = translator(author_language(), "authors")


def _project(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path:
    return find_root((value or Path.cwd()).resolve())


project_option = click.option(
    "--project", "root", type=click.Path(file_okay=False, exists=True, path_type=Path), callback=_project,
    help=_("Folder of the project; otherwise the one you are in."),
)  # fmt: skip
store_option = click.option("--store", metavar="URL", help=_("Where finished work is kept; otherwise .kits/store."))
selectors_argument = click.argument("selectors", nargs=-1, metavar="[SELECTOR…]")

SELECTORS = _(
    "SELECTOR chooses what to work on: kit/audience/language/format, with * for any. "
    "“fundamentos” is a whole kit, “fundamentos/policia” all for the police, “*/*/es/web” all Spanish websites."
)


def show(findings: Sequence[Finding]) -> None:
    """Prints findings, if there are any, and how many."""
    if not findings:
        return
    from build_tools import report  # noqa: PLC0415

    click.echo(report.as_text(findings, _, colour=sys.stderr.isatty()), err=True)
    text = _("{count} finding(s).").format(count=len(findings))
    click.secho(text, fg="yellow", err=True)


def shown(path: Path) -> str:
    """A path as people type it: from the folder that they are in."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
