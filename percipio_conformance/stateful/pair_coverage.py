"""Chooses actions so that many different pairs of them follow closely upon each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from percipio_conformance.results.action_pairs import Pair, new_pairs
from percipio_conformance.stateful.action import Action


class PairCoverage:
    """The pairs so far."""

    def __init__(self) -> None:
        self._pairs: set[Pair] = set()
        self._times: Counter[str] = Counter()

    def choose(self, earlier: Sequence[str], candidates: Iterable[Action]) -> Action | None:
        """The candidate that adds most pairs, of several the rarest one; None without any.

        Args:
            earlier: the names of the actions before it.
        """
        return max(
            candidates,
            key=lambda each: (self._added(earlier, each.name), -self._times[each.name]),
            default=None,
        )

    def add(self, earlier: Sequence[str], action: Action) -> None:
        """Count the pairs of an action that follows the earlier ones."""
        self._pairs.update(new_pairs(earlier, action.name))
        self._times[action.name] += 1

    def _added(self, earlier: Sequence[str], name: str) -> int:
        return len(set(new_pairs(earlier, name)) - self._pairs)
