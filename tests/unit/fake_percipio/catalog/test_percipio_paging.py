from datetime import UTC, datetime

import pytest

from fake_percipio.catalog.paging import (
    BadQueryError,
    PageQuery,
    PageRequest,
    PagingSwitches,
    headers,
    interpret,
    link_header,
    parse_query,
    status_of,
)

KEY = "33333333-3333-4333-8333-333333333333"


def test_defaults() -> None:
    assert parse_query("") == PageQuery(0, 1000, None, None)


def test_everything_given() -> None:
    query = f"offset=20&max=10&pagingRequestId={KEY}&updatedSince=2026-01-14T05:00:00Z&other=1"
    assert parse_query(query) == PageQuery(20, 10, KEY, datetime(2026, 1, 14, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    "query",
    [
        "offset=-1", "offset=", "offset=1.5", "offset=x", "max=0", "max=1001", "max=%D9%A3",
        "pagingRequestId=7", "updatedSince=yesterday", "updatedSince=2026-02-30T00:00:00Z",
        "updatedSince=2026-01-14", "updatedSince=2026-01-14T05:00:00+01:00", "updatedSince=",
        "transformName=csv", "offset=99999999999",
    ],
)  # fmt: skip
def test_what_is_out_of_bounds_names_its_parameter(query: str) -> None:
    with pytest.raises(BadQueryError, match=f"^{query.partition('=')[0]}: "):
        parse_query(query)


def test_the_edges_are_allowed() -> None:
    assert parse_query("max=1").max == 1
    assert parse_query("max=1000&offset=0").max == 1000
    assert parse_query("updatedSince=2026-01-14T05:00:00%2B01:00").updated_since == datetime(
        2026, 1, 14, 4, tzinfo=UTC
    )


@pytest.mark.parametrize("key", [None, ""])
def test_an_offset_without_a_dataset_does_not_page(key: str | None) -> None:
    asked = PageQuery(offset=2000, paging_request_id=key)
    assert interpret(asked, legacy=False) == PageRequest(0, 1000, None, None)
    assert interpret(asked, legacy=True) == PageRequest(2000, 1000, None, None)


def test_a_dataset_pages_in_any_size() -> None:
    asked = interpret(PageQuery(30, 10, KEY), legacy=False)
    assert asked == PageRequest(30, 10, KEY, None)
    assert asked.page == 4


def test_links_are_relative_and_lead_everywhere() -> None:
    asked = PageRequest(1000, 1000, KEY, None)
    links = link_header("ORG", KEY, 2500, asked).split(", ")
    assert [each.rpartition("rel=")[2] for each in links] == [
        '"first"',
        '"prev"',
        '"next"',
        '"last"',
    ]
    assert links[3] == (
        f"</v2/organizations/ORG/catalog-content?offset=2000&max=1000&pagingRequestId={KEY}>; "
        'page="3"; per_page="1000"; rel="last"'
    )


@pytest.mark.parametrize(
    ("total", "offset", "relations"),
    [
        (0, 0, ["first", "last"]),
        (1000, 0, ["first", "last"]),
        (1001, 0, ["first", "next", "last"]),
        (1001, 1000, ["first", "prev", "last"]),
        (1000, 1000, ["first", "prev", "last"]),
    ],
)
def test_links_at_the_edges(total: int, offset: int, relations: list[str]) -> None:
    header = link_header("ORG", KEY, total, PageRequest(offset, 1000, KEY, None))
    assert [each.split('rel="')[1].rstrip('"') for each in header.split(", ")] == relations


def test_each_header_can_be_missing() -> None:
    asked = PageRequest(0, 1000, None, None)
    names = {"x-paging-request-id", "x-total-count", "link"}
    assert set(headers("ORG", KEY, 5, asked, PagingSwitches())) == names
    for switch, name in (
        ("send_paging_request_id", "x-paging-request-id"),
        ("send_total_count", "x-total-count"),
        ("send_link", "link"),
    ):
        sent = headers("ORG", KEY, 5, asked, PagingSwitches(**{switch: False}))
        assert set(sent) == names - {name}


def test_a_page_without_items_is_empty_or_no_content() -> None:
    assert status_of(0, PagingSwitches()) == 200
    assert status_of(0, PagingSwitches(past_the_end="no content")) == 204
    assert status_of(1, PagingSwitches(past_the_end="no content")) == 200
