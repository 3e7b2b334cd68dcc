"""Generate sequences: a seed and a number give the same sequence on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.stateful.action import Action
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.sequence import ActionSequence

SHORTEST, LONGEST = 8, 30
"""Minimum and maximum number of actions in a sequence."""

MAX_PROPOSALS = 100
"""Candidates for one action. Most actions are possible at any time; if no candidate is, the
sequence ends early, which is not an error."""


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


def is_possible(domain: Domain, assumptions: Assumptions, actions: Iterable[Action]) -> bool:
    """True if the actions are possible in this order."""
    model = domain.model(assumptions, START_TIME)
    for action in actions:
        if not model.allows(action):
            return False
        model.apply(action)
    return True
