"""A random generator that is not random."""

from __future__ import annotations

from random import Random


class Fixed(Random):
    """Draws the same number each time."""

    def __init__(self, number: float) -> None:
        super().__init__()
        self._number = number

    def random(self) -> float:
        return self._number
