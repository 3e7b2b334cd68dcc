"""Asks the user before running what a file names: its author may be a stranger."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from percipio_conformance.cli.output import ask, complain, warn

TRUST = "--trust"


def may_start(command: str, path: Path, starts: Sequence[str], *, trusted: bool) -> bool:
    """Asks whether ``command`` may start the programs that the file ``path`` names.

    Args:
        starts: one line for each program.
        trusted: the user has agreed on the command line.

    Returns False without asking if there is no terminal; a message then names the option.
    """
    if not starts or trusted:
        return True
    listed = "".join(f"\n  {each}" for each in starts)
    complain(command, f"{path} chooses what this would start:{listed}")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        warn(
            "Nothing was started. If you trust the author of that file, say so with"
            f" {TRUST}. Or name your connector on the command line."
        )
        return False
    ask("Go on, because you trust the author of that file? [y/N] ")
    try:
        answer = sys.stdin.readline()
    except KeyboardInterrupt:
        answer = ""
    if answer.strip().casefold() in ("y", "yes"):
        return True
    warn("Nothing was started.")
    return False
