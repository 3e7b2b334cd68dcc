"""From what the workers of a run send over to the story that every writer consumes."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from harness.report import write_all
from harness.report.terminal import look_for, summary
from harness.run import Run
from harness.story.events import Event, RunStarted, ScenarioFinished, decode

SCENARIO, CONNECTOR = "conformance-scenario", "conformance-connector"
ABSENT = "conformance-absent"
"""The properties of a pytest report under which a worker sends its events."""


class Teller:
    """Gathers what the workers send and tells it; lives in the process the user started."""

    def __init__(self, run: Run, hook: Any) -> None:
        self._hook = hook
        self._run = run
        self._story: list[Event] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "teardown":
            return
        told = dict(report.user_properties)
        if CONNECTOR in told and self._run.connector is None:
            described = told[CONNECTOR]
            assert isinstance(described, dict)
            self._run.connector = described
        if ABSENT in told:
            self._run.absent = str(told[ABSENT])
        if SCENARIO in told:
            event = decode(str(told[SCENARIO]))
            assert isinstance(event, ScenarioFinished)
            if not self._run.scenarios:
                self._hook.pytest_conformance_event(event=self._run.started())
            self._run.add(report.nodeid, event)
            self._hook.pytest_conformance_event(event=event)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        # A part of a run may be empty, and a run may be stopped before its first scenario: both
        # are told all the same, so that no older report is taken for theirs.
        if not self._run.ran and not self._run.plan[0] and self._run.stop is None:
            return
        self._story = self._run.finish()
        if self._run.asked.report is not None:
            write_all(self._story, self._run.asked.report)
        for event in self._story:
            told = bool(self._run.scenarios) and isinstance(event, RunStarted | ScenarioFinished)
            if not told:
                self._hook.pytest_conformance_event(event=event)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._story:
            terminalreporter.section("verdict")
            terminalreporter.write(summary(self._story, look_for(sys.stdout.encoding)))
