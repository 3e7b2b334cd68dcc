"""Playing one history against the connector under test, within a budget of exchanges."""

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
"""How many of the last exchanges are evidence."""


@dataclass
class Budget:
    """Exchanges on any wire of the world: the connector's, Percipio's, and the harness's own."""

    limit: int
    spent: int = 0

    @property
    def left(self) -> int:
        return max(0, self.limit - self.spent)


@dataclass(frozen=True)
class Passed:
    """Every promise was kept to the end."""


@dataclass(frozen=True)
class BudgetSpent:
    """The budget was spent on the way; until then every promise was kept."""


@dataclass(frozen=True)
class Failed:
    """A promise was broken after ``number`` moves."""

    number: int
    breach: Violation
    exchanges: tuple[Exchange, ...] = field(default=(), repr=False, compare=False)


Ending: TypeAlias = Passed | BudgetSpent | Failed


class SequenceRunner:
    """Plays histories of one half."""

    def __init__(self, theatre: Session, half: Domain, terms: Assumptions, budget: Budget) -> None:
        self._theatre = theatre
        self._half = half
        self._terms = terms
        self.budget = budget

    def play(self, history: ActionSequence, *, unbounded: bool = False) -> Ending:
        """What comes of the history in a new world.

        ``unbounded`` plays it to its end whatever is left; it counts all the same.

        Raises:
            Unreachable: there is no connector.
            NotTestable: this connector gives no means to play histories.
        """
        journal = TrafficLog()
        limit = None if unbounded else self.budget.left
        try:
            with self._theatre.world(history.world, journal) as world:
                return self._play(history, world, journal, limit)
        finally:
            self.budget.spent += len(journal)

    def _play(
        self, history: ActionSequence, world: World, journal: TrafficLog, limit: int | None
    ) -> Ending:
        model = self._half.model(self._terms, START_TIME)
        number = 0
        try:
            self._half.begin(world)
            for number, move in enumerate(history.moves, 1):
                model.take(move)
                move.play(world)
                let_time_pass(world, move.wait)
                if move.wait != "nothing":
                    for promise in model.promises():
                        breach = promise.breach(world)
                        if breach is not None:
                            return Failed(number, breach, _last(journal))
                if limit is not None and len(journal) >= limit:
                    return BudgetSpent()
        except ExpectationFailed as error:
            return Failed(number, _unexpected(error), _last(journal))
        except ConnectorError as error:
            self._theatre.broke_its_word(error)
            return Failed(number, _broken_off(error), _last(journal))
        return Passed()


def can_restart(theatre: Session) -> bool:
    """Whether the harness can stop and start this connector."""
    with theatre.world("histories/restart") as world:
        try:
            world.stop_connector()
            world.start_connector()
        except NotTestable:
            return False
    return True


def _last(journal: TrafficLog) -> tuple[Exchange, ...]:
    return tuple(journal.exchanges[-KEPT_EXCHANGES:])


def _unexpected(error: ExpectationFailed) -> Violation:
    """Something that every history builds on is not so, for example an active integration."""
    return Violation(
        f"a move: {error.what}", ACTIVE_CLAUSES, error.what, ACTIVE, error.expected, error.seen
    )


def _broken_off(error: ConnectorError) -> Violation:
    what = "the control protocol"
    return Violation(what, (), what, ACTIVE, "an answer as the protocol says", str(error))
