"""A served world for the length of a test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

STOP_SECONDS = 30


@contextmanager
def serving(arguments: Sequence[str], folder: Path) -> Iterator[str]:
    """``serve`` with these arguments, in that folder; what it announces."""
    process = subprocess.Popen(
        # -P as the installed command has it.
        [sys.executable, "-P", "-m", "percipio_conformance", "serve", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        announced = []
        for line in process.stdout:
            announced.append(line)
            if "Ctrl-C" in line:
                break
        yield "".join(announced)
    finally:
        process.send_signal(signal.SIGINT)
        ended = process.wait(timeout=STOP_SECONDS)
        process.stdout.close()
    assert ended == 0
