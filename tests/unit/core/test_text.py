"""Numbers, lists and suggestions in sentences."""

from __future__ import annotations

import pytest

from percipio_conformance.core.text import (
    did_you_mean,
    join_and,
    join_or,
    plural,
    shortened_list,
)


@pytest.mark.parametrize(
    ("words", "text"),
    [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_joins_words(words: list[str], text: str) -> None:
    assert join_or(words) == text
    assert join_and(words) == text.replace(" or ", " and ")


def test_a_noun_is_singular_for_one_only() -> None:
    assert [plural(number, "day") for number in range(3)] == ["0 days", "1 day", "2 days"]


@pytest.mark.parametrize(
    ("most", "text"), [(1, "a and 2 more"), (2, "a, b and 1 more"), (3, "a, b, c")]
)
def test_a_long_list_ends_with_the_number_of_the_others(most: int, text: str) -> None:
    assert shortened_list(["a", "b", "c"], most) == text


def test_a_list_of_clauses_has_other_separators() -> None:
    words = ["it is", "it was", "it goes"]
    assert shortened_list(words, 2, separator="; ", before_rest="; and ") == (
        "it is; it was; and 1 more"
    )


def test_an_empty_list_is_empty() -> None:
    assert shortened_list([]) == ""


def test_offers_what_is_near_and_nothing_else() -> None:
    assert did_you_mean("articel", ["article", "paris"]) == " Did you mean article?"
    assert did_you_mean("london", ["article", "paris"]) == ""
