"""Generate sequences: a seed and a number give the same sequence on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import TypeAlias

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.sequence import ActionSequence
from percipio_conformance.stateful.domain import Assumptions, CoveringDomain, Domain, Model
from percipio_conformance.stateful.focus import Focus
from percipio_conformance.stateful.pace import Pace
from percipio_conformance.stateful.pair_coverage import PairCoverage

SHORTEST, LONGEST = 8, 30
"""Minimum and maximum number of actions in a sequence."""

COSTLY_EVERY = 10
"""One sequence in so many begins with the actions that make its runs costly."""

MAX_PROPOSALS = 200
"""Candidates for one action. Most actions are possible at any time; if no candidate is, the
sequence ends early, which is not an error."""

COVERING_LENGTH = 20
"""Number of actions in a covering sequence."""

Choose: TypeAlias = Callable[[Sequence[Action], Iterator[Action]], Action | None]
"""Chooses the next action after the earlier ones from proposals; None if none is possible."""


def generate_sequence(
    domain: Domain, assumptions: Assumptions, seed: int, number: int
) -> ActionSequence:
    """The sequence of that number, from 1."""
    # The generator of the standard library draws the same in every version; hypothesis does not,
    # for it also draws constants that it finds in whatever modules are loaded.
    draw = Random(f"{seed}:{domain.random_stream}:{number}")
    model = domain.model(assumptions, START_TIME)
    actions = _drawn(
        model,
        draw,
        draw.randint(SHORTEST, LONGEST),
        lambda _earlier, candidates: next(filter(model.allows, candidates), None),
        start=_start(domain, number),
    )
    return ActionSequence(f"histories/{domain.name}/{number}", actions)


class CoveringSequences:
    """Sequences in which many different pairs of actions follow closely upon each other.

    The index is a number, from 1. A sequence depends on those before it, and on nothing else.
    """

    def __init__(self, domain: CoveringDomain, assumptions: Assumptions, seed: int) -> None:
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
        stream = f"{self._seed}:{domain.random_stream}:covering:{number}"
        draw, pace = Random(stream), Pace(Random(f"{stream}:pace"))
        focus = self._focus(stream, number)
        model = domain.model(self._assumptions, START_TIME)
        actions = _drawn(
            model,
            draw,
            COVERING_LENGTH,
            # Whether the model allows an action takes longer to find out.
            lambda earlier, candidates: self._coverage.choose(
                model,
                earlier,
                filter(model.allows, filter(focus.admits, pace.next(candidates))),
            ),
            start=_start(domain, number),
        )
        return ActionSequence(f"sequences/{domain.name}/{number}", actions)

    def _focus(self, stream: str, number: int) -> Focus:
        draw = Random(f"{stream}:focus")
        match number % 3:
            case 0:
                return Focus(draw)
            case 1:
                return Focus(draw, whole=True)
            case _:
                return Focus(draw, whole=True, names=self._domain.subject(draw))


def _start(domain: Domain, number: int) -> Sequence[Action]:
    starts, (turn, rest) = domain.costly_starts, divmod(number, COSTLY_EVERY)
    return starts[(turn - 1) % len(starts)] if starts and rest == 0 else ()


def _drawn(
    model: Model, draw: Random, length: int, choose: Choose, *, start: Sequence[Action]
) -> tuple[Action, ...]:
    """Draw so many actions after ``start``, each of them chosen from the possible candidates."""
    actions: list[Action] = []
    for each in filter(model.allows, start):
        model.apply(each)
        actions.append(each)
    for _ in range(length - len(actions)):
        proposals = (model.propose(draw) for _ in range(MAX_PROPOSALS))
        action = choose(actions, proposals)
        if action is None:
            break
        model.apply(action)
        actions.append(action)
    return tuple(actions)


def is_possible(domain: Domain, assumptions: Assumptions, actions: Iterable[Action]) -> bool:
    """True if the actions are possible in this order."""
    model = domain.model(assumptions, START_TIME)
    for action in actions:
        if not model.allows(action):
            return False
        model.apply(action)
    return True
