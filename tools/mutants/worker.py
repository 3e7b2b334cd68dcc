"""The worker process: reads jobs, one a line, and writes the result of each when it ends.

``python -m tools.mutants.worker WORKERS`` ends when its input does. It runs that many mutants at
once, each in a fork of itself; 0 runs the first job itself and ends, for systems on which a
process that has loaded so much cannot be forked safely.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import msgspec
import pytest

from percipio_conformance.cli.execution import run as run_command
from percipio_conformance.clock.time_patch import replace_time_functions
from percipio_conformance.processes.garbage_collection import collect_less_often
from percipio_conformance.spec.data import FEATURES
from tools.mutants.executor import MutantExecutor
from tools.mutants.fork_pool import ForkPool
from tools.mutants.messages import Job, JobResult
from tools.mutants.registry import Registry, load_mutants

QUIET = ["--capture=no", "--tb=native", "-qq", "--no-header", "--no-summary"]
"""Options that suppress pytest's reports, which are not needed and cost time."""


class RunLoop:
    """Replaces pytest's loop over the collected scenarios."""

    def __init__(self, workers: int, out: int) -> None:
        self._workers = workers
        self._out = out
        self.done = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        run = partial(_run, load_mutants(), MutantExecutor(session))
        if self._workers == 0:
            self._say(run(msgspec.json.decode(sys.stdin.readline(), type=Job)))
        else:
            # Both hold for all forks, and a frozen object stays in the memory that they share.
            collect_less_often()
            replace_time_functions()
            ForkPool(self._workers, run, self._say).serve(sys.stdin.fileno())
        self.done = True
        return True

    def _say(self, outcome: JobResult) -> None:
        line = msgspec.json.encode(outcome) + b"\n"
        while line:
            line = line[os.write(self._out, line) :]


def _run(catalog: Registry, stage: MutantExecutor, job: Job) -> JobResult:
    return stage.run(catalog[job.mutant].mutant, job)


def main(workers: int) -> int:
    """Serve until the input ends; the exit code is 0, or pytest's where it got not that far."""
    # Standard output is for outcomes only: other output goes to standard error.
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    ini = Path(run_command.__file__).with_name("pytest.ini")
    words = ["-c", str(ini), f"--rootdir={FEATURES.parent}", str(FEATURES)]
    loop = RunLoop(workers, out)
    code = pytest.main([*words, *QUIET], plugins=[loop])
    # Failing scenarios are expected here.
    return 0 if loop.done else int(code)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
