"""The ``kits`` command: options and words only; the work is in `pipeline`.

Machine output goes to standard output, everything for people to standard error.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from build_tools.cli_clean import clean
from build_tools.cli_group import Kits, fail
from build_tools.cli_media import media
from build_tools.cli_parts import SELECTORS, project_option, selectors_argument, show, shown, store_option
from build_tools.cli_translate import translate
from build_tools.errors import Exit, KitsError, UsageError
from build_tools.i18n import author_language, translator
from build_tools.place import Place

if TYPE_CHECKING:
    from build_tools.model import Catalogue
    from build_tools.pipeline import Built
    from build_tools.run.why import Forecast

_ = translator(author_language(), "authors")


@click.group(cls=Kits, help=_("Builds training kits for each audience: websites, guides and SCORM packages."),
             context_settings={"help_option_names": ["-h", "--help"]})  # fmt: skip
@click.version_option(package_name="kits-formacion")
def main() -> None:
    """Groups the commands."""


main.add_command(media)
main.add_command(clean)
main.add_command(translate)


@main.command("check", help=_("Looks for mistakes in the modules and says how to mend them.") + "\n\n" + SELECTORS)
@selectors_argument
@click.option("--format", "format_", type=click.Choice(["text", "json", "github"]), default="text",
              help=_("How to print: for people, for programs, or as marks on a GitHub change."))  # fmt: skip
@click.option("--pending", "only_pending", is_flag=True,
              help=_("Print what a lawyer or CICESCT must confirm before release, as a list to tick off."))  # fmt: skip
@project_option
def check_command(selectors: tuple[str, ...], format_: str, only_pending: bool, root: Path) -> int:  # noqa: FBT001 - click
    """Loads and checks; exit 1 where there are errors."""
    from build_tools import examining, report  # noqa: PLC0415 - loaded when needed
    from build_tools.plan import plan  # noqa: PLC0415

    catalogue, everything = examining.examine(root, translations=True)
    if selectors and not everything:
        plan(catalogue, selectors)  # a selector that names nothing is a mistake
    findings = examining.chosen(everything, selectors)
    if only_pending:
        return _print_pending(catalogue, selectors, format_)
    if format_ == "text":
        show(findings)
        if not findings:
            modules = sum(len(k.modules) for k in catalogue.kits)
            text = _("No mistakes found in {kits} kits with {modules} modules.")
            click.secho(text.format(kits=len(catalogue.kits), modules=modules), fg="green", err=True)
    else:
        write = report.as_json if format_ == "json" else report.as_github
        click.echo(write(findings, _))
    return Exit.FINDINGS if any(f.is_error for f in findings) else Exit.GOOD


def _print_pending(catalogue: Catalogue, selectors: Sequence[str], format_: str) -> int:
    """What is to be confirmed goes to stdout: it is handed on."""
    from build_tools import pending  # noqa: PLC0415 - loaded when needed

    kits = [k for k in catalogue.kits if not selectors or any(fnmatchcase(k.id, s.split("/")[0]) for s in selectors)]
    found = pending.pending(catalogue, kits, author_language())
    click.echo(pending.as_json(found) if format_ == "json" else pending.as_markdown(found, _), nl=False)
    return Exit.GOOD


@main.command("plan", help=_("Shows what a build would do, and why. Builds nothing.") + "\n\n" + SELECTORS)
@selectors_argument
@click.option("--json", "as_json", is_flag=True, help=_("Print for programs."))
@store_option
@project_option
def plan_command(selectors: tuple[str, ...], as_json: bool, store: str | None, root: Path) -> int:  # noqa: FBT001 - click
    """Prints the jobs with their states."""
    from build_tools import pipeline  # noqa: PLC0415

    found, findings = pipeline.predict(root, selectors, root / "dist", store)
    if as_json:
        click.echo(json.dumps([_forecast(f) for f in found], indent=1))
    else:
        width = max((len(f.job.id) for f in found), default=0)
        words = {"fresh": _("fresh"), "runs": _("will run"), "waits": _("waits for")}
        most = max(map(len, words.values()))
        for f in found:
            click.echo(f"{f.job.id:{width}}  {words[f.state]:{most}}  {f.why(_)}".rstrip(), err=True)
        _foreseen(found)
    show([f for f in findings if f.is_error])
    return Exit.FINDINGS if any(f.is_error for f in findings) else Exit.GOOD


def _forecast(found: Forecast) -> dict[str, Any]:
    """A forecast for programs; its words are English."""
    reasons = [{name: value for name, value in asdict(r).items() if value} for r in found.reasons]
    return {"job": found.job.id, "state": found.state, "why": found.why(str), "reasons": reasons,
            "seconds": found.seconds}  # fmt: skip


def _foreseen(found: Sequence[Forecast]) -> None:
    """The last line of a plan: how many jobs will run, and how much work that is."""
    open_ = [f for f in found if f.state != "fresh"]
    text = _("{count} of {all} jobs will run").format(count=len(open_), all=len(found))
    known = [f.seconds for f in open_ if f.seconds is not None]
    if known and len(known) == len(open_):
        from build_tools.run.estimate import length_text  # noqa: PLC0415 - loaded when needed

        text += " · " + _("about {time} of work").format(time=length_text(sum(known)))
    click.secho(text, bold=True, err=True)


@main.command("build", help=_("Builds kits into “dist”. Only what has changed is built.") + "\n\n" + SELECTORS)
@selectors_argument
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help=_("Output folder; otherwise “dist”."))
@click.option("--jobs", "workers", type=click.IntRange(1, 256), metavar="N",
              help=_("How many jobs at once; otherwise one per core."))  # fmt: skip
@click.option("--institution", metavar="NAME",
              help=_("Exactly the files of an institution in conf/institutions.yml."))  # fmt: skip
@click.option("--cluster", metavar="ADDRESS",
              help=_("Works on a Dask cluster, e.g. tcp://host:8786; its workers must reach --store."))  # fmt: skip
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help=_("Writes a page on how the build went: who did what and when, sizes, what failed."))  # fmt: skip
@store_option
@project_option
def build_command(
    selectors: tuple[str, ...], out: Path | None, institution: str | None, report: Path | None, root: Path,
    **where: Any,  # noqa: ANN401 - click's own way
) -> int:  # fmt: skip
    """Builds and publishes; exit 1 on findings, 4 where a job failed."""
    if institution and selectors:
        raise UsageError("Name an institution or selectors, not both", "“kits build --institution NAME” needs no more.")
    from build_tools.digests import Index  # noqa: PLC0415 - light, as what follows
    from build_tools.run import whole  # noqa: PLC0415 - light: a build with nothing to do loads no more

    since, when = time.monotonic(), datetime.now().astimezone()
    dist = (out or root / "dist").resolve()
    request = [*selectors, "|", str(dist), where["store"] or ""]
    index = Index(Place(root).index)
    print_ = whole.fingerprint(root, request, index)
    index.save()
    record = root / ".kits" / "builds" / f"{whole.name_of(request)}.json"
    if not institution and not report and whole.done(record, print_):
        click.secho(_("Nothing has changed: {folder} is up to date.").format(folder=shown(dist)), fg="green", err=True)
        return Exit.GOOD
    if where["cluster"] is None:
        from build_tools.run.pool import warm_up  # noqa: PLC0415 - before all else that takes time

        warm_up()
    from build_tools import pipeline  # noqa: PLC0415

    asked = pipeline.Request(selectors, institution)
    built = pipeline.build(root, asked, dist, pipeline.Where(**where), _)
    if not institution and not built.findings and not built.run.failures:
        whole.remember(record, print_, built.files)
    seconds = time.monotonic() - since
    code = _ended(built, root, dist, seconds)
    if report:
        _report(built, report, ((institution,) if institution else selectors, when, seconds), code)
    return code


def _report(built: Built, file: Path, asked: tuple[tuple[str, ...], datetime, float], code: int) -> None:
    """Writes the page on a build; where it cannot be written, a worse exit code of the build stays."""
    from build_tools.run import report_page  # noqa: PLC0415 - loaded when needed

    errors = [f for f in built.findings if f.is_error]
    text = report_page.page(built.run, report_page.Asked(*asked), author_language(), errors)
    try:
        report_page.write(file, text)
    except KitsError as error:
        fail(*error.said(_), code or error.code)
    click.echo(_("Report: {file}").format(file=shown(file)), err=True)


def _ended(built: Built, root: Path, dist: Path, seconds: float) -> int:
    from build_tools.run import summary  # noqa: PLC0415 - loaded when needed
    from build_tools.run.engine import State  # noqa: PLC0415
    from build_tools.tables import table  # noqa: PLC0415

    show(built.findings)
    for name, outcome in sorted(built.run.failures.items()):
        click.secho(f"{name}: {outcome.summary(_)}", fg="red", err=True)
        click.echo(f"    → {outcome.said(_)[1]} ({_('log')}: {shown(Place(root).log(name))})", err=True)
    if summary.worth_a_table(built.run):
        head, rows = summary.rows(built.run, _)
        table(head, rows, numbers=range(1, len(head)))
    for path in built.wanted:
        click.echo(shown(path))  # for scripts: which files to hand over
    states = list(built.run.states.values())
    counts = {s: states.count(s) for s in State}
    text = _("{built} built, {reused} unchanged, {failed} failed in {seconds:.1f} s → {folder}")
    click.secho(
        text.format(
            built=counts[State.BUILT], reused=counts[State.REUSED], seconds=seconds, folder=shown(dist),
            failed=counts[State.FAILED] + counts[State.SKIPPED],
        ),
        fg="red" if built.run.failures else "green", err=True,
    )  # fmt: skip
    if built.run.failures:
        return Exit.JOB_FAILED
    return Exit.FINDINGS if any(f.is_error for f in built.findings) else Exit.GOOD


@main.command("doctor", help=_("Checks that every tool is there, and says how to get what is missing."))
def doctor_command() -> int:
    """Prints each tool; exit 3 where one that is needed is missing."""
    from build_tools.doctor import survey  # noqa: PLC0415

    missing = False
    for tool in survey():
        mark = click.style("✓", fg="green") if tool.version else click.style("✗", fg="red" if tool.needed else "yellow")
        found = tool.version or _("missing")
        click.echo(f"{mark} {tool.name:16} {found:14} {_(tool.purpose)}", err=True)
        if not tool.version:
            click.echo(f"    → {tool.remedy}", err=True)
            missing = missing or tool.needed
    return Exit.TOOL_MISSING if missing else Exit.GOOD


@main.command("serve", help=_("Shows a kit in the browser while you write; the page reloads when you save."))
@click.argument("kit")
@click.option("--audience", metavar="A", help=_("For which audience; otherwise the kit's first."))
@click.option("--language", metavar="L", help=_("In which language; otherwise the kit's first."))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help=_("Port on this computer; 0 takes a free one."))  # fmt: skip
@project_option
def serve_command(kit: str, audience: str | None, language: str | None, port: int, root: Path) -> int:
    """Serves until interrupted."""
    from build_tools.preview.server import serve  # noqa: PLC0415
    from build_tools.preview.site import Site  # noqa: PLC0415

    serve(Site(root, kit, audience, language), port, say=lambda text: click.echo(text, err=True), translate=_)
    return Exit.GOOD


if __name__ == "__main__":
    main()
