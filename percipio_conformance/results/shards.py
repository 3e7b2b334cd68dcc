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
from typing import NamedTuple

from percipio_conformance.core.scenario_ids import is_sequence, split_situation

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


class ShardPlan(NamedTuple):
    """All scenarios that are split, and their ``runs``, some of them ``under_situations``.

    ``scenarios`` counts different ones, ``sequences`` the generated sequences, which are also runs.
    ``digest`` is the SHA-256 of the ids of all runs; a merge detects missing ones by it.
    """

    scenarios: int
    runs: int
    under_situations: int
    sequences: int
    digest: str


def plan_of(scenarios: Iterable[str]) -> ShardPlan:
    """Returns the plan for the scenarios with these ids."""
    ids = sorted(frozenset(scenarios))
    sequences = sum(is_sequence(each) for each in ids)
    split = [split_situation(each) for each in ids]
    return ShardPlan(
        scenarios=len({plain for plain, _ in split}) - sequences,
        runs=len(ids),
        under_situations=sum(situation is not None for _, situation in split),
        sequences=sequences,
        digest=hashlib.sha256("\n".join(ids).encode()).hexdigest(),
    )


def _spread(scenario: str) -> tuple[bytes, str]:
    return hashlib.blake2b(scenario.encode(), digest_size=8).digest(), scenario
