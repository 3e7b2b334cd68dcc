"""The warm process: ``python -m worlds.worker`` reads jobs, one a line, and writes their outcomes.

Test files are imported and collected once; each fault gets a fork of that. The input ending ends
the process.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import msgspec
import pytest

from percipio_conformance.core.real_time import stopwatch
from tools.mutants.fork_pool import ForkPool
from tools.mutants.messages import Job, JobResult, ScenarioResult
from worlds.registry import load_worlds
from worlds.world_mutant import WorldMutant

TESTS = Path(__file__).parents[2]
ROOMS = (TESTS / "unit" / "fake_percipio", TESTS / "unit" / "fake_lms")
QUIET = [
    "--assert=plain",
    "--capture=no",
    "--tb=native",
    "-qq",
    "--no-header",
    "--no-summary",
    "-pno:cacheprovider",
]

FAITHFUL = WorldMutant(
    lambda: None,
    fact="The fakes do what the real interfaces do.",
    source="the tests of the fakes",
    noticed_by=frozenset({"percipio_paging", "percipio_statements", "lms_progression", "lms_tags"}),
)
"""No fault at all, under the name ``faithful``: whoever is blamed for everything proves nothing."""


def stem(item: pytest.Item) -> str:
    """The test file an item is of, as faults name it."""
    return item.path.stem.removeprefix("test_")


class RunLoop:
    """Takes the place of pytest's own loop over the collected tests."""

    def __init__(self, out: int) -> None:
        self._out = out
        self._failed: list[pytest.TestReport] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        gc.collect()
        gc.freeze()
        ForkPool(1, partial(self._play, session.items), self._say).serve(sys.stdin.fileno())
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.append(report)

    def _play(self, items: Iterable[pytest.Item], job: Job) -> JobResult:
        """Run each file that has to notice until it does."""
        began = stopwatch()
        mutant = FAITHFUL if job.mutant == "faithful" else load_worlds()[job.mutant]
        mutant.spoil()
        played = [
            self._first_red(item for item in items if stem(item) == file)
            for file in sorted(mutant.noticed_by)
        ]
        found = tuple(each for each in played if each is not None)
        return JobResult(job=job, played=found, duration_s=stopwatch() - began)

    def _first_red(self, items: Iterable[pytest.Item]) -> ScenarioResult | None:
        for item in items:
            self._failed.clear()
            # Without a next test everything is taken down, so that a file can be left at any test.
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
            for report in self._failed:
                reason = report.longreprtext.strip().splitlines()[-1]
                file = stem(item)
                return ScenarioResult(
                    id=file, scenario=file, clauses=(), readings=(), verdict="fail", reason=reason
                )
        return None

    def _say(self, outcome: JobResult) -> None:
        line = msgspec.json.encode(outcome) + b"\n"
        while line:
            line = line[os.write(self._out, line) :]


def main() -> int:
    """Serve until the input ends; the exit code is pytest's."""
    # Outcomes have the output to themselves: what anybody prints goes where errors go.
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    wanted = {file for mutant in load_worlds().values() for file in mutant.noticed_by}
    files = [
        path for room in ROOMS for each in sorted(wanted) for path in room.rglob(f"test_{each}.py")
    ]
    words = [f"--rootdir={TESTS.parent}", *map(str, files)]
    return int(pytest.main([*words, *QUIET], plugins=[RunLoop(out)]))


if __name__ == "__main__":
    sys.exit(main())
