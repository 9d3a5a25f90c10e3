"""What sort of work a job is, told by its id alone."""

from __future__ import annotations

from enum import Enum

from build_tools.formats.registry import BY_ID

MEDIA = "media"
_READINGS = frozenset({"reading", "facilitator-reading"})
_ASSET_PARTS = 3
"""``media/<id>/<language>`` gathers an asset; what is longer makes a part of it."""


class Kind(Enum):
    """Sorts of work, in the order in which an edition goes through them."""

    READING = "reading"
    MEDIA = "media"
    DOCUMENT = "document"
    WEB = "web"
    PACKAGE = "package"


def kind_of(job: str) -> Kind:
    """The sort of work of a job, by its id."""
    if is_media(job):
        return Kind.MEDIA
    name = step_name(job)
    if name in _READINGS:
        return Kind.READING
    carrier = BY_ID[name].carrier if name in BY_ID else None
    return {"web": Kind.WEB, "package": Kind.PACKAGE}.get(carrier or "", Kind.DOCUMENT)


def is_media(job: str) -> bool:
    """Whether a job works on a media asset, not on an edition."""
    return job.startswith(f"{MEDIA}/")


def step_name(job: str) -> str:
    """What jobs of other editions and assets that do the same have in common: ``web``, ``reading``, ``480p``."""
    parts = job.split("/")
    return MEDIA if parts[0] == MEDIA and len(parts) == _ASSET_PARTS else parts[-1]


def edition_of(job: str) -> str:
    """``<kit>/<audience>/<language>``, or ``media/<id>/<language>``."""
    return "/".join(job.split("/")[:3])


def makes_artifact(job: str) -> bool:
    """Whether what a job makes goes to ``dist/``."""
    return not is_media(job) and step_name(job) in BY_ID
