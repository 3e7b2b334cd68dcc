"""A pytest plugin that runs each scenario with a second connector, and compares what people see.

The second run is no part of the result: it reports nothing to pytest and sends no event. It follows
the first one at once and in the same process, so that a parallel run needs nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest
from _pytest.runner import runtestprotocol

from percipio_conformance.core.events import Comparison, ScenarioFinished, decode
from percipio_conformance.core.outcomes import ExpectationFailed
from percipio_conformance.core.printable import error_text
from percipio_conformance.differences.comparing import UNDER_TEST, compare, obstacle
from percipio_conformance.differences.observation import Observation
from percipio_conformance.processes import signals
from percipio_conformance.runner.collection import is_scenario, scenario_info
from percipio_conformance.runner.event_publisher import COMPARISON, OTHER, SCENARIO
from percipio_conformance.runner.recorder import ScenarioRecorder
from percipio_conformance.runner.session import Session
from percipio_conformance.spec.clauses import load_registry

OBSERVATION: pytest.StashKey[Observation] = pytest.StashKey()

NOT_INVOLVED = "the scenario does not involve the connector"


class ComparisonPlugin:
    """Runs the scenarios of a process a second time, with the other connector.

    Args:
        recording: the stash key of the recorder of an item.
        session: the stash key of the session with the connector under test.
        other: the session with the other connector.
    """

    def __init__(
        self,
        recording: pytest.StashKey[ScenarioRecorder],
        session: pytest.StashKey[Session],
        other: Session,
    ) -> None:
        self._recording = recording
        self._session = session
        self._other = other
        self.repeats = False
        """Whether the second run of a scenario is under way."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> bool | None:
        """Run a scenario with both connectors; report the first run alone."""
        if not is_scenario(item):
            return None
        hook = item.ihook
        hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        observed, reports = self._observed(item, nextitem)
        if signals.received() is None:
            comparison = self._compared(item, nextitem, observed)
            encoded = msgspec.json.encode(comparison).decode()
            reports[-1].user_properties.append((COMPARISON, encoded))
        if self._other.description is not None:
            reports[-1].user_properties.append((OTHER, self._other.description))
        for each in reports:
            hook.pytest_runtest_logreport(report=each)
        hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    def _compared(
        self, item: pytest.Item, nextitem: pytest.Item | None, ours: Observation
    ) -> Comparison:
        if scenario_info(item, load_registry()).platform_only:
            return Comparison(outcome="not_compared", reason=NOT_INVOLVED)
        reason = obstacle(ours, UNDER_TEST)
        if reason is not None:
            return Comparison(outcome="not_compared", reason=reason)
        try:
            with self._repeating(item.config):
                theirs, _ = self._observed(item, nextitem)
            return compare(ours, theirs)
        except Exception as error:  # noqa: BLE001 - no verdict may depend on a comparison
            reason = f"the comparison failed: {error_text(error)}"
            return Comparison(outcome="not_compared", reason=reason)

    def _observed(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> tuple[Observation, list[pytest.TestReport]]:
        """Run the scenario without a report to pytest."""
        observation = item.stash[OBSERVATION] = Observation()
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        del item.stash[OBSERVATION]
        observation.release()
        event = decode(str(dict(reports[-1].user_properties)[SCENARIO]))
        assert isinstance(event, ScenarioFinished)
        if event.failure is not None and not observation.failed_step:
            observation.failed_step = event.failure.step
        return observation, reports

    @contextmanager
    def _repeating(self, config: pytest.Config) -> Iterator[None]:
        """Put the other connector in the place of the one under test."""
        under_test = config.stash[self._session]
        config.stash[self._session] = self._other
        self.repeats = True
        try:
            yield
        finally:
            config.stash[self._session] = under_test
            self.repeats = False

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        # The main plugin has made the recorder before.
        if OBSERVATION in item.stash:
            item.stash[self._recording].observation = item.stash[OBSERVATION]

    # Time can pass in a Then as well. The main plugin ends the step before.
    @pytest.hookimpl(trylast=True)
    def pytest_bdd_after_step(self, request: pytest.FixtureRequest) -> None:
        self._look(request)

    def pytest_bdd_step_error(self, request: pytest.FixtureRequest, exception: Exception) -> None:
        if isinstance(exception, ExpectationFailed):
            self._look(request)

    def _look(self, request: pytest.FixtureRequest) -> None:
        if OBSERVATION in request.node.stash:
            request.node.stash[self._recording].look_at(request.getfixturevalue("world"))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        if call.excinfo is None or OBSERVATION not in item.stash:
            return
        observation = item.stash[OBSERVATION]
        if observation.error is None:
            observation.error = call.excinfo.value

    def pytest_unconfigure(self) -> None:
        self._other.close()
