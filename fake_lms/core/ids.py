"""Ids of 24 hexadecimal characters, as 360Learning's are.

Like real ids, they begin with the second of their creation and end with a counter, so later ids
are greater. That gives every list a stable order for paging.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime


class Ids:
    """Makes ids; the same seed, clock and order of calls make the same ids."""

    def __init__(self, now: Callable[[], datetime], seed: int) -> None:
        self._now = now
        self._machine = random.Random(f"ids:{seed}").getrandbits(32)
        self._second = 0
        self._count = 0

    def __call__(self) -> str:
        """The next id, greater than every one before it."""
        self._second = max(self._second, int(self._now().timestamp()))
        self._count += 1
        return f"{self._second:08x}{self._machine:08x}{self._count:08x}"
