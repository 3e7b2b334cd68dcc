"""Finds what a session of tests has started and left: processes, and folders of connectors.

Other people use the machine at the same time. What is ours is known by a variable that every
process inherits, and by a folder for states that only this session knows.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

MARK = "PERCIPIO_CONFORMANCE_TEST_SESSION"
STATE = "PERCIPIO_CONFORMANCE_STATE"
TIMEOUT_SECONDS = 10.0
"""Real time that a process gets which is about to end."""


class Leaks:
    """The processes and files that a session leaves; created first, in the main process."""

    def __init__(self) -> None:
        memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
        self._states = Path(
            tempfile.mkdtemp(prefix="test-session-", dir=memory if memory.is_dir() else None)
        )
        os.environ[MARK] = f"{os.getpid()}:{self._states.name}"
        os.environ[STATE] = str(self._states)

    def found(self) -> list[str]:
        """One line for each process and folder that outlives the session; they are ended here."""
        lines = [f"process {pid}: {words}" for pid, words in self._processes().items()]
        lines += [f"folder {each}" for each in sorted(self._states.iterdir())]
        shutil.rmtree(self._states)
        return lines

    def _processes(self) -> dict[int, str]:
        left = {}
        for pid in started_with(MARK, os.environ[MARK]):
            words = _command(pid)
            if not _ends(pid, TIMEOUT_SECONDS):
                left[pid] = words
                with suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
                _ends(pid, TIMEOUT_SECONDS)
        return left


def started_with(name: str, value: str) -> list[int]:
    """The processes, others than this one, with this variable in their environment (Linux)."""
    wanted, found = f"{name}={value}".encode(), []
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (each / "environ").read_bytes().split(b"\0"):
                found.append(int(each.name))
    return [each for each in found if each != os.getpid()]


def is_alive(pid: int) -> bool:
    """True if the process is alive; a zombie is not."""
    try:
        os.kill(pid, 0)
        if sys.platform != "linux":
            return True
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return "?"


def _ends(pid: int, seconds: float) -> bool:
    try:
        handle = os.pidfd_open(pid)
    except OSError:
        return True
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)
