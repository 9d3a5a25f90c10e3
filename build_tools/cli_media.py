"""The ``kits media`` commands: options and words only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli_parts import project_option, show, shown, store_option
from build_tools.errors import Exit
from build_tools.i18n import author_language, translator

if TYPE_CHECKING:
    from build_tools.narrating import Task

_ = translator(author_language(), "authors")

asset_argument = click.argument("asset", metavar="ID")


@click.group("media", help=_("Looks at media assets, makes their renditions, and gives storyboards a voice."))
def media() -> None:
    """Groups the commands."""


@media.command("probe", help=_("Shows what a media asset is, what will be made of it, and what is wrong with it."))
@asset_argument
@click.option("--json", "as_json", is_flag=True, help=_("Print for programs."))
@project_option
def probe_command(asset: str, as_json: bool, root: Path) -> int:  # noqa: FBT001 - click
    """Exit 1 where there are errors."""
    from build_tools import probing, report_media  # noqa: PLC0415 - loaded when needed

    report = probing.probe(root, asset)
    if as_json:
        click.echo(json.dumps(probing.as_json(report), ensure_ascii=False, indent=1))
    else:
        report_media.probed(report, _)
        show(report.findings)
    return Exit.FINDINGS if report.problem or any(f.is_error for f in report.findings) else Exit.GOOD


@media.command("render", help=_("Makes the renditions of one media asset, as a build would, and weighs them."))
@asset_argument
@click.option("--language", metavar="L", help=_("Which language is spoken; otherwise the asset's own."))
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help=_("Where they go; otherwise .kits/media.")
)
@store_option
@project_option
def render_command(asset: str, language: str | None, out: Path | None, store: str | None, root: Path) -> int:
    """Prints the folder for programs; exit 1 on findings, 4 where a job failed."""
    from build_tools import pipeline, probing, report_media  # noqa: PLC0415 - loaded when needed

    made = pipeline.render(root, asset, language, out and out.resolve(), store, _)
    show(made.findings)
    for name, outcome in sorted(made.run.failures.items()):
        click.secho(f"{name}: {outcome.summary(_)}", fg="red", err=True)
        click.echo(f"    → {outcome.said(_)[1]}", err=True)
    if made.folder is None:
        return Exit.JOB_FAILED if made.run.failures else Exit.FINDINGS
    report_media.rendered(probing.media_facts(made.folder), _)
    click.echo(shown(made.folder))
    return Exit.GOOD


@media.command("narrate", help=_(
    "Speaks a storyboard's narration into sound files beside it, and times what people recorded there. "
    "Only what is missing or out of date is spoken; recordings of people are never changed."
))  # fmt: skip
@asset_argument
@click.option("--language", metavar="L", help=_("In which language; otherwise the storyboard's own."))
@click.option("--speaker", type=click.Choice(["kokoro", "espeak-ng"]), help=_("Which program speaks."))
@click.option("--voice", metavar="V", help=_("Which of its voices, such as em_alex."))
@click.option("--again", is_flag=True, help=_("Speak everything anew, such as after a change of pronunciation."))
@click.option("--accept", is_flag=True, help=_("Recordings of people still fit the text that has changed."))
@project_option
def narrate_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    asset: str, language: str | None, speaker: str | None, voice: str | None, again: bool, accept: bool, root: Path,  # noqa: FBT001
) -> int:  # fmt: skip
    """Exit 1 where texts are not translated or recordings no longer fit."""
    from build_tools import narrating  # noqa: PLC0415 - loaded when needed

    task = narrating.prepare(root, narrating.Request(asset, language, speaker, voice, again, accept))
    if task.narration is None:
        show(task.findings)
        _tell_missing(task)
        return Exit.FINDINGS
    return _narrate(task)


def _narrate(task: Task) -> int:
    from build_tools import report_media  # noqa: PLC0415 - loaded when needed
    from build_tools.media.narrate import State  # noqa: PLC0415

    done = []
    with report_media.Sentences(task.to_speak, _) as bar:
        for slide in task.work(bar.sentence):
            done.append(slide)
            bar.slide(slide)
    report_media.narrated(done, _)
    old = [d.speech.slide for d in done if d.state is State.OUTDATED]
    if old:
        text = _("The text has changed since these were recorded: {slides}.").format(slides=", ".join(old))
        click.secho(text, fg="yellow", err=True)
        click.echo("  → " + _("Record them again, delete them to have them spoken, or say --accept."), err=True)
    if any(d.state is State.SPOKEN for d in done):
        text = _("This is synthetic speech, and is named so where it is played. Listen to it before you publish it.")
        click.secho(text, fg="green", err=True)
    return Exit.FINDINGS if old else Exit.GOOD


def _tell_missing(task: Task) -> None:
    for passage in task.missing:
        click.echo(f"  {passage.text}", err=True)
    if task.missing:
        text = _("{count} texts are not translated into “{language}”.")
        click.secho(text.format(count=len(task.missing), language=task.language), fg="yellow", err=True)
        click.echo("  → " + _("Translate them in {file}, then try again.").format(file=task.catalogue), err=True)
