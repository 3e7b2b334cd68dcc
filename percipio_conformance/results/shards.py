"""Splitting a run into parts that machines play side by side, and that are merged afterwards.

Who plays what depends on the ids of the scenarios and on nothing else: not on their order, nor on
the machine. The parts differ by at most one scenario in size; neighbors in a file, which tend to
be slow together, are spread.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

_WRITTEN = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")


class ShardError(ValueError):
    """What was given is not a shard."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Part ``number`` of ``of``, counted from one."""

    number: int
    of: int

    def part_of(self, scenarios: Iterable[str]) -> frozenset[str]:
        """Those of the scenarios, given by id, that belong to this part."""
        mixed = sorted(frozenset(scenarios), key=_spread)
        return frozenset(mixed[self.number - 1 :: self.of])


def read_shard(text: str) -> Shard:
    """The shard written ``2/5``.

    Raises:
        ShardError: it is written otherwise, or there is no such part.
    """
    written = _WRITTEN.fullmatch(text)
    number, of = map(int, written.groups()) if written else (0, 0)
    if not 1 <= number <= of:
        raise ShardError(
            f"{text!r} is not a shard. Write which part of how many, from 1/5 to 5/5 for example."
        )
    return Shard(number, of)


def plan_of(scenarios: Iterable[str]) -> str:
    """The SHA-256 of all ids that were split: merged parts show by it that none is missing."""
    return hashlib.sha256("\n".join(sorted(frozenset(scenarios))).encode()).hexdigest()


def _spread(scenario: str) -> tuple[bytes, str]:
    return hashlib.blake2b(scenario.encode(), digest_size=8).digest(), scenario
