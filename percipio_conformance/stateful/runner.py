"""Run one sequence against the connector under test, within a budget of exchanges."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from percipio_conformance.clock.clock_support import ClockSupport
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ConnectorNotIdle,
    ExpectationFailed,
    NotTestable,
    Outcome,
)
from percipio_conformance.network.traffic_log import Exchange, TrafficLog
from percipio_conformance.runner.recorder import ScenarioRecorder
from percipio_conformance.runner.session import START_TIME, Session
from percipio_conformance.stateful.actions.action import WAITS, let_time_pass
from percipio_conformance.stateful.actions.sequence import ActionSequence
from percipio_conformance.stateful.checks.postcondition import ACTIVE, ACTIVE_CLAUSES, Violation
from percipio_conformance.stateful.domain import Assumptions, Domain, Model
from percipio_conformance.stateful.recorded_steps import RecordedSteps
from percipio_conformance.world.world import World

KEPT_EXCHANGES = 12
"""Number of the last exchanges that are kept as evidence."""


@dataclass
class Budget:
    """A budget of HTTP exchanges: the connector's, Percipio's and the harness's."""

    limit: int
    spent: int = 0

    @property
    def left(self) -> int:
        return max(0, self.limit - self.spent)


@dataclass(frozen=True)
class Passed:
    """All postconditions held to the end."""


@dataclass(frozen=True)
class BudgetSpent:
    """The budget was spent during the sequence; until then all postconditions held."""


@dataclass(frozen=True)
class Failed:
    """A postcondition was violated after ``number`` actions, or an ``error`` ended the last one."""

    number: int
    violation: Violation
    exchanges: tuple[Exchange, ...] = field(default=(), repr=False, compare=False)
    error: Outcome | None = field(default=None, repr=False, compare=False)


Ending: TypeAlias = Passed | BudgetSpent | Failed


class SequenceRunner:
    """Runs sequences of one domain.

    Args:
        offers_catalog: whether the worlds offer the items that were given to the session.
    """

    def __init__(
        self,
        session: Session,
        domain: Domain,
        assumptions: Assumptions,
        budget: Budget,
        *,
        offers_catalog: bool = True,
    ) -> None:
        self._offers_catalog = offers_catalog
        self._session = session
        self._domain = domain
        self._assumptions = assumptions
        self.budget = budget

    def run(
        self,
        sequence: ActionSequence,
        *,
        unbounded: bool = False,
        recorder: ScenarioRecorder | None = None,
    ) -> Ending:
        """Run the sequence in a new world and return its ending.

        ``unbounded`` runs it to its end regardless of the budget; its exchanges still count. The
        ``recorder`` records the steps; one that failed remains open.

        Raises:
            Unreachable: there is no connector.
            NotTestable: this connector cannot run sequences.
        """
        traffic_log = TrafficLog()
        limit = None if unbounded else self.budget.left
        steps = RecordedSteps(recorder)
        if recorder is not None:
            recorder.traffic_log = traffic_log
            recorder.listen(self._session.listen())
        try:
            with self._session.world(
                sequence.world, traffic_log, offers_catalog=self._offers_catalog
            ) as world:
                return self._run(sequence, world, traffic_log, limit, steps)
        finally:
            self.budget.spent += len(traffic_log)

    def _run(
        self,
        sequence: ActionSequence,
        world: World,
        traffic_log: TrafficLog,
        limit: int | None,
        steps: RecordedSteps,
    ) -> Ending:
        model = self._domain.model(self._assumptions, START_TIME)
        number = 0
        try:
            with steps.performing(self._domain.background(self._assumptions)):
                self._domain.begin(world, self._assumptions)
            steps.look_at(world)
            for number, action in enumerate(sequence.actions, 1):
                model.apply(action)
                with steps.performing(action.phrases()):
                    action.perform(world)
                if action.lasts != "nothing":
                    with steps.performing(WAITS[action.lasts][:1]):
                        let_time_pass(world, action.lasts)
                    violation = self._violation(model, world)
                    steps.look_at(world)
                    if violation is not None:
                        steps.fail(violation.then)
                        return Failed(number, violation, _last(traffic_log))
                if limit is not None and len(traffic_log) >= limit:
                    return BudgetSpent()
        except ExpectationFailed as error:
            return Failed(number, _unexpected(error), _last(traffic_log), error)
        except ConnectorError as error:
            self._session.record_violation(error)
            return Failed(number, _broken_off(error), _last(traffic_log), error)
        except ConnectorNotIdle as error:
            self._session.record_violation(error)
            raise
        return Passed()

    @staticmethod
    def _violation(model: Model, world: World) -> Violation | None:
        found = (each.violation(world) for each in model.postconditions())
        return next((each for each in found if each is not None), None)


def abilities(session: Session) -> tuple[bool, ClockSupport]:
    """Whether the harness can stop and start this connector, and how it follows the clock."""
    with session.world("histories/restart") as world:
        try:
            world.stop_connector()
            world.start_connector()
        except NotTestable:
            return False, world.clock_support
        return True, world.clock_support


def _last(traffic_log: TrafficLog) -> tuple[Exchange, ...]:
    return tuple(traffic_log.exchanges[-KEPT_EXCHANGES:])


def _unexpected(error: ExpectationFailed) -> Violation:
    """The violation of a precondition of every sequence, for example an active integration."""
    return Violation(
        f"an action: {error.what}", ACTIVE_CLAUSES, error.what, ACTIVE, error.expected, error.actual
    )


def _broken_off(error: ConnectorError) -> Violation:
    what = "the control protocol"
    return Violation(what, (), what, ACTIVE, "an answer as the protocol says", str(error))
