"""What a sequence does next: an ordinary action, a day that passes, or a disturbance.

Most kinds of actions are circumstances of other actions. If the rarest pairs decided alone, a
sequence would consist of disturbances, and few chains of ordinary actions would be left in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from percipio_conformance.stateful.actions.action import Action, DayPasses

ORDINARY, DAYS = 0.6, 0.15
"""The probability of an ordinary action, and of a day that passes; the rest are disturbances."""


class Pace:
    """Draws for each place of a sequence what happens there."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw

    def next(self, candidates: Iterator[Action]) -> Iterator[Action]:
        """The candidates for the next place."""
        chance = self._draw.random()
        if chance < DAYS:
            return iter((DayPasses(),))
        disturbs = chance >= DAYS + ORDINARY
        return (
            each
            for each in candidates
            if each.disturbs == disturbs and not isinstance(each, DayPasses)
        )
