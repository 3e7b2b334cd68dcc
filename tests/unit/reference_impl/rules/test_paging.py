from __future__ import annotations

import pytest

from reference_impl.rules.paging import PagingFacts, more_after, read_facts

LAST = {"url": "/v2/organizations/o/catalog-content?offset=2000&max=1000&pagingRequestId=L"}


@pytest.mark.parametrize(
    ("headers", "links", "facts"),
    [
        ({}, {}, PagingFacts()),
        ({"x-paging-request-id": "H", "x-total-count": "7"}, {}, PagingFacts("H", 7)),
        ({"x-paging-request-id": "H"}, {"last": LAST}, PagingFacts("H", None, 2_000)),
        ({}, {"last": LAST}, PagingFacts("L", None, 2_000)),
        ({"x-total-count": "many"}, {"first": {"url": "/x?offset=a"}}, PagingFacts()),
    ],
)
def test_facts(headers: dict[str, str], links: dict, facts: PagingFacts) -> None:
    assert read_facts(headers, links) == facts


@pytest.mark.parametrize(
    ("offset", "count", "facts", "more"),
    [
        (0, 0, PagingFacts(total=5), False),
        (0, 1_000, PagingFacts(total=1_000), False),
        (0, 1_000, PagingFacts(total=1_001), True),
        (0, 400, PagingFacts(total=1_000), True),
        (1_000, 1_000, PagingFacts(last_offset=2_000), True),
        (2_000, 1_000, PagingFacts(last_offset=2_000), False),
        (0, 1_000, PagingFacts(), True),
        (0, 999, PagingFacts(), False),
    ],
)
def test_more_after(offset: int, count: int, facts: PagingFacts, more: bool) -> None:
    assert more_after(offset, count, facts) is more
