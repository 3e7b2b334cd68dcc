"""Malformed requests are malformed: no mutation yields, by chance, what must be acknowledged."""

from __future__ import annotations

from collections import Counter

import orjson
import pytest
from independent_validator import is_statement

from benchmarks.fuzz.requests import MalformedRequest, malformed_requests
from benchmarks.fuzz.run import FuzzResult

OVERSIZED = 5_000_000


def requests(count: int, seed: int = 0) -> list[MalformedRequest]:
    return list(malformed_requests(count, seed, oversized=OVERSIZED, oversized_every=500))


def valid_statements_in(body: bytes) -> int:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        return 0
    elements = content if isinstance(content, list) else [content]
    return sum(is_statement(each) for each in elements)


def test_the_same_seed_gives_the_same_requests() -> None:
    assert requests(300) == requests(300)
    assert [each.body for each in requests(300)] != [each.body for each in requests(300, 1)]


@pytest.mark.parametrize("seed", range(4))
def test_no_body_holds_anything_that_is_right(seed: int) -> None:
    for each in requests(3_000, seed):
        if each.how.startswith("wrong"):
            assert valid_statements_in(each.body) == 1, each.how
        else:
            assert valid_statements_in(each.body) == 0, (each.how, each.body)


def test_every_sort_comes() -> None:
    sorts = Counter(each.how for each in requests(3_000))
    assert len(sorts) == 19
    assert sorts["oversized"] == 6
    assert min(sorts.values()) >= 6
    oversized = next(each for each in requests(500) if each.how == "oversized")
    assert len(oversized.body) == OVERSIZED


def test_growth_is_what_the_second_half_needs_more_than_the_first() -> None:
    assert FuzzResult(memory=[10, 50, 40, 50]).growth == 0
    assert FuzzResult(memory=[10, 50, 60, 70]).growth == 20
