"""Catalog items: the fields that the connector reads, with tolerance for real items.

Field names are those of Percipio's content discovery API, v2 ``catalog-content``. Real items
contain null where the published schema does not allow it, and undocumented fields. So every field
except the id may be null or missing, and unknown fields are ignored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import msgspec


class ContentType(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """The content type of an item."""

    percipio_type: str | None = None
    category: str | None = None
    display_label: str | None = None


class LocalizedMetadata(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """Title and description (HTML) in one language."""

    locale_code: str | None = None
    title: str | None = None
    description: str | None = None


class Lifecycle(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """The lifecycle of an item: status is ACTIVE or INACTIVE."""

    status: str | None = None
    retired_date: str | None = None


class Associations(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """The classification of the item in Percipio."""

    areas: list[str | None] | None = None
    subjects: list[str | None] | None = None
    translation_group_id: str | None = None


class Item(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """One catalog item; ``duration`` is ISO 8601."""

    id: str
    content_type: ContentType | None = None
    xapi_activity_id: str | None = None
    locale_codes: list[str | None] | None = None
    localized_metadata: list[LocalizedMetadata | None] | None = None
    lifecycle: Lifecycle | None = None
    link: str | None = None
    image_url: str | None = None
    duration: str | None = None
    expertise_levels: list[str | None] | None = None
    associations: Associations | None = None

    @property
    def translation_group(self) -> str | None:
        """Key that joins the items of one content in several languages; None for most items."""
        filed = self.associations
        return (filed.translation_group_id if filed is not None else None) or None

    def locales(self) -> tuple[str, ...]:
        """All locales of the item, in Percipio's spelling and order."""
        named = [*(self.locale_codes or ()), *[each.locale_code for each in self.metadata()]]
        return tuple(dict.fromkeys([code for code in named if code]))

    def metadata(self) -> list[LocalizedMetadata]:
        """The language versions that have a title, in Percipio's order."""
        return [
            each
            for each in self.localized_metadata or ()
            if each is not None and each.title is not None and each.title.strip()
        ]


class _Identified(msgspec.Struct):
    id: Any = None


class UnreadableItemError(ValueError):
    """One item of a page cannot be read; ``item_id`` is empty if it has no id."""

    def __init__(self, item_id: str, reason: str) -> None:
        super().__init__(reason)
        self.item_id = item_id
        self.reason = reason


_ITEM = msgspec.json.Decoder(Item)
_ITEMS = msgspec.json.Decoder(list[Item])
_RAW_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])
_IDENTIFIED = msgspec.json.Decoder(_Identified)


class ReadTogether(Sequence[msgspec.Raw]):
    """The items of a page whose items can all be read.

    They are decoded in one go; the page is split into its raw items only if one of them is asked
    for. ``items`` are the decoded ones.
    """

    def __init__(self, body: bytes, items: list[Item]) -> None:
        self._body = body
        self._raw: list[msgspec.Raw] | None = None
        self.items = items

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> msgspec.Raw: ...

    @overload
    def __getitem__(self, index: slice) -> list[msgspec.Raw]: ...

    def __getitem__(self, index: int | slice) -> msgspec.Raw | list[msgspec.Raw]:
        if self._raw is None:
            self._raw = _RAW_ITEMS.decode(self._body)
        return self._raw[index]


def split(body: bytes) -> Sequence[msgspec.Raw]:
    """Split a page into its items, each as raw JSON.

    Raises:
        msgspec.DecodeError: the page is no JSON array.
    """
    try:
        return ReadTogether(body, _ITEMS.decode(body))
    except msgspec.DecodeError:
        # One unreadable item must not hide the others.
        return _RAW_ITEMS.decode(body)


def read_items(items: Sequence[msgspec.Raw]) -> Iterator[Item | UnreadableItemError]:
    """Read the items of a page; the error takes the place of an item that cannot be read."""
    if isinstance(items, ReadTogether):
        for item in items.items:
            yield item if item.id.strip() else _blank()
        return
    for raw in items:
        try:
            yield read_item(raw)
        except UnreadableItemError as error:
            yield error


def read_item(raw: msgspec.Raw) -> Item:
    """Read the item in one element of a page.

    Raises:
        UnreadableItemError: it is no object, has no id, or a field has a wrong type.
    """
    try:
        item = _ITEM.decode(raw)
    except msgspec.DecodeError as error:
        raise UnreadableItemError(_id_of(raw), f"the item cannot be read: {error}") from error
    if not item.id.strip():
        raise _blank()
    return item


def _blank() -> UnreadableItemError:
    return UnreadableItemError("", "the item has a blank id, so nothing could identify its course")


def _id_of(raw: msgspec.Raw) -> str:
    try:
        found = _IDENTIFIED.decode(raw).id
    except msgspec.DecodeError:
        return ""  # not an object; the reason above says so
    return found if isinstance(found, str) else ""
