"""Third step: which jobs make what was asked for. Pure: nothing is built, nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from build_tools import edition as editions
from build_tools.errors import UsageError
from build_tools.formats.registry import BY_ID, FORMATS, MODULES, Format
from build_tools.held import Held
from build_tools.model import Catalogue, Edition, Input, Institution, Job, Plan
from build_tools.model_media import Ladder, MediaAsset
from build_tools.plan_media import carried, media_id, media_jobs, texts_id

_READING_TOOLS = ("sphinx", "myst-parser", "docutils", "markdown-it-py", "lxml", "pillow")
_SEGMENTS = 4


def plan(
    catalogue: Catalogue,
    selectors: Iterable[str] = (),
    skip: Held | None = None,
    there: frozenset[str] = frozenset(),
) -> Plan:
    """The jobs that a set of selectors asks for, and the steps on the way to them.

    Args:
        catalogue: the loaded content.
        selectors: globs over job ids, e.g. ``fundamentos/*/es/*``; shorter ones mean all below; none
            means everything but what is made on request only.
        skip: kits and editions that must not be built.
        there: ids of jobs that were published before; what is made on request only is then kept up to date,
            for it could still hold what has been taken from its audience since.

    Raises:
        UsageError: a selector matches no job.
    """
    skip = skip or Held()
    wanted = [s.strip("/") for s in selectors] or ["*"]
    every = [(e, f) for e in _editions(catalogue) for f in FORMATS if _has_content(e, f)]
    ids = {f"{e.id}/{f.id}" for e, f in every}
    for selector in wanted:
        held = any(fnmatchcase(kit, selector.split("/")[0]) for kit in skip.kits)
        if not held and not any(matches(selector, e, f) for e, f in every):
            known = ", ".join(sorted({k.id for k in catalogue.kits})) or "–"
            raise UsageError(
                "No job matches “{selector}”",
                "A selector looks like kit/audience/language/format; kits here: {known}. “kits plan” lists all jobs.",
                selector=selector,
                known=known,
            )
    free = [(e, f) for e, f in every if not skip.holds(e.kit.id, e.audience.id)]
    chosen = [(e, f) for e, f in free if any(matches(s, e, f, there) for s in wanted)]
    jobs: dict[str, Job] = {}
    steps = _Steps(catalogue)
    for edition, format_ in chosen:
        for job in steps.jobs(edition, format_):
            jobs.setdefault(job.id, job)
    return Plan(tuple(jobs.values()), frozenset(ids))


def matches(selector: str, edition: Edition, format_: Format, there: frozenset[str] = frozenset()) -> bool:
    """Whether a selector asks for a format; what is made on request must be named, or be ``there`` already."""
    parts = selector.split("/")
    named = not format_.on_request or f"{edition.id}/{format_.id}" in there
    if len(parts) > _SEGMENTS or (not named and parts[3:] in ([], ["*"], ["**"])):
        return False
    names = f"{edition.id}/{format_.id}".split("/")
    return all(fnmatchcase(name, part) for name, part in zip(names, parts, strict=False))


def for_institution(catalogue: Catalogue, institution: Institution) -> list[str]:
    """Ids of the jobs that make an institution's files, as long as none of them turns out too large."""
    single = institution.modules == "single" and f"{institution.format}{MODULES}" in BY_ID
    format_ = institution.format + (MODULES if single else "")
    return [
        f"{edition.id}/{format_}" for edition in _editions(catalogue)
        if edition.audience.id == institution.audience and edition.language in institution.languages
    ]  # fmt: skip


def _has_content(edition: Edition, format_: Format) -> bool:
    shows = (editions.holds(edition, name, facilitator=format_.facilitator) for name in format_.needs)
    return not format_.needs or any(shows)


def _editions(catalogue: Catalogue) -> Iterator[Edition]:
    for kit in catalogue.kits:
        for audience in kit.audiences:
            if audience not in catalogue.audiences:
                continue
            for language in kit.languages:
                edition = Edition(kit, catalogue.audiences[audience], language)
                if editions.modules_of(edition):
                    yield edition


class _Steps:
    """Makes the jobs of a plan; what several formats or editions need is made once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._texts = editions.Texts()
        self._readings: dict[tuple[str, bool], Job] = {}
        self._shown: dict[tuple[str, bool], list[MediaAsset]] = {}
        self._media: dict[tuple[str, bool], tuple[Job, ...]] = {}
        self._files: dict[str, tuple[str, ...]] = {}

    def jobs(self, edition: Edition, format_: Format) -> Iterator[Job]:
        """The job of a format, after the steps on the way to it."""
        reading = self._reading(edition, facilitator=format_.facilitator)
        yield reading
        inputs = [Input("reading", made=reading.id, only=format_.reading)]
        for asset in self._assets(edition, facilitator=format_.facilitator):
            yield from self._asset(asset, edition.language, played=_played(format_))
            inputs.append(_media(self._catalogue.ladder, asset, edition.language, format_))
        inputs += [Input(f, file=f) for folder in format_.conf for f in self._in(folder)]
        yield Job(
            id=f"{edition.id}/{format_.id}", step=format_.step, inputs=tuple(inputs), tools=format_.tools,
            options={
                "id": f"{edition.id}/{format_.id}", "kit": edition.kit.id, "version": edition.kit.version,
                "audience": edition.audience.id, "language": edition.language, "format": format_.id,
            },
            published=True, facilitator=format_.facilitator,
        )  # fmt: skip

    def _reading(self, edition: Edition, *, facilitator: bool) -> Job:
        key = (edition.id, facilitator)
        if key not in self._readings:
            self._readings[key] = _reading(self._catalogue, edition, self._texts, facilitator=facilitator)
        return self._readings[key]

    def _assets(self, edition: Edition, *, facilitator: bool) -> list[MediaAsset]:
        key = (edition.id, facilitator)
        if key not in self._shown:
            named = editions.media_of(edition, facilitator=facilitator) if self._catalogue.ladder else []
            self._shown[key] = [self._catalogue.media[name] for name in named]
        return self._shown[key]

    def _asset(self, asset: MediaAsset, language: str, *, played: bool) -> tuple[Job, ...]:
        key = (media_id(asset, language), played)
        if key not in self._media:
            self._media[key] = tuple(media_jobs(self._catalogue, asset, language, played=played))
        return self._media[key]

    def _in(self, folder: str) -> tuple[str, ...]:
        if folder not in self._files:
            self._files[folder] = _files(self._catalogue.root, folder)
        return self._files[folder]


def _reading(catalogue: Catalogue, edition: Edition, texts: editions.Texts, *, facilitator: bool) -> Job:
    data = editions.edition_json(catalogue, edition, facilitator=facilitator)
    pictures = editions.picture_files(edition, facilitator=facilitator)
    named = [
        *pictures,
        *editions.picture_twins(catalogue.root, edition, pictures),
        *editions.translation_files(catalogue.root, edition),
        "conf/conf.py",
    ]
    return Job(
        id=f"{edition.id}/{'facilitator-reading' if facilitator else 'reading'}",
        step="build_tools.sphinx_ext.step:build",
        inputs=(
            *editions.module_inputs(edition, facilitator=facilitator, texts=texts),
            Input("edition.json", data=data),
            *(Input(n, file=n) for n in named),
        ),
        options={"kit": edition.kit.folder},
        tools=_READING_TOOLS,
    )


def _media(ladder: Ladder | None, asset: MediaAsset, language: str, format_: Format) -> Input:
    only = carried(ladder, format_.carrier) if ladder else ()
    made = media_id(asset, language) if _played(format_) else texts_id(asset, language)
    return Input(f"media/{asset.id}", made=made, only=only)


def _played(format_: Format) -> bool:
    """Whether a format needs the renditions of media assets: to carry them, or to say how large they are."""
    return format_.carrier is not None or format_.tells_sizes


def _files(root: Path, name: str) -> tuple[str, ...]:
    if (root / name).is_file():
        return (name,)
    return tuple(sorted(p.relative_to(root).as_posix() for p in (root / name).rglob("*") if p.is_file()))
