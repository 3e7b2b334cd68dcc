"""Find and end the child processes of a program, even those that left its process group.

A signal to the group does not reach a child that starts its own session. Such a child is
identified by an inherited environment variable, or, if it cleared its environment, by its parent:
Linux assigns an orphan to the nearest subreaper (``PR_SET_CHILD_SUBREAPER``). Other systems
support neither.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from percipio_conformance.processes.guardian import MARK, is_marked, processes
from percipio_conformance.processes.guarding import guarding

PR_SET_CHILD_SUBREAPER = 36
"""Source: ``linux/prctl.h``."""

NO_SIGNAL = 0
"""Checks whether the process exists, without sending a signal."""

_numbers = itertools.count(1)
_leaders: set[int] = set()
"""The programs that this process has started; they never count as children of another one."""


@dataclass(frozen=True, slots=True)
class _Process:
    pid: int
    name: str
    state: str
    parent: int
    session: int


class Offspring:
    """All processes of one program, from its start until the last one ends."""

    def __init__(self) -> None:
        self._mark = f"{os.getpid()}-{next(_numbers)}"
        self._leader = 0

    def environment(self, given: Mapping[str, str]) -> dict[str, str]:
        """``given`` with the variable that identifies the children."""
        _adopt_orphans()
        guarding.hold("mark", self._mark)
        return {**given, MARK: self._mark}

    def begin(self, leader: int) -> None:
        """Record that the program runs, as the leader of a session and of a process group."""
        self._leader = leader
        _leaders.add(leader)
        guarding.hold("group", leader)

    def signal(self, number: int) -> bool:
        """Send a signal to all remaining processes; return whether there are any."""
        found = self._group(number)
        # After the group, so that children of its members in other sessions are found too.
        for each in self._strays():
            with suppress(OSError):
                os.kill(each.pid, number)
                found = True
        return found

    def is_there(self) -> bool:
        """True if any process is left that a signal would reach."""
        strays = self._strays()
        return self._group(NO_SIGNAL) or any(_is_reached(each.pid) for each in strays)

    def left(self) -> list[str]:
        """Processes that the harness could not end, ``4711 (python3)`` each."""
        return [f"{each.pid} ({each.name})" for each in self._strays()]

    def end(self) -> None:
        """Stop tracking: no process is left, or none was started."""
        _leaders.discard(self._leader)
        guarding.release("group", self._leader)
        guarding.release("mark", self._mark)

    def _group(self, number: int) -> bool:
        try:
            os.killpg(self._leader, number)
        except (ProcessLookupError, PermissionError):
            # macOS raises the second for a group of dead processes that have not been waited for.
            return False
        return True

    def _strays(self) -> list[_Process]:
        """Live children outside the program's group, from one scan of all processes.

        Also waits for the dead ones that became our children when their parents ended.
        """
        seen = [each for each in map(_look, processes()) if each is not None]
        _bury(seen)
        return [each for each in seen if self._is_stray(each)]

    def _is_stray(self, each: _Process) -> bool:
        if each.state in "ZX" or each.pid in (self._leader, guarding.pid):
            return False
        apart = {os.getsid(0), *_leaders} - {self._leader}
        adopted = each.parent == os.getpid() and each.session not in apart
        return each.session == self._leader or adopted or is_marked(each.pid, self._mark)


def _bury(seen: Iterable[_Process]) -> None:
    """Wait for the dead ones that became our children when their parents ended."""
    for each in seen:
        if each.parent != os.getpid() or each.state != "Z":
            continue
        if each.pid not in _leaders and each.session != os.getsid(0):
            with suppress(OSError):
                os.waitpid(each.pid, os.WNOHANG)


def _is_reached(pid: int) -> bool:
    try:
        os.kill(pid, NO_SIGNAL)
    except OSError:
        return False
    return True


def _look(pid: int) -> _Process | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name is in parentheses and may contain some itself.
    head, _, rest = text.rpartition(")")
    state, parent, _, session = rest.split()[:4]
    return _Process(pid, head.partition("(")[2], state, int(parent), int(session))


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
