"""An index by an instant: the next object, in the order of ids, that is early or late enough.

A list with a date filter is in the order of ids, not of dates. So the index is a tree over that
order: each node holds the latest (or earliest) instant of the objects below it, and a search skips
every node that holds none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

FANOUT = 32
"""Children of a node."""

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
_AFTER_ALL = datetime.max.replace(tzinfo=UTC)


class DateIndex(Generic[T]):
    """Instants by id, for one of the two operators. An object may have no instant."""

    def __init__(
        self, value: Callable[[T], datetime | None], operator: Literal["lt", "gte"]
    ) -> None:
        self._value = value
        self._operator = operator
        self._keys: list[str] = []
        self._best: Callable[[list[datetime]], datetime] = max if operator == "gte" else min
        self._nothing = _BEFORE_ALL if operator == "gte" else _AFTER_ALL
        self._levels: list[list[datetime]] = [[]]

    def put(self, key: str, thing: T) -> None:
        """Note the present instant of the object; a new key is greater than all before it."""
        at = self._value(thing) or self._nothing
        if not self._keys or self._keys[-1] < key:
            self._keys.append(key)
            self._set(len(self._keys) - 1, at)
        else:
            self._set(bisect_left(self._keys, key), at)

    def drop(self, key: str) -> None:
        """Forget the instant of the object; its key keeps its place."""
        self._set(bisect_left(self._keys, key), self._nothing)

    def first_from(self, key: str, bound: datetime) -> str | None:
        """The first id from ``key`` on whose instant is on the right side of ``bound``."""
        if self._operator == "gte":
            # An object without an instant is on no side.
            bound = max(bound, _BEFORE_ALL + datetime.resolution)
        found = self._find(bisect_left(self._keys, key), bound)
        return None if found is None else self._keys[found]

    def _fits(self, at: datetime, bound: datetime) -> bool:
        return at >= bound if self._operator == "gte" else at < bound

    def _set(self, place: int, at: datetime) -> None:
        for level in self._levels:
            if place < len(level):
                level[place] = at
            else:
                level.append(at)
            place, first = place // FANOUT, place // FANOUT * FANOUT
            at = self._best(level[first : first + FANOUT])
        if len(self._levels[-1]) > FANOUT:
            top = self._levels[-1]
            starts = range(0, len(top), FANOUT)
            self._levels.append([self._best(top[start : start + FANOUT]) for start in starts])

    def _find(self, place: int, bound: datetime) -> int | None:
        """The first place from ``place`` on whose instant fits."""
        depth = 0
        while place < len(self._levels[depth]):
            level = self._levels[depth]
            end = min((place // FANOUT + 1) * FANOUT, len(level))
            while place < end and not self._fits(level[place], bound):
                place += 1
            if place < end:
                return self._descend(depth, place, bound)
            # The rest of this node holds none: go on with the next node, one level up.
            depth, place = depth + 1, -(-end // FANOUT)
            if depth == len(self._levels):
                break
        return None

    def _descend(self, depth: int, place: int, bound: datetime) -> int:
        for level in reversed(self._levels[:depth]):
            place *= FANOUT
            while not self._fits(level[place], bound):
                place += 1
        return place
