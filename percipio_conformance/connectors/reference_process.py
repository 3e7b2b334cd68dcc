"""The reference connector as a separate program, started like a vendor's connector."""

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
