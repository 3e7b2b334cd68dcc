"""Lists of ids in ascending order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

SortedIds = list[str]
"""Ids in ascending order, each once."""


def insert(ids: SortedIds, key: str) -> None:
    """Insert ``key`` at its place; at the end, where new ids belong, without a search."""
    if not ids or ids[-1] < key:
        ids.append(key)
    else:
        insort(ids, key)


def remove(ids: SortedIds, key: str) -> None:
    """Remove ``key``, which is one of ``ids``."""
    del ids[bisect_left(ids, key)]


def start_after(ids: SortedIds, key: str | None) -> int:
    """The place of the first id that is greater than ``key``; of the first one without a key."""
    return 0 if key is None else bisect_right(ids, key)
