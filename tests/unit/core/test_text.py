"""What an error message offers."""

from __future__ import annotations

import pytest

from percipio_conformance.core.text import did_you_mean, join_or


@pytest.mark.parametrize(
    ("words", "text"),
    [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_joins_words(words: list[str], text: str) -> None:
    assert join_or(words) == text


def test_offers_what_is_near_and_nothing_else() -> None:
    assert did_you_mean("articel", ["article", "paris"]) == " Did you mean article?"
    assert did_you_mean("london", ["article", "paris"]) == ""
