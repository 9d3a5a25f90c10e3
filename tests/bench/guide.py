"""One guide from a reading that is ready to its PDF, as a process: ``python -m tests.bench.guide WORKSPACE OUT``.

The workspace is what the job gets in a build, see `workspace`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from build_tools.formats.base import FormatJob
from build_tools.formats.guides import build_facilitator_guide


def workspace(project: Path, ident: str, folder: Path) -> Path:
    """The workspace of a format's job, from the readings and recordings that a build has left in the store.

    Args:
        project: was built.
        ident: of the job.
        folder: is made.
    """
    # Only whoever lays it out needs these; the process that is measured does not.
    from build_tools.digests import Index  # noqa: PLC0415
    from build_tools.load import load  # noqa: PLC0415
    from build_tools.place import Place  # noqa: PLC0415
    from build_tools.plan import plan  # noqa: PLC0415
    from build_tools.run.keys import Keys, picked  # noqa: PLC0415
    from build_tools.run.store import Store  # noqa: PLC0415

    catalogue, _ = load(project)
    store, keys = Store(Place(project).store(None)), Keys(project, Index())
    made = {}
    for job in plan(catalogue, [ident]).jobs:
        made[job.id] = store.outputs(keys.key(job, made)) or ()
        if job.id != ident:
            continue
        for given in job.inputs:
            if given.data is not None:
                _new(folder / given.path).write_bytes(given.data)
            elif given.file:
                _new(folder / given.path).write_bytes((project / given.file).read_bytes())
            for output in picked(given, made[given.made]) if given.made else ():
                store.fetch(output, _new(folder / given.path / output.path))
        (folder / "job.json").write_text(json.dumps(dict(job.options)), "utf-8")
    return folder


def _new(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def main() -> None:
    """Builds the facilitator guide."""
    folder, out = map(Path, sys.argv[1:])
    job = FormatJob(**json.loads((folder / "job.json").read_text("utf-8")))
    build_facilitator_guide(job, folder, out)


if __name__ == "__main__":
    main()
