"""The reference connector as a program of its own, started as a vendor's would be."""

from __future__ import annotations

import shlex
import sys


def reference_command(*, tls: bool = False) -> str:
    """The command that starts the reference connector under the control protocol."""
    words = [sys.executable, "-m", "reference_impl", "--control"]
    words += ["--port", "{port}", "--database", "{state}/connector.sqlite"]
    if tls:
        words += ["--ca-file", "{ca_file}"]
    return shlex.join(words)
