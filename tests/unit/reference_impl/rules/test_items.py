"""Reading the items of a page."""

from __future__ import annotations

import msgspec
import pytest

from reference_impl.rules.items import Item, UnreadableItemError, read_item, read_items, split

ADA = b'{"id": "ada", "link": "https://x", "localeCodes": ["en-US", null], "more": {"a": 1}}'
BEN = b'{"id": "ben", "duration": null}'
UNREADABLE = [
    (b'{"id": "c", "link": 1}', "c", "the item cannot be read"),
    (b'{"link": "https://x"}', "", "the item cannot be read"),
    (b"7", "", "the item cannot be read"),
]
BLANK = b'{"id": " "}'


def page(*items: bytes) -> bytes:
    return b"[" + b", ".join(items) + b"]"


def described(found: Item | UnreadableItemError) -> str:
    return found.id if isinstance(found, Item) else f"{found.item_id}: {found.reason}"


def test_the_items_of_a_page_are_read_in_their_order() -> None:
    items = split(page(ADA, BEN))
    assert list(read_items(items)) == [read_item(msgspec.Raw(each)) for each in (ADA, BEN)]
    assert len(items) == 2
    assert len(split(b"[]")) == 0


def test_a_page_can_be_split_into_what_came() -> None:
    items = split(page(ADA, BEN))
    assert [bytes(each) for each in items] == [ADA, BEN]
    assert bytes(items[1]) == BEN
    assert [bytes(each) for each in items[:1]] == [ADA]


@pytest.mark.parametrize(("item", "named", "words"), UNREADABLE)
def test_an_unreadable_item_hides_no_other(item: bytes, named: str, words: str) -> None:
    items = split(page(ADA, item, BEN))
    first, error, last = read_items(items)
    assert (described(first), described(last)) == ("ada", "ben")
    assert described(error).startswith(f"{named}: {words}")
    assert [bytes(each) for each in items] == [ADA, item, BEN]


@pytest.mark.parametrize("others", [(ADA,), (ADA, UNREADABLE[0][0])])
def test_an_item_with_a_blank_id_is_none(others: tuple[bytes, ...]) -> None:
    *_, error = read_items(split(page(*others, BLANK)))
    assert described(error).startswith(": the item has a blank id")


@pytest.mark.parametrize("body", [b"", b"{}", b"null", b"[{]", b"[] []"])
def test_what_is_no_array_is_no_page(body: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        split(body)
