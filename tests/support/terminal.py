"""What a program shows on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Sequence
from pathlib import Path


def seen_on_a_terminal(command: Sequence[str], folder: Path, language: str) -> str:
    """All that a program writes where it believes that a person watches.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        language: of its messages.
    """
    parent, child = pty.openpty()
    environment = {**os.environ, "KITS_LANG": language, "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, cwd=folder, stderr=child, stdin=child, stdout=child, env=environment):
        os.close(child)
        said = b""
        try:
            while part := os.read(parent, 4096):
                said += part
        except OSError:
            pass  # the terminal closes with the program
    os.close(parent)
    return said.decode()
