"""The warm process: ``python world_stage.py`` reads jobs, one a line, and writes their outcomes.

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
from broken_worlds import load_broken_worlds
from world_fault import WorldFault

from percipio_conformance.core.real_time import stopwatch
from tools.mutants.fork_pool import Forks
from tools.mutants.messages import Job, Outcome, Played

TESTS = Path(__file__).parent.parent
ROOMS = (TESTS / "fake_percipio", TESTS / "fake_lms")
QUIET = [
    "--assert=plain",
    "--capture=no",
    "--tb=native",
    "-qq",
    "--no-header",
    "--no-summary",
    "-pno:cacheprovider",
]

FAITHFUL = WorldFault(
    lambda: None,
    fact="The fakes do what the real interfaces do.",
    source="the tests of the fakes",
    noticed_by=frozenset({"percipio_paging", "percipio_statements", "lms_progression", "lms_tags"}),
)
"""No fault at all, under the name ``faithful``: whoever is blamed for everything proves nothing."""


def stem(item: pytest.Item) -> str:
    """The test file an item is of, as faults name it."""
    return item.path.stem.removeprefix("test_")


class Loop:
    """Takes the place of pytest's own loop over the collected tests."""

    def __init__(self, out: int) -> None:
        self._out = out
        self._failed: list[pytest.TestReport] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        gc.collect()
        gc.freeze()
        Forks(1, partial(self._play, session.items), self._say).serve(sys.stdin.fileno())
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.append(report)

    def _play(self, items: Iterable[pytest.Item], job: Job) -> Outcome:
        """Run each file that has to notice until it does."""
        began = stopwatch()
        fault = FAITHFUL if job.fault == "faithful" else load_broken_worlds()[job.fault]
        fault.spoil()
        played = [
            self._first_red(item for item in items if stem(item) == file)
            for file in sorted(fault.noticed_by)
        ]
        found = tuple(each for each in played if each is not None)
        return Outcome(job=job, played=found, duration_s=stopwatch() - began)

    def _first_red(self, items: Iterable[pytest.Item]) -> Played | None:
        for item in items:
            self._failed.clear()
            # Without a next test everything is taken down, so that a file can be left at any test.
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
            for report in self._failed:
                reason = report.longreprtext.strip().splitlines()[-1]
                file = stem(item)
                return Played(
                    id=file, scenario=file, clauses=(), readings=(), verdict="fail", reason=reason
                )
        return None

    def _say(self, outcome: Outcome) -> None:
        line = msgspec.json.encode(outcome) + b"\n"
        while line:
            line = line[os.write(self._out, line) :]


def main() -> int:
    """Serve until the input ends; the exit code is pytest's."""
    # Outcomes have the output to themselves: what anybody prints goes where errors go.
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    wanted = {file for fault in load_broken_worlds().values() for file in fault.noticed_by}
    files = [str(room / f"test_{file}.py") for room in ROOMS for file in sorted(wanted)]
    words = [f"--rootdir={TESTS.parent}", *[each for each in files if Path(each).exists()]]
    return int(pytest.main([*words, *QUIET], plugins=[Loop(out)]))


if __name__ == "__main__":
    sys.exit(main())
