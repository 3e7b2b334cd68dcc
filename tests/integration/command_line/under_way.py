"""A program that is still running, up to the point at which a connector says that it is reached."""

from __future__ import annotations

import os
import select
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from process_leaks import started_with

HOSTILE = Path(__file__).parents[1] / "hostile_connectors"
TIMEOUT_SECONDS = 120


def wait_for_all_with(name: str, value: object, *more: int) -> None:
    """Wait until no process has this variable in its environment, and ``more`` are gone."""
    # One that is about to end shows no environment any more.
    for pid in (*started_with(name, str(value)), *more):
        with suppress(ProcessLookupError):
            ends = os.pidfd_open(pid)
            ready, _, _ = select.select([ends], [], [], TIMEOUT_SECONDS)
            os.close(ends)
            assert ready, f"{pid} is still running"


def hostile_command(name: str) -> str:
    """The words that start a connector of ``hostile_connectors`` as a program."""
    (path,) = HOSTILE.glob(f"*/{name}.py")
    words = [sys.executable, str(path), "--control"]
    words += ["--port", "{port}", "--database", "{state}/connector.sqlite"]
    return shlex.join(words)


@dataclass
class UnderWay:
    """``reached`` is what was written into the pipe: the ids of processes, one a line."""

    process: subprocess.Popen[str]
    reached: list[int]
    folder: Path

    @property
    def states(self) -> list[str]:
        """The folders of connectors that are there."""
        return sorted(each.name for each in (self.folder / "states").iterdir())

    def wait_for_all(self) -> None:
        """Wait until every process is gone that the program has started, and theirs as well."""
        wait_for_all_with("REACHED", self.folder / "reached", *self.reached)

    def end(self, *signals: signal.Signals) -> tuple[int, str, str]:
        """Send these signals at once; the exit code, and what was written to both outputs."""
        for each in signals:
            self.process.send_signal(each)
        said, complained = self.process.communicate(timeout=TIMEOUT_SECONDS)
        return self.process.returncode, said, complained


@contextmanager
def under_way(folder: Path, words: Sequence[str], *, lines: int = 1) -> Iterator[UnderWay]:
    """The program with these words, once so many lines were written into the pipe ``REACHED``."""
    pipe = folder / "reached"
    os.mkfifo(pipe)
    # Open at both ends: it neither waits for the one who writes nor ends with them.
    reading = os.open(pipe, os.O_RDWR)
    (folder / "states").mkdir()
    environment = {
        "PYTHONPATH": str(HOSTILE),
        "REACHED": str(pipe),
        "PERCIPIO_CONFORMANCE_STATE": str(folder / "states"),
    }
    process = subprocess.Popen(
        words,
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield UnderWay(process, _read(reading, lines, process), folder)
    finally:
        os.close(reading)
        if process.poll() is None:
            process.terminate()
        process.communicate()


def _read(pipe: int, lines: int, process: subprocess.Popen[str]) -> list[int]:
    heard = b""
    ends = os.pidfd_open(process.pid)
    try:
        while heard.count(b"\n") < lines:
            ready, _, _ = select.select([pipe, ends], [], [], TIMEOUT_SECONDS)
            assert ready, f"nothing reached the point within {TIMEOUT_SECONDS} s"
            assert pipe in ready, f"it ended before: {process.communicate()}"
            heard += os.read(pipe, 1024)
    finally:
        os.close(ends)
    return [int(each) for each in heard.split()]
