"""Combine the events of all workers into the event stream that every writer consumes."""

from __future__ import annotations

import sys
from typing import Any

import msgspec
import pytest

from percipio_conformance.connectors.description import contradiction
from percipio_conformance.core.events import Comparison, Event, RunStarted, ScenarioFinished, decode
from percipio_conformance.core.redaction import redact_event
from percipio_conformance.reporting.screen import Color, look_of
from percipio_conformance.reporting.terminal import summary
from percipio_conformance.reporting.writer import ReportError, discard, write_all
from percipio_conformance.results.contradiction import contradicted
from percipio_conformance.runner.run import Run

SCENARIO, CONNECTOR = "conformance-scenario", "conformance-connector"
ABSENT = "conformance-absent"
COMPARISON, OTHER = "conformance-comparison", "conformance-other-connector"
"""The keys of the user properties of a pytest report with which a worker sends its events."""


class EventPublisher:
    """Collects events from the workers and publishes them; runs in the main process."""

    def __init__(self, run: Run, hook: Any) -> None:
        self._hook = hook
        self._run = run
        self._events: list[Event] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            # A parallel run continues without it, and would pass.
            self._run.lost.append(f"{report.nodeid or 'the suite'} could not be collected")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        option = session.config.option
        # With workers, the scenarios to run are not known yet.
        runs = session.testscollected or session.testsfailed or option.tx
        if option.report is not None and runs and not option.collectonly:
            discard(option.report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "teardown":
            return
        properties = dict(report.user_properties)
        differences = self._differences(properties[CONNECTOR]) if CONNECTOR in properties else None
        if ABSENT in properties:
            self._run.absent = str(properties[ABSENT])
        if SCENARIO in properties:
            event = decode(str(properties[SCENARIO]))
            assert isinstance(event, ScenarioFinished)
            if differences is not None:
                event = self._run.marked(contradicted(event, differences))
                if event.verdict == "fail":
                    report.outcome, report.longrepr = "failed", differences
            if not self._run.scenarios:
                self._hook.pytest_conformance_event(event=self._run.started())
            if COMPARISON in properties:
                event = self._compared(event, properties)
            self._run.add(report.nodeid, event)
            self._hook.pytest_conformance_event(event=event)

    def _compared(self, event: ScenarioFinished, properties: dict[str, Any]) -> ScenarioFinished:
        """Returns the event with the comparison that a worker made."""
        if self._run.other_connector is None:
            self._run.other_connector = properties.get(OTHER)
        comparison = msgspec.json.decode(properties[COMPARISON], type=Comparison)
        return redact_event(msgspec.structs.replace(event, comparison=comparison))

    def _differences(self, described: object) -> str | None:
        """Returns the differences from the description that the first process received."""
        assert isinstance(described, dict)
        if self._run.connector is None:
            self._run.connector = described
        return contradiction(self._run.connector, described)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if session.config.option.collectonly:
            return
        # A report is also written for an empty shard, a run that was stopped before its first
        # scenario, and a run with invalid features only: else an older report might be mistaken
        # for it.
        has_result = (
            self._run.ran
            or (self._run.plan and self._run.plan.runs)
            or self._run.asked.invalid_features
        )
        if not has_result and not self._ended_early():
            return
        self._events = self._run.finish()
        if self._run.asked.report is not None:
            try:
                write_all(self._events, self._run.asked.report)
            except ReportError as error:
                # The folder was writable when the run began: it was removed, or the disk is full.
                self._run.lost.append(str(error).rstrip("."))
                self._events = self._run.finish()
        for event in self._events:
            already_sent = bool(self._run.scenarios) and isinstance(
                event, RunStarted | ScenarioFinished
            )
            if not already_sent:
                self._hook.pytest_conformance_event(event=event)

    def _ended_early(self) -> bool:
        """Returns True if a run of scenarios was stopped or crashed; False for other tests."""
        of_scenarios = bool(self._run.collected) or self._run.asked.report is not None
        return (self._run.stop is not None or self._run.crashed) and of_scenarios

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._events:
            terminalreporter.section("verdict")
            # pytest decides about colors, by --color and by the properties of the terminal.
            color: Color = "yes" if terminalreporter.hasmarkup else "no"
            terminalreporter.write(summary(self._events, look_of(sys.stdout, color=color)))
