"""Ends the processes of a run that was killed (SIGKILL) and deletes its folders.

A separate program in its own session, without imports from this package. It reads the items to
end or delete from its standard input, one a line, until the run has ended::

    group 4711      a process group
    mark 4711-2     every process that has this in its environment
    folder /dev/shm/connector-x
    -folder /dev/shm/connector-x     the run has deleted it itself
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import suppress

MARK = "PERCIPIO_CONFORMANCE_STARTED_BY"
"""The environment variable that identifies all processes of one run."""


def marked(mark: str) -> list[int]:
    """The processes whose environment contains ``mark``, on systems that have ``/proc``."""
    return [pid for pid in processes() if is_marked(pid, mark)]


def is_marked(pid: int, mark: str) -> bool:
    """True if the environment of this process contains ``mark``."""
    return f"{MARK}={mark}".encode() in _environment(pid).split(b"\0")


def processes() -> list[int]:
    """The ids of all processes; empty on systems that do not list them."""
    try:
        return [int(each) for each in os.listdir("/proc") if each.isdecimal()]  # noqa: PTH208
    except OSError:
        return []


def _environment(pid: int) -> bytes:
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:  # noqa: PTH123 - quick, and often
            return file.read()
    except OSError:
        # It has ended, or belongs to another user.
        return b""


def main() -> None:
    """Read until the run has ended, then end what remains."""
    left: dict[str, None] = {}
    for line in sys.stdin.buffer:
        what = line.decode("utf-8", "surrogateescape").rstrip("\n")
        if what.startswith("-"):
            left.pop(what[1:], None)
        else:
            left[what] = None
    for what in left:
        kind, _, name = what.partition(" ")
        with suppress(OSError):
            if kind == "group":
                os.killpg(int(name), signal.SIGKILL)
            elif kind == "mark":
                for pid in marked(name):
                    os.kill(pid, signal.SIGKILL)
    for what in left:
        kind, _, name = what.partition(" ")
        if kind == "folder":
            shutil.rmtree(name, ignore_errors=True)


if __name__ == "__main__":
    main()
