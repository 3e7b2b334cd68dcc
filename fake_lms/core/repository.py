"""Objects stored by id, in the order of their ids, with indexes by their properties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from fake_lms.core.conditions import Condition
from fake_lms.core.date_index import DateIndex
from fake_lms.core.sorted_ids import SortedIds
from fake_lms.core.value_index import ValueIndex, merged_after

T = TypeVar("T")

DATE_OPERATORS = ("lt", "gte")

SMALL = 256
"""A search among so few objects looks at each of them. Most worlds stay below it and have no
index."""

MOST_VALUES = 32
"""A search for all values but some uses the index of a property that has at most so many values."""

FEW = 2_000
"""A search with a condition that so few objects fulfill looks at these, whatever else it asks."""


class Repository(Generic[T]):
    """A dictionary by id that can be read onwards from any id, which is what paging needs.

    The first search for a property makes its index, which takes time in proportion to the number of
    objects, and every change keeps it current.
    """

    def __init__(self) -> None:
        self._things: dict[str, T] = {}
        self._order = SortedIds()
        self._dropped = 0
        self._values: dict[str, ValueIndex[T]] = {}
        self._dates: dict[tuple[str, str], DateIndex[T]] = {}

    def put(self, key: str, thing: T) -> None:
        """Keep ``thing``; a new key must be greater than every key kept (see :class:`Ids`)."""
        if key not in self._things:
            self._order.add(key)
        self._things[key] = thing
        self.refresh(key)

    def refresh(self, key: str) -> None:
        """Note that a property of the object has changed by other means than :meth:`put`."""
        for values in self._values.values():
            values.put(key, self._things[key])
        for dates in self._dates.values():
            dates.put(key, self._things[key])

    def drop(self, key: str) -> None:
        """Remove one object. KeyError if there is none."""
        del self._things[key]
        self._order.remove(key)
        for values in self._values.values():
            values.drop(key)
        for dates in self._dates.values():
            dates.drop(key)
        self._dropped += 1
        if self._dropped > len(self._things):
            # Indexes by date keep the places of dropped objects; the next search makes new ones.
            self._dropped = 0
            self._dates.clear()

    def get(self, key: str) -> T | None:
        return self._things.get(key)

    def after(self, key: str | None, conditions: Sequence[Condition[T]] = ()) -> Iterator[T]:
        """The objects with an id greater than ``key``, or all, that fulfill all conditions.

        The cost depends on the objects that fulfill the most selective condition, not on all
        objects. Conditions that each hold often and together seldom take longest.
        """
        things = self._things
        if not conditions:
            return map(things.__getitem__, self._order.after(key))
        chosen = self._candidates(key, conditions) if len(things) >= SMALL else None
        found = map(things.__getitem__, self._order.after(key) if chosen is None else chosen)
        return (each for each in found if all(one.holds(each) for one in conditions))

    def _candidates(
        self, key: str | None, conditions: Sequence[Condition[T]]
    ) -> Iterator[str] | None:
        """The ids that fulfill some of the conditions; None if no index helps."""
        dates = [each for each in conditions if each.operator in DATE_OPERATORS]
        others = [self._groups(each) for each in conditions if each.operator not in DATE_OPERATORS]
        least = min(
            (each for each in others if each is not None),
            key=_size,
            default=None,
        )
        if least is not None and (not dates or _size(least) <= FEW):
            return merged_after(least, key)
        return self._in_time(key, dates) if dates else None

    def _groups(self, condition: Condition[T]) -> list[SortedIds] | None:
        index = self._values.get(condition.name)
        if index is None:
            index = ValueIndex(condition.value, many=condition.many)
            self._values[condition.name] = index
            for key in self._order.after(None):
                index.put(key, self._things[key])
        if condition.operator in ("eq", "in"):
            return index.among(condition.wanted)
        return index.other_than(condition.wanted, MOST_VALUES)

    def _in_time(self, key: str | None, dates: Sequence[Condition[T]]) -> Iterator[str]:
        searches = [(self._date_index(each), each.wanted[0]) for each in dates]
        # The least text that is greater than the key.
        start = "" if key is None else key + "\0"
        while True:
            found = []
            for index, bound in searches:
                following = index.first_from(start, bound)
                if following is None:
                    return
                start = following
                found.append(following)
            if found[0] == start:
                yield start
                start += "\0"

    def _date_index(self, condition: Condition[T]) -> DateIndex[T]:
        assert condition.operator in ("lt", "gte")
        name = condition.name, condition.operator
        index = self._dates.get(name)
        if index is None:
            index = self._dates[name] = DateIndex(condition.value, condition.operator)
            for key in self._order.after(None):
                index.put(key, self._things[key])
        return index

    def __iter__(self) -> Iterator[T]:
        return iter(self._things.values())

    def __len__(self) -> int:
        return len(self._things)

    def __contains__(self, key: object) -> bool:
        return key in self._things


def _size(groups: Sequence[SortedIds]) -> int:
    return sum(map(len, groups))
