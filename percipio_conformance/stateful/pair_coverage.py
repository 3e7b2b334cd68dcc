"""Chooses actions so that many different pairs of them follow closely upon each other.

Actions on different items and learners rarely disturb each other, so those between two actions on the
same one do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from percipio_conformance.results.action_pairs import Pair, new_pairs
from percipio_conformance.stateful.actions.action import Action

CANDIDATES = 12
"""Number of candidates that are compared."""


class PairCoverage:
    """The pairs of all actions that were chosen so far."""

    def __init__(self) -> None:
        self._pairs: set[Pair] = set()
        self._values: set[str] = set()
        self._times: Counter[str] = Counter()

    def choose(self, earlier: Sequence[Action], candidates: Iterator[Action]) -> Action | None:
        """The candidate that adds most pairs; of several the one with most new values, then the
        rarest one. None without any."""

        def worth(candidate: Action) -> tuple[int, int, int]:
            new = set(_pairs(earlier, candidate)) - self._pairs
            values = set(candidate.values) - self._values
            return len(new), len(values), -self._times[candidate.name]

        chosen = max(islice(candidates, CANDIDATES), key=worth, default=None)
        if chosen is not None:
            self._pairs.update(_pairs(earlier, chosen))
            self._values.update(chosen.values)
            self._times[chosen.name] += 1
        return chosen


def _pairs(earlier: Sequence[Action], action: Action) -> Iterator[Pair]:
    """The pairs of the action with the last ones before it that may matter to it."""
    names = [each.name for each in earlier if _may_matter(each, action)]
    return new_pairs(names, action.name)


def _may_matter(earlier: Action, later: Action) -> bool:
    return not (earlier.about and later.about) or not earlier.about.isdisjoint(later.about)
