"""Sorted ids: the same as a sorted set, in pieces of any length."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from fake_lms.core import sorted_ids
from fake_lms.core.sorted_ids import SortedIds

KEYS = st.text("abc", max_size=3)


@given(st.sets(KEYS), st.lists(KEYS), KEYS, st.integers(1, 3))
def test_ids_come_in_order_whatever_was_added_and_removed(
    first: set[str], changes: list[str], cursor: str, piece: int
) -> None:
    with patch.object(sorted_ids, "PIECE", piece):
        ids, expected = SortedIds(first), set(first)
        for key in changes:
            if key in expected:
                ids.remove(key)
            else:
                ids.add(key)
            expected ^= {key}
    assert list(ids.after(None)) == sorted(expected)
    assert list(ids.after(cursor)) == sorted(key for key in expected if key > cursor)
    later = sorted(key for key in expected if key >= cursor)
    assert list(ids.after(cursor, inclusive=True)) == later
    assert len(ids) == len(expected)
