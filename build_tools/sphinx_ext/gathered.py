"""What reading one module puts into Sphinx's environment, apart from that of all others.

Sphinx reads in several processes by the same means: each fills an environment of its own, and one takes over
what the others have found (`BuildEnvironment.merge_info_from`).
"""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from build_tools.sphinx_ext.contents import content

_OF_THE_APPLICATION = ("config", "config_status", "config_status_extra", "project", "settings", "srcdir", "doctreedir",
                       "version", "domains", "events", "_app", "domaindata", "current_document")  # fmt: skip
_NOT_FACTS = ("all_docs", "dependencies", "images", "metadata", "domaindata")
"""Times, paths, names of pictures; the others are looked into."""

Gathered = dict[str, Any]
"""Attributes of an environment, with ``domaindata``: those that are not as they were before."""


class Blank:
    """The environment of an application that has read nothing, to make others of.

    Args:
        app: the application, before it reads.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        # As before each reading: it also makes all that merging looks for.
        app.events.emit("env-purge-doc", app.env, "")
        app.env.clear_doc("")
        state = {**app.env.__getstate__(), "config": None, "project": None}
        state["settings"] = {**state["settings"], "env": None}
        self._state = pickle.dumps(state, pickle.HIGHEST_PROTOCOL)
        self._other = self.environment()
        self._before = _pickled(self._other)

    def environment(self) -> BuildEnvironment:
        """A new environment, as Sphinx sets up one that it kept."""
        made = BuildEnvironment.__new__(BuildEnvironment)
        made.__dict__.update(pickle.loads(self._state))  # noqa: S301 - pickled in this object
        made.settings["env"] = made
        made.setup(self._app)
        made._builder_cls = type(self._app.builder)  # noqa: SLF001 - as `Sphinx._post_init_env` does
        return made

    def gathered(self, env: BuildEnvironment) -> Gathered:
        """What an environment made here has more than at its start."""
        now = _pickled(env)
        changed = [key for key, value in now.items() if value != self._before.get(key)]
        found: Gathered = {name: getattr(env, name) for kind, name in changed if kind == "attribute"}
        found["domaindata"] = {name: env.domaindata[name] for kind, name in changed if kind == "domain"}
        return found

    def merge(self, env: BuildEnvironment, docname: str, gathered: Gathered) -> None:
        """Takes what one module has put into an environment over into another."""
        other = copy.copy(self._other)
        other.__dict__.update({**gathered, "domaindata": {**self._other.domaindata, **gathered["domaindata"]}})
        env.merge_info_from([docname], other, self._app)

    def claims(self, gathered: Gathered) -> list[list[str]]:
        """The names that a module takes in the kit, such as labels: where two take one, the order decides."""
        found = []
        for domain, stores in gathered["domaindata"].items():
            before = self._other.domaindata[domain]
            for store, entries in stores.items():
                if isinstance(entries, dict) and store != "entries":
                    found += [[domain, store, repr(name)] for name in entries.keys() - before.get(store, {}).keys()]
        return sorted(found)


def _pickled(env: BuildEnvironment) -> dict[tuple[str, str], bytes]:
    parts = {("attribute", name): value for name, value in env.__getstate__().items()
             if name not in _OF_THE_APPLICATION}  # fmt: skip
    parts |= {("domain", name): value for name, value in env.domaindata.items()}
    return {key: pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for key, value in parts.items()}


def facts(gathered: Gathered) -> Any:  # noqa: ANN401 - JSON
    """What other modules can see of a module, as a JSON value: not its words, nor how many there are of them."""
    named = {name: value for name, value in gathered.items() if name not in _NOT_FACTS}
    metadata = {docname: _known_of(fields) for docname, fields in gathered.get("metadata", {}).items()}
    return content({**named, "metadata": metadata, "domaindata": gathered["domaindata"]})


def _known_of(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a module; of a heading's slug its id and text, not its line."""
    found = {name: value for name, value in metadata.items() if name not in ("wordcount", "myst_slugs")}
    return {**found, "slugs": {slug: entry[1:] for slug, entry in metadata.get("myst_slugs", {}).items()}}


def pickled(doctree: nodes.document) -> bytes:
    """A doctree that `Builder.write_doctree` has made ready, as bytes."""
    return pickle.dumps(doctree, pickle.HIGHEST_PROTOCOL)
