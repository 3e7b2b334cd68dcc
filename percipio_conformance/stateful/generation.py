"""Sequences are drawn: a seed and a number make the same one on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.stateful.action import Action
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.sequence import ActionSequence

SHORTEST, LONGEST = 8, 30
"""Actions of one sequence."""

MOST_IDEAS = 100
"""Ideas for one action, of which most can be made at any time: more would mean a model at a dead
end, which is a sequence of fewer actions and no error."""


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
        ideas = (model.ideas(draw) for _ in range(MOST_IDEAS))
        action = next((each for each in ideas if model.allows(each)), None)
        if action is None:
            break
        model.take(action)
        actions.append(action)
    return ActionSequence(f"histories/{domain.name}/{number}", tuple(actions))


def is_possible(domain: Domain, assumptions: Assumptions, actions: Iterable[Action]) -> bool:
    """True if the actions are possible in this order."""
    model = domain.model(assumptions, START_TIME)
    for action in actions:
        if not model.allows(action):
            return False
        model.take(action)
    return True
