"""Splits a run into shards, which several machines run in parallel and which are merged later.

The split depends only on the ids of the scenarios, not on their order or on the machine. The sizes
of the shards differ by at most one scenario. Neighbors in a file, which often take similar time,
are distributed over the shards.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

_WRITTEN = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")


class ShardError(ValueError):
    """The text does not name a shard."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Shard ``number`` of ``of``, counted from 1."""

    number: int
    of: int

    def part_of(self, scenarios: Iterable[str]) -> frozenset[str]:
        """Returns the ids among ``scenarios`` that belong to this shard."""
        mixed = sorted(frozenset(scenarios), key=_spread)
        return frozenset(mixed[self.number - 1 :: self.of])


def read_shard(text: str) -> Shard:
    """Parses a shard such as ``2/5``.

    Raises:
        ShardError: the text has another form, or the number is out of range.
    """
    written = _WRITTEN.fullmatch(text)
    number, of = map(int, written.groups()) if written else (0, 0)
    if not 1 <= number <= of:
        raise ShardError(
            f"{text!r} is not a shard. Write its number and the number of shards, such as 2/5."
        )
    return Shard(number, of)


def plan_of(scenarios: Iterable[str]) -> str:
    """Returns the SHA-256 of all ids that are split; a merge detects missing ones by it."""
    return hashlib.sha256("\n".join(sorted(frozenset(scenarios))).encode()).hexdigest()


def _spread(scenario: str) -> tuple[bytes, str]:
    return hashlib.blake2b(scenario.encode(), digest_size=8).digest(), scenario
