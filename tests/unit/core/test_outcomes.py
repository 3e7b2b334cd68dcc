"""What a failure says it expected and saw."""

from __future__ import annotations

import pytest

from percipio_conformance.core.outcomes import ExpectationFailed


@pytest.mark.parametrize(
    ("value", "words"),
    [({"b", "c", "a"}, "a, b, c"), (frozenset(), "nothing"), (["b", "a"], "['b', 'a']"), (0, "0")],
)
def test_a_set_is_told_in_one_order_and_anything_else_as_it_is(value: object, words: str) -> None:
    mismatch = ExpectationFailed("letters", expected=value, actual=value)
    assert mismatch.expected == mismatch.actual == words
    assert str(mismatch) == f"letters: expected {words}, actual {words}"
