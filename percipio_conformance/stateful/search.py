"""Search for a finding: run sequences until one fails twice in the same way, then shrink it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from percipio_conformance.core.outcomes import NotTestable
from percipio_conformance.runner.session import Session
from percipio_conformance.stateful.actions.sequence import ActionSequence
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.generation import generate_sequence, is_possible
from percipio_conformance.stateful.runner import Budget, BudgetSpent, Ending, Failed, SequenceRunner
from percipio_conformance.stateful.shrinking import Shrinker

FOR_DRAWING = 0.6
"""The share of the budget for drawing sequences; the rest is for shrinking."""


@dataclass(frozen=True)
class Effort:
    """The cost of a search. ``exchanges`` counts the HTTP exchanges of the whole world."""

    sequences: int
    actions: int
    exchanges: int
    budget_was_spent: bool
    """Fewer sequences ran than were requested."""


@dataclass(frozen=True)
class Passing:
    """All postconditions held in every sequence."""

    effort: Effort


@dataclass(frozen=True)
class Failing:
    """Every run of the sequence violates the same requirement. ``drawn`` counts its actions before
    it was shrunk in ``runs_to_shrink`` further worlds, to the end unless the budget was spent."""

    sequence: ActionSequence
    broken: Failed
    drawn: int
    runs_to_shrink: int
    to_the_end: bool
    effort: Effort


@dataclass(frozen=True)
class Flaky:
    """One sequence had two different results in two equal worlds."""

    sequence: ActionSequence
    runs: tuple[Ending, Ending]
    effort: Effort


Finding: TypeAlias = Passing | Failing | Flaky


class Search:
    """Runs sequences of one domain against one connector.

    Args:
        session: provides worlds with the connector in them.
        requests: limit of HTTP exchanges for the search.
    """

    def __init__(
        self,
        session: Session,
        domain: Domain,
        assumptions: Assumptions,
        *,
        seed: int,
        requests: int,
    ) -> None:
        self._domain = domain
        self._assumptions = assumptions
        self._seed = seed
        self._budget = Budget(requests)
        self._runner = SequenceRunner(session, domain, assumptions, self._budget)
        self._sequences = self._actions = 0

    def run(self, examples: int) -> Finding:
        """Run at most ``examples`` sequences.

        Raises:
            Unreachable: there is no connector.
            NotTestable: this connector cannot run sequences.
        """
        for number in range(1, examples + 1):
            if self._budget.spent >= FOR_DRAWING * self._budget.limit:
                return Passing(self._effort(spent=True))
            sequence = generate_sequence(self._domain, self._assumptions, self._seed, number)
            ending = self._runner.run(sequence)
            self._sequences += 1
            self._actions += len(sequence.actions)
            if isinstance(ending, BudgetSpent):
                return Passing(self._effort(spent=True))
            if isinstance(ending, Failed):
                return self._examine(sequence, ending)
        return Passing(self._effort())

    def again(self, sequence: ActionSequence) -> Finding:
        """Run a recorded sequence, twice if it violates a clause, without shrinking it."""
        ending = self._runner.run(sequence, unbounded=True)
        self._sequences, self._actions = 1, len(sequence.actions)
        if not isinstance(ending, Failed):
            return Passing(self._effort())
        second = self._runner.run(sequence, unbounded=True)
        if not _same(second, ending):
            return Flaky(sequence, (ending, second), self._effort())
        return Failing(sequence, ending, len(sequence.actions), 0, True, self._effort())

    def _examine(self, sequence: ActionSequence, first: Failed) -> Finding:
        second = self._runner.run(sequence, unbounded=True)
        if not _same(second, first):
            return Flaky(sequence, (first, second), self._effort())
        shrinker = Shrinker(
            self._runner.run,
            lambda actions: is_possible(self._domain, self._assumptions, actions),
            lambda: self._budget.left > 0,
        )
        try:
            short, broken, to_the_end = shrinker.shrink(sequence, first)
        except NotTestable:
            # The connector reached its limit of timeouts, so the sequence cannot be shrunk further.
            return Failing(sequence, first, len(sequence.actions), 0, False, self._effort())
        confirmed = self._runner.run(short, unbounded=True)
        if not _same(confirmed, broken):
            return Flaky(short, (broken, confirmed), self._effort())
        return Failing(
            short, broken, len(sequence.actions), shrinker.runs, to_the_end, self._effort()
        )

    def _effort(self, *, spent: bool = False) -> Effort:
        return Effort(self._sequences, self._actions, self._budget.spent, spent)


def _same(one: Ending, other: Ending) -> bool:
    """True if two runs of a sequence ended alike; the message of a broken connection may differ."""
    if not isinstance(one, Failed) or not isinstance(other, Failed):
        return one == other
    if not one.violation.clauses:
        return not other.violation.clauses and one.number == other.number
    return (one.number, one.violation) == (other.number, other.violation)
