"""Generate sequences: a seed and a number give the same sequence on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from random import Random

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.stateful.action import Action
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.pair_coverage import PairCoverage
from percipio_conformance.stateful.sequence import ActionSequence

SHORTEST, LONGEST = 8, 30
"""Minimum and maximum number of actions in a sequence."""

MAX_PROPOSALS = 200
"""Candidates for one action. Most actions are possible at any time; if no candidate is, the
sequence ends early, which is not an error."""


COVERING_LENGTH = 20
"""Number of actions in a covering sequence."""

CANDIDATES = 12
"""Number of possible actions of which a covering sequence takes the one that adds most pairs."""


def generate_sequence(
    domain: Domain, assumptions: Assumptions, seed: int, number: int
) -> ActionSequence:
    """The sequence of that number, from 1."""
    # The generator of the standard library draws the same in every version; hypothesis does not,
    # for it also draws constants that it finds in whatever modules are loaded.
    draw = Random(f"{seed}:{domain.random_stream}:{number}")
    model = domain.model(assumptions, START_TIME)
    actions: list[Action] = []
    for _ in range(draw.randint(SHORTEST, LONGEST)):
        proposals = (model.propose(draw) for _ in range(MAX_PROPOSALS))
        action = next((each for each in proposals if model.allows(each)), None)
        if action is None:
            break
        model.apply(action)
        actions.append(action)
    return ActionSequence(f"histories/{domain.name}/{number}", tuple(actions))


class CoveringSequences:
    """Sequences in which many different pairs of actions follow closely upon each other.

    Call it with a number, from 1. The sequence depends on those before it, and on nothing else.
    """

    def __init__(self, domain: Domain, assumptions: Assumptions, seed: int) -> None:
        self._domain = domain
        self._assumptions = assumptions
        self._seed = seed
        self._coverage = PairCoverage()
        self._sequences: list[ActionSequence] = []

    def __getitem__(self, number: int) -> ActionSequence:
        while len(self._sequences) < number:
            self._sequences.append(self._next(len(self._sequences) + 1))
        return self._sequences[number - 1]

    def _next(self, number: int) -> ActionSequence:
        domain = self._domain
        draw = Random(f"{self._seed}:{domain.random_stream}:covering:{number}")
        model = domain.model(self._assumptions, START_TIME)
        actions: list[Action] = []
        for _ in range(COVERING_LENGTH):
            proposals = (model.propose(draw) for _ in range(MAX_PROPOSALS))
            candidates = islice((each for each in proposals if model.allows(each)), CANDIDATES)
            names = [each.name for each in actions]
            action = self._coverage.choose(names, candidates)
            if action is None:
                break
            self._coverage.add(names, action)
            model.apply(action)
            actions.append(action)
        return ActionSequence(f"sequences/{domain.name}/{number}", tuple(actions))


def is_possible(domain: Domain, assumptions: Assumptions, actions: Iterable[Action]) -> bool:
    """True if the actions are possible in this order."""
    model = domain.model(assumptions, START_TIME)
    for action in actions:
        if not model.allows(action):
            return False
        model.apply(action)
    return True
