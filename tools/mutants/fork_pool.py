"""Each job in a fork of this process, several at once."""

from __future__ import annotations

import os
import select
import selectors
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import msgspec

from percipio_conformance.core.real_time import stopwatch
from percipio_conformance.core.timeouts import GRACE_SECONDS
from percipio_conformance.processes.signals import ENDING
from tools.mutants.messages import Job, JobResult

SECONDS = 1_800.0
"""Wall-clock limit for a mutant; some never end. It is ample on a busy machine."""

_LOOK_SECONDS = 1.0
"""Interval between checks for a fork that has exceeded its time."""

_CHUNK = 1 << 16


@dataclass
class _Fork:
    job: Job
    pid: int
    began: float
    written: bytearray = field(default_factory=bytearray)
    overdue: bool = False


class ForkPool:
    """Runs jobs in forks.

    Args:
        workers: how many at once.
        run: runs a job in a fork; it may modify its process.
        say: receives each outcome, in order of completion.
    """

    def __init__(
        self, workers: int, run: Callable[[Job], JobResult], say: Callable[[JobResult], None]
    ) -> None:
        self._workers = workers
        self._run = run
        self._say = say
        self._waiting: deque[Job] = deque()
        self._running: dict[int, _Fork] = {}
        self._selector = selectors.DefaultSelector()

    def serve(self, source: int) -> None:
        """Take jobs from the descriptor ``source``, one a line, until it ends and all is done.

        It stops if the parent process has ended.
        """
        try:
            self._serve(source)
        finally:
            self._end_all()

    def _serve(self, source: int) -> None:
        rest, listening = b"", True
        parent = os.getppid()
        self._selector.register(source, selectors.EVENT_READ)
        while listening or self._waiting or self._running:
            while self._waiting and len(self._running) < self._workers:
                self._start(self._waiting.popleft())
            for key, _ in self._selector.select(_LOOK_SECONDS):
                chunk = os.read(key.fd, _CHUNK)
                if key.fd != source:
                    self._hear(key.fd, chunk)
                elif chunk:
                    *lines, rest = (rest + chunk).split(b"\n")
                    self._waiting += (msgspec.json.decode(line, type=Job) for line in lines)
                else:
                    listening = False
                    self._selector.unregister(source)
            if os.getppid() != parent:
                return
            self._end_the_overdue()

    def _start(self, job: Job) -> None:
        reading, writing = os.pipe()
        # Python drops exceptions of signal handlers during fork hooks, which would lose the signal.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            self._perform(job, writing, before)
        os.close(writing)
        self._running[reading] = _Fork(job, pid, stopwatch())
        self._selector.register(reading, selectors.EVENT_READ)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _perform(self, job: Job, writing: int, mask: Iterable[int]) -> None:
        code = 1
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(msgspec.json.encode(self._run(job)))
            code = 0
        except BaseException:  # noqa: BLE001 - a fork must not return into the code of its parent
            traceback.print_exc()
        finally:
            os._exit(code)

    def _hear(self, descriptor: int, chunk: bytes) -> None:
        fork = self._running[descriptor]
        if chunk:
            fork.written += chunk
            return
        self._selector.unregister(descriptor)
        os.close(descriptor)
        del self._running[descriptor]
        _, status = os.waitpid(fork.pid, 0)
        self._say(_outcome(fork, os.waitstatus_to_exitcode(status)))

    def _end_all(self) -> None:
        """End all running forks: the parent process has ended."""
        for fork in self._running.values():
            os.kill(fork.pid, signal.SIGTERM)
        ends = stopwatch() + GRACE_SECONDS
        closing = dict(self._running)
        while closing and (left := ends - stopwatch()) > 0:
            ready, _, _ = select.select(list(closing), [], [], left)
            for descriptor in ready:
                if not os.read(descriptor, _CHUNK):
                    del closing[descriptor]
        for fork in closing.values():
            os.kill(fork.pid, signal.SIGKILL)
        for fork in self._running.values():
            os.waitpid(fork.pid, 0)
        self._running.clear()

    def _end_the_overdue(self) -> None:
        for fork in self._running.values():
            if not fork.overdue and stopwatch() - fork.began > SECONDS:
                fork.overdue = True
                os.kill(fork.pid, signal.SIGKILL)


def _outcome(fork: _Fork, code: int) -> JobResult:
    if fork.overdue:
        return JobResult(job=fork.job, broken=f"it was not done within {SECONDS:.0f} s")
    if code != 0:
        return JobResult(
            job=fork.job, broken=f"its process ended with {code}; its last words follow"
        )
    return msgspec.json.decode(bytes(fork.written), type=JobResult)
