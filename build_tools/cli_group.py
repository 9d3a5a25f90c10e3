"""How each command ends: with its exit code, and every error as a word and a remedy."""

from __future__ import annotations

import atexit
import gc
import sys
from pathlib import Path
from typing import Any, Never

import click

from build_tools.errors import Exit, KitsError
from build_tools.i18n import author_language, translator

_ = translator(author_language(), "authors")


class Kits(click.Group):
    """One handler for every error: a user never sees a traceback."""

    def main(self, *args: Any, **extra: Any) -> Never:  # noqa: ANN401 - click's own signature
        """Runs a command and ends the process with its exit code."""
        # Nearly all that a command makes it also keeps: looking through it for garbage, and once more at the end,
        # takes a twentieth of the time of a build.
        gc.set_threshold(50_000, 20, 20)
        atexit.register(gc.freeze)
        try:
            sys.exit(super().main(*args, **{**extra, "standalone_mode": False}) or Exit.GOOD)
        except KitsError as error:
            fail(*error.said(_), error.code)
        except click.exceptions.Abort:
            fail(_("Interrupted; what was finished is kept."), "", Exit.INTERRUPTED)
        except click.UsageError as error:
            hint = _("“kits --help” shows what there is.")
            fail(error.format_message(), hint, Exit.USAGE)
        except BrokenPipeError:
            sys.exit(Exit.GOOD)
        except Exception as error:  # noqa: BLE001 - the last handler
            _crash(error)


def fail(message: str, remedy: str, code: int) -> Never:
    """Says what went wrong and what to do, and ends the process.

    Args:
        message: what is wrong, in the author's language.
        remedy: what to do; empty where there is nothing.
        code: the exit code.
    """
    click.secho(message, fg="red", err=True)
    if remedy:
        click.echo(f"  → {remedy}", err=True)
    sys.exit(code)


def _crash(error: Exception) -> Never:
    import traceback  # noqa: PLC0415 - for the worst case only

    report = Path("kits-crash.txt")
    try:
        report.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        where = str(report)
    except OSError:
        where = "–"
    fail(
        _("The program has failed: {problem}").format(problem=f"{type(error).__name__}: {error}"),
        _("This is not your mistake. Please send the file {file} to the developers.").format(file=where),
        Exit.JOB_FAILED,
    )
