"""Objects stored by id, in the order of their ids."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")


class Repository(Generic[T]):
    """A dictionary by id that can be read onwards from any id, which is what paging needs."""

    def __init__(self) -> None:
        self._things: dict[str, T] = {}
        self._order: list[str] = []

    def put(self, key: str, thing: T) -> None:
        """Keep ``thing``; a new key must be greater than every key kept (see :class:`Ids`)."""
        if key not in self._things:
            self._order.append(key)
        self._things[key] = thing

    def drop(self, key: str) -> None:
        """Remove one object. KeyError if there is none."""
        del self._things[key]
        del self._order[bisect_left(self._order, key)]

    def get(self, key: str) -> T | None:
        return self._things.get(key)

    def after(self, key: str | None) -> Iterator[T]:
        """All objects with an id greater than ``key``; all objects without a key."""
        start = 0 if key is None else bisect_right(self._order, key)
        things = self._things
        return (things[each] for each in islice(self._order, start, None))

    def __iter__(self) -> Iterator[T]:
        return iter(self._things.values())

    def __len__(self) -> int:
        return len(self._things)

    def __contains__(self, key: object) -> bool:
        return key in self._things
