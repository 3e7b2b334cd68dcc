"""Which pairs of actions follow closely upon each other in generated sequences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from percipio_conformance.stateful.action import Action

NEAR = 3
"""A pair is two actions of which the second is among so many that follow the first."""

Pair = tuple[str, str]
"""The names of an action and of a later one, ``("Retires", "BeforeRun(SavesTypes)")``."""


def new_pairs(earlier: Sequence[Action], action: Action) -> Iterator[Pair]:
    """The pairs that ``action`` makes with the last ones of ``earlier``."""
    for each in earlier[-NEAR:]:
        yield from product(each.parts, action.parts)


def pairs_of(actions: Sequence[Action]) -> set[Pair]:
    """All pairs of a sequence."""
    return {
        pair for place, each in enumerate(actions) for pair in new_pairs(actions[:place], each)
    }


class PairCoverage:
    """The pairs so far."""

    def __init__(self) -> None:
        self.pairs: set[Pair] = set()
        self._times: Counter[str] = Counter()

    def choose(self, earlier: Sequence[Action], candidates: Iterable[Action]) -> Action | None:
        """The candidate that adds most pairs, of several the rarest one; None without any."""
        return max(
            candidates,
            key=lambda each: (self._added(earlier, each), -self._times[each.parts[0]]),
            default=None,
        )

    def add(self, earlier: Sequence[Action], action: Action) -> None:
        self.pairs.update(new_pairs(earlier, action))
        self._times[action.parts[0]] += 1

    def _added(self, earlier: Sequence[Action], action: Action) -> int:
        return len(set(new_pairs(earlier, action)) - self.pairs)
