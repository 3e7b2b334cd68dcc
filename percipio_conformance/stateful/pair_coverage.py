"""Chooses actions so that many different pairs of them follow closely upon each other.

Actions on different items and learners rarely disturb each other, so those between two actions on
the same one do not count. An action also forms pairs with the features of the state in which it
happens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product

from percipio_conformance.results.action_pairs import NEAR, Pair, new_pairs, parts_of
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.domain import Model

CANDIDATES = 8
"""Number of candidates that are compared."""


class PairCoverage:
    """The pairs of all actions that were chosen so far, and those of a state and an action."""

    def __init__(self) -> None:
        self._pairs: set[Pair] = set()
        self._values: set[str] = set()
        self._times: Counter[str] = Counter()

    def choose(
        self, model: Model, earlier: Sequence[Action], candidates: Iterator[Action]
    ) -> Action | None:
        """The candidate that adds most pairs; of several the one with most new values, then the
        rarest one. None without any.

        Args:
            model: the state after the earlier actions.
        """
        features = frozenset(model.features())

        @cache
        def state(about: frozenset[str]) -> set[str]:
            return {each.text for each in features if each.matters_to(about)}

        @cache
        def last(about: frozenset[str]) -> list[str]:
            near = (each for each in reversed(earlier) if _may_matter(each, about))
            return [each.name for each in islice(near, NEAR)]

        def pairs(action: Action) -> set[Pair]:
            about, name = action.about, action.name
            return {*new_pairs(last(about), name), *product(state(about), parts_of(name))}

        def worth(candidate: Action) -> tuple[float, int, float]:
            new = pairs(candidate) - self._pairs
            values = set(candidate.values) - self._values
            rarity = -self._times[candidate.name] / candidate.weight
            return len(new) * candidate.weight, len(values), rarity

        chosen = max(islice(candidates, CANDIDATES), key=worth, default=None)
        if chosen is not None:
            self._pairs.update(pairs(chosen))
            self._values.update(chosen.values)
            self._times[chosen.name] += 1
        return chosen


def _may_matter(earlier: Action, about: frozenset[str]) -> bool:
    """True if the action concerns one of these items and learners, or either concerns all."""
    return not (earlier.about and about) or not earlier.about.isdisjoint(about)
