"""An index by the value of a property: the ids of the objects that have it, in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from heapq import merge
from itertools import groupby
from typing import Any, Generic, TypeVar

from fake_lms.core.sorted_ids import SortedIds

T = TypeVar("T")


class ValueIndex(Generic[T]):
    """Ids by value. With ``many`` an object has several values."""

    def __init__(self, value: Callable[[T], Any], *, many: bool) -> None:
        self._value = value
        self._many = many
        # The values of an object are kept, since the object itself may have changed in place.
        self._values: dict[str, Collection[Any]] = {}
        self._ids: dict[Any, SortedIds] = {}

    def put(self, key: str, thing: T) -> None:
        """Note the present values of the object."""
        value = self._value(thing)
        values = tuple(dict.fromkeys(value)) if self._many else (value,)
        if self._values.get(key) == values:
            return
        self.drop(key)
        self._values[key] = values
        for each in values:
            ids = self._ids.get(each)
            if ids is None:
                ids = self._ids[each] = SortedIds()
            ids.add(key)

    def drop(self, key: str) -> None:
        """Forget the object, if it is known."""
        for each in self._values.pop(key, ()):
            ids = self._ids[each]
            ids.remove(key)
            if not ids:
                del self._ids[each]

    def among(self, wanted: Sequence[Any]) -> list[SortedIds]:
        """The ids of the objects that have one of these values, by value."""
        return [self._ids[each] for each in dict.fromkeys(wanted) if each in self._ids]

    def other_than(self, wanted: Sequence[Any], most: int) -> list[SortedIds] | None:
        """The ids of all others, by value; None if there are more than ``most`` values."""
        if len(self._ids) > most:
            return None
        return [ids for value, ids in self._ids.items() if value not in wanted]


def merged_after(groups: Sequence[SortedIds], key: str | None) -> Iterator[str]:
    """The ids of all groups that are greater than ``key``, in order, each once."""
    if len(groups) == 1:
        return groups[0].after(key)
    return (each for each, _ in groupby(merge(*(ids.after(key) for ids in groups))))
