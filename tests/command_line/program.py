"""The program as a person starts it: a process of its own, in a folder of theirs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
PATIENCE_SECONDS = 300


def program(
    folder: Path, *words: str, beside: str = "broken_connectors"
) -> subprocess.CompletedProcess[str]:
    """``percipio-conformance`` with these words, played to its end.

    The modules in the folder ``beside`` of the tests can be named, as the kill matrix finds them.
    """
    return subprocess.run(
        [sys.executable, "-m", "harness.cli", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(TESTS / beside)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
