"""Run one sequence against the connector under test, within a budget of exchanges."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from percipio_conformance.core.outcomes import ConnectorError, ExpectationFailed, NotTestable
from percipio_conformance.network.traffic_log import Exchange, TrafficLog
from percipio_conformance.runner.session import START_TIME, Session
from percipio_conformance.stateful.action import let_time_pass
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.postcondition import ACTIVE, ACTIVE_CLAUSES, Violation
from percipio_conformance.stateful.sequence import ActionSequence
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
    """A postcondition was violated after ``number`` actions."""

    number: int
    violation: Violation
    exchanges: tuple[Exchange, ...] = field(default=(), repr=False, compare=False)


Ending: TypeAlias = Passed | BudgetSpent | Failed


class SequenceRunner:
    """Runs sequences of one domain."""

    def __init__(
        self, session: Session, domain: Domain, assumptions: Assumptions, budget: Budget
    ) -> None:
        self._session = session
        self._domain = domain
        self._assumptions = assumptions
        self.budget = budget

    def run(self, sequence: ActionSequence, *, unbounded: bool = False) -> Ending:
        """Run the sequence in a new world and return its ending.

        ``unbounded`` runs it to its end regardless of the budget; its exchanges still count.

        Raises:
            Unreachable: there is no connector.
            NotTestable: this connector cannot run sequences.
        """
        traffic_log = TrafficLog()
        limit = None if unbounded else self.budget.left
        try:
            with self._session.world(sequence.world, traffic_log) as world:
                return self._run(sequence, world, traffic_log, limit)
        finally:
            self.budget.spent += len(traffic_log)

    def _run(
        self, sequence: ActionSequence, world: World, traffic_log: TrafficLog, limit: int | None
    ) -> Ending:
        model = self._domain.model(self._assumptions, START_TIME)
        number = 0
        try:
            self._domain.begin(world)
            for number, action in enumerate(sequence.actions, 1):
                model.apply(action)
                action.perform(world)
                let_time_pass(world, action.lasts)
                if action.lasts != "nothing":
                    for postcondition in model.postconditions():
                        violation = postcondition.violation(world)
                        if violation is not None:
                            return Failed(number, violation, _last(traffic_log))
                if limit is not None and len(traffic_log) >= limit:
                    return BudgetSpent()
        except ExpectationFailed as error:
            return Failed(number, _unexpected(error), _last(traffic_log))
        except ConnectorError as error:
            self._session.record_violation(error)
            return Failed(number, _broken_off(error), _last(traffic_log))
        return Passed()


def can_restart(session: Session) -> bool:
    """True if the harness can stop and start this connector."""
    with session.world("histories/restart") as world:
        try:
            world.stop_connector()
            world.start_connector()
        except NotTestable:
            return False
    return True


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
