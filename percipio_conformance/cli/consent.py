"""Asks the user before running what a file names: its author may be a stranger."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from percipio_conformance.cli.output import ask, complain, warn

TRUST = "--trust"


def may_start(command: str, path: Path, starts: Sequence[str], *, trusted: bool) -> bool:
    """Whether ``command`` may do what ``starts`` lists, one thing a line, because ``path`` says so.

    With ``trusted`` the user has said so on the command line. On a terminal they are asked;
    elsewhere a message says how to agree.
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
