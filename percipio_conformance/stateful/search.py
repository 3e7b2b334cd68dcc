"""From a connector to a finding: play histories until one breaks a promise twice, and shrink it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from percipio_conformance.core.outcomes import NotTestable
from percipio_conformance.runner.session import Session
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.generation import generate_sequence, is_possible
from percipio_conformance.stateful.runner import Budget, BudgetSpent, Ending, Failed, SequenceRunner
from percipio_conformance.stateful.sequence import ActionSequence
from percipio_conformance.stateful.shrinking import Shrinker

FOR_DRAWING = 0.6
"""The share of the budget after which no new history is begun; the rest is for shrinking."""


@dataclass(frozen=True)
class Effort:
    """What it took. ``exchanges`` counts those on every wire of the world."""

    histories: int
    moves: int
    exchanges: int
    budget_was_spent: bool
    """Fewer histories were played than were asked for."""


@dataclass(frozen=True)
class Passing:
    """Every promise was kept in every history."""

    effort: Effort


@dataclass(frozen=True)
class Failing:
    """The same history breaks the same promise again and again. ``drawn`` counts its moves before
    it was shrunk in ``plays`` further worlds, to the end unless the budget was spent."""

    history: ActionSequence
    broken: Failed
    drawn: int
    plays: int
    to_the_end: bool
    effort: Effort


@dataclass(frozen=True)
class Flaky:
    """One history, played twice in equal worlds, went two ways."""

    history: ActionSequence
    runs: tuple[Ending, Ending]
    effort: Effort


Finding: TypeAlias = Passing | Failing | Flaky


class Search:
    """Histories of one half against one connector.

    Args:
        theatre: gives worlds with the connector in them.
        requests: exchanges after which the search comes to an end.
    """

    def __init__(
        self, theatre: Session, half: Domain, terms: Assumptions, *, seed: int, requests: int
    ) -> None:
        self._half = half
        self._terms = terms
        self._seed = seed
        self._budget = Budget(requests)
        self._player = SequenceRunner(theatre, half, terms, self._budget)
        self._histories = self._moves = 0

    def run(self, examples: int) -> Finding:
        """Play at most ``examples`` histories.

        Raises:
            Unreachable: there is no connector.
            NotTestable: this connector gives no means to play histories.
        """
        for number in range(1, examples + 1):
            if self._budget.spent >= FOR_DRAWING * self._budget.limit:
                return Passing(self._effort(spent=True))
            history = generate_sequence(self._half, self._terms, self._seed, number)
            ending = self._player.play(history)
            self._histories += 1
            self._moves += len(history.moves)
            if isinstance(ending, BudgetSpent):
                return Passing(self._effort(spent=True))
            if isinstance(ending, Failed):
                return self._examine(history, ending)
        return Passing(self._effort())

    def again(self, history: ActionSequence) -> Finding:
        """Play a recorded history, twice if it breaks a promise; nothing is shrunk."""
        ending = self._player.play(history, unbounded=True)
        self._histories, self._moves = 1, len(history.moves)
        if not isinstance(ending, Failed):
            return Passing(self._effort())
        second = self._player.play(history, unbounded=True)
        if not _same(second, ending):
            return Flaky(history, (ending, second), self._effort())
        return Failing(history, ending, len(history.moves), 0, True, self._effort())

    def _examine(self, history: ActionSequence, first: Failed) -> Finding:
        second = self._player.play(history, unbounded=True)
        if not _same(second, first):
            return Flaky(history, (first, second), self._effort())
        shrinker = Shrinker(
            self._player.play,
            lambda moves: is_possible(self._half, self._terms, moves),
            lambda: self._budget.left > 0,
        )
        try:
            short, broken, to_the_end = shrinker.shrink(history, first)
        except NotTestable:
            # It used up the time it gets once too often: there is no more to be had than this.
            return Failing(history, first, len(history.moves), 0, False, self._effort())
        confirmed = self._player.play(short, unbounded=True)
        if not _same(confirmed, broken):
            return Flaky(short, (broken, confirmed), self._effort())
        return Failing(
            short, broken, len(history.moves), shrinker.plays, to_the_end, self._effort()
        )

    def _effort(self, *, spent: bool = False) -> Effort:
        return Effort(self._histories, self._moves, self._budget.spent, spent)


def _same(one: Ending, other: Ending) -> bool:
    """Whether equal histories came to the same; how a conversation breaks off may vary in words."""
    if not isinstance(one, Failed) or not isinstance(other, Failed):
        return one == other
    if not one.breach.clauses:
        return not other.breach.clauses and one.number == other.number
    return (one.number, one.breach) == (other.number, other.breach)
