"""Makes the packages of any standard: the kit with one SCO per module, or one package per module."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.formats.archive import write_zip
from build_tools.formats.base import FormatJob
from build_tools.formats.files import write_module, write_shared
from build_tools.formats.package import Objective, Package, Sco
from build_tools.formats.pages import Look, Pages
from build_tools.i18n import translator
from build_tools.learner.assets import asset
from build_tools.model import BASE_IRI

Module = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """What is particular to the packages of a standard."""

    store: str
    """The learner runtime's adapter, and how the files are called: ``<stem>.<store>.zip``."""
    schemas: str | None
    """The folder of schema files that stand in the root, for an LMS that validates without a network."""
    describe: Callable[[Package, Path], None]
    """Writes manifest and metadata into a package's folder and checks all of it."""


def build_whole(form: Form, job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.<store>.zip``: the kit, each module a SCO.

    Args:
        form: the standard.
        job: the names of the job.
        workspace: holds ``reading/``, ``media/`` and ``conf/templates/``.
        out: an empty folder.
    """
    pages = Pages(workspace, Look(store=form.store, linked=False))
    _write_package(form, job, pages, pages.modules, out / f"{job.stem}.{form.store}.zip")


def build_single(form: Form, job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>-<module>.<store>.zip`` for each module, for LMSs with small uploads."""
    pages = Pages(workspace, Look(store=form.store, linked=False))
    for module in pages.modules:
        _write_package(form, job, pages, [module], out / f"{job.stem}-{module['id']}.{form.store}.zip", single=True)


def _write_package(
    form: Form, job: FormatJob, pages: Pages, modules: Sequence[Module], target: Path, *, single: bool = False
) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name)
        shared = (*write_shared(pages, folder), *_copy_schemas(form, folder))
        scos = tuple(_sco(m, tuple(write_module(pages, m, folder)), pages.reading["kit"]) for m in modules)
        form.describe(_package(job, pages.reading, scos, shared, single=single), folder)
        write_zip(target, folder)


def _copy_schemas(form: Form, folder: Path) -> list[str]:
    """ADL's validator wants the schema files of every namespace in the root."""
    schemas = sorted(asset(f"schemas/{form.schemas}").iterdir()) if form.schemas else []
    for schema in schemas:
        shutil.copyfile(schema, folder / schema.name)
    return [schema.name for schema in schemas]


def _sco(module: Module, files: tuple[str, ...], kit: Mapping[str, Any]) -> Sco:
    objectives = tuple(Objective(o["id"], o["text"]) for o in module["objectives"])
    return Sco(module["id"], module["title"], files, module["duration"], objectives, mastery(module, kit))


def mastery(module: Module, kit: Mapping[str, Any]) -> int | None:
    """Per cent that passes a module's final assessment; None where it has none."""
    finals = [a for a in module.get("assessments", ()) if a["kind"] == "final"]
    if not finals:
        return None
    own = finals[0].get("pass")
    return int(kit["mastery"] if own is None else own)


def _package(
    job: FormatJob, reading: Mapping[str, Any], scos: tuple[Sco, ...], shared: tuple[str, ...], *, single: bool
) -> Package:
    kit, audience = reading["kit"], reading["audience"]
    parts = [kit["id"], *([scos[0].id] if single else []), job.audience, job.language]
    translate = translator(job.language, "content")
    rights = translate("All rights belong to whoever publishes the kit; ask them before you change or pass it on.")
    licence = kit.get("licence")
    return Package(
        identifier=".".join(parts), kit=kit["id"], version=kit["version"],
        title=scos[0].title if single else kit["title"], scos=scos, shared=shared, language=job.language,
        # The package's own language comes first: some LMSs show the first one, whatever the learner speaks.
        titles={job.language: kit["title"], **(kit.get("titles") or {})},
        descriptions={job.language: kit["description"], **(kit.get("descriptions") or {})},
        audience=job.audience, audience_title=audience["title"],
        rights=translate("Licence: {licence}").format(licence=licence) if licence else rights,
        iri=kit.get("iri") or f"{BASE_IRI}/{kit['id']}", module=scos[0].id if single else None,
    )  # fmt: skip
