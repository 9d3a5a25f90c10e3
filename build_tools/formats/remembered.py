"""What the memos of formats have in common."""

from __future__ import annotations

from functools import lru_cache

from build_tools.digests import Index
from build_tools.program import Program


@lru_cache
def code_of(module: str) -> str:
    """The digest of the code that a module can run, as this process began with it.

    Args:
        module: e.g. ``build_tools.formats.docx_reference``.
    """
    return Program(Index()).digest(module)
