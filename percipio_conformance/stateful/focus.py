"""What one sequence consists of: some kinds of actions, or actions on a few items and learners.

A sequence with all kinds performs few of them more than once, so several actions that depend on
each other rarely meet in it. So only one sequence of three is like that. Another one has a random
half of the kinds, and the third one is about a few items and learners only.
"""

from __future__ import annotations

from random import Random

from percipio_conformance.results.action_pairs import parts_of
from percipio_conformance.stateful.actions.action import Action, DayPasses

SHARE = 0.5
"""The probability that a sequence has a kind of action, or a circumstance."""


class Focus:
    """The kinds of one sequence. Each is drawn when it is asked for first.

    Args:
        whole: the sequence has all kinds.
        names: the items and learners that it is about; None for all of them.
    """

    def __init__(
        self, draw: Random, *, whole: bool = False, names: frozenset[str] | None = None
    ) -> None:
        self._draw = draw
        self._whole = whole
        self._names = names
        self._has = {DayPasses().name: True}

    def admits(self, action: Action) -> bool:
        """True if the sequence has the kinds of the action and of those within it."""
        if self._names is not None and not action.about <= self._names:
            return False
        if self._whole:
            return True
        whole, *inner = parts_of(action.name)
        circumstance, _, _ = whole.partition("(")
        has = [self._admits(each) for each in (circumstance, *inner)]
        return all(has)

    def _admits(self, kind: str) -> bool:
        if kind not in self._has:
            self._has[kind] = self._draw.random() < SHARE
        return self._has[kind]
