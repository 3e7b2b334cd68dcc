"""The processor time and the peak memory of one child process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ChildCost:
    """CPU seconds of one process, its peak memory in MiB, and its exit code."""

    cpu: float
    memory: float
    exit_code: int


def cost_of(command: Sequence[str]) -> ChildCost:
    """Run a command to its end, without its output on the standard output, and measure it."""
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return ChildCost(usage.ru_utime + usage.ru_stime, _mebibytes(usage), process.returncode)


def _mebibytes(usage: resource.struct_rusage) -> float:
    # Linux counts in KiB, macOS in bytes.
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
