"""Runs jobs in worker processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from tools.mutants.messages import Job, JobResult

LAST_WORDS = 4_000
"""Maximum number of characters shown of a process's error output."""

ROOT = Path(__file__).parents[2]


class WorkerDied(RuntimeError):
    """The worker process has ended; the message holds the end of its output."""


def can_fork() -> bool:
    """Whether a process that has loaded much may be forked: macOS's own libraries forbid it."""
    return hasattr(os, "fork") and sys.platform != "darwin"


class WorkerPool:
    """Runs mutants, ``workers`` at once, while its context is open.

    The result depends on the job alone: every mutant has its own process, a fork of a prepared one,
    or without ``forks`` a new interpreter.
    """

    def __init__(self, workers: int, *, forks: bool | None = None) -> None:
        self._workers = workers
        self._forks = can_fork() if forks is None else forks
        self._warm: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None
        self._alive: set[subprocess.Popen[bytes]] = set()

    def __enter__(self) -> WorkerPool:
        if self._forks:
            self._complaints = tempfile.TemporaryFile()
            self._warm = _process(self._workers, self._complaints)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._warm is not None and self._complaints is not None:
            if kind is not None:
                self._warm.terminate()
            self._warm.communicate()
            self._complaints.close()

    def run(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        """Run the jobs; yield each outcome when it is complete.

        Raises:
            WorkerDied: the worker process has ended.
        """
        if self._warm is None:
            yield from self._one_by_one(list(jobs))
            return
        assert self._warm.stdin is not None
        assert self._warm.stdout is not None
        under_way = self._hand_out(jobs, self._warm.stdin)
        for _ in range(under_way):
            line = self._warm.stdout.readline()
            if not line:
                raise self._ended()
            yield msgspec.json.decode(line, type=JobResult)

    def _hand_out(self, jobs: Iterable[Job], to: IO[bytes]) -> int:
        """How many jobs there are."""
        number = 0
        try:
            for job in jobs:
                to.write(msgspec.json.encode(job) + b"\n")
                number += 1
            to.flush()
        except BrokenPipeError as error:
            raise self._ended() from error
        return number

    def _one_by_one(self, jobs: list[Job]) -> Iterator[JobResult]:
        with ThreadPoolExecutor(self._workers) as pool:
            played = [pool.submit(self._alone, job) for job in jobs]
            try:
                for done in as_completed(played):
                    yield done.result()
            finally:
                for each in played:
                    each.cancel()
                for process in tuple(self._alive):
                    process.terminate()

    def _alone(self, job: Job) -> JobResult:
        with _process(0, subprocess.PIPE) as process:
            self._alive.add(process)
            said, complained = process.communicate(msgspec.json.encode(job) + b"\n")
            self._alive.discard(process)
        if process.returncode != 0 or not said:
            words = complained.decode(errors="replace")[-LAST_WORDS:]
            return JobResult(
                job=job, broken=f"its process ended with {process.returncode}:\n{words}"
            )
        return msgspec.json.decode(said, type=JobResult)

    def _ended(self) -> WorkerDied:
        assert self._complaints is not None
        self._complaints.seek(0)
        words = self._complaints.read().decode(errors="replace")[-LAST_WORDS:]
        return WorkerDied(f"the process that runs mutants has ended:\n{words}")


def _process(workers: int, complaints: IO[bytes] | int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "tools.mutants.worker", str(workers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        # Where the tools are: they are not installed.
        cwd=ROOT,
    )
