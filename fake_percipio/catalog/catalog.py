"""The catalog of one organization: the items it has licensed, stored encoded.

Items are held as bytes, about 2.4 kB each, so that 100,000 of them cost some 240 MB and a page is
served by joining them. Reading an item returns a fresh copy.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from fake_percipio.catalog.items import Item
from fake_percipio.catalog.paging_snapshot import PagingSnapshot
from fake_percipio.core.wire_time import catalog_instant, parse_instant

_Change = tuple[datetime, int, str]
"""When an item changed, its place in the catalog, its id."""


class NotInCatalogError(KeyError):
    """The catalog currently has no item with this id."""

    def __init__(self, item_id: str) -> None:
        super().__init__(item_id)
        self.item_id = item_id

    def __str__(self) -> str:
        return (
            f"no item {self.item_id} is in the catalog: it was never put there or was removed; "
            "put it first"
        )


class EncodedItem(NamedTuple):
    """An item in the form in which a catalog stores it; any number of catalogs can share it."""

    id: str
    encoded: bytes
    updated: datetime | None
    """Its lastUpdatedDate."""


def encode_items(items: Iterable[Item]) -> Iterator[EncodedItem]:
    """Encode items for :meth:`Catalog.load_encoded`."""
    for item in items:
        updated = (item.get("lifecycle") or {}).get("lastUpdatedDate")
        # orjson leaves room behind what it returns; the copy takes a quarter of the memory.
        encoded = bytes(memoryview(orjson.dumps(item)))
        yield EncodedItem(item["id"], encoded, parse_instant(updated) if updated else None)


class Catalog:
    """Items by id, in the order in which they were added."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._encoded: dict[str, bytes] = {}
        self._changed: dict[str, _Change] = {}
        self._by_date: list[_Change] | None = None
        """The changes in the order of time; made by the first search for those since an instant."""
        self._added = 0
        self._whole: PagingSnapshot | None = None

    def __len__(self) -> int:
        return len(self._encoded)

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._encoded

    def __iter__(self) -> Iterator[Item]:
        for encoded in self._encoded.values():
            yield orjson.loads(encoded)

    def ids(self) -> list[str]:
        """The ids of all items, in catalog order."""
        return list(self._encoded)

    def get(self, item_id: str) -> Item:
        """A copy of the item.

        Raises:
            NotInCatalogError: there is no such item.
        """
        found: Item = orjson.loads(self._bytes(item_id))
        return found

    def put(self, item: Item) -> None:
        """Add the item, or replace the item with the same id at its position.

        The item is served exactly as given. For ``updatedSince`` it counts as changed now, for
        Percipio includes items that an organization has gained access to.
        """
        self.load((item,))

    def load(self, items: Iterable[Item]) -> None:
        """Put many items; a generator is read item by item."""
        self.load_encoded(encode_items(items))

    def load_encoded(self, items: Iterable[EncodedItem]) -> None:
        """Put many items that are encoded already."""
        now = self._now()
        for each in items:
            self._keep(each, now)

    def remove(self, item_id: str) -> Item:
        """Remove the item from the API, as when a license expires (C039, C040); return it.

        Raises:
            NotInCatalogError: there is no such item.
        """
        gone = self.get(item_id)
        del self._encoded[item_id]
        self._note_change(self._changed.pop(item_id), None)
        return gone

    def edit(self, item_id: str, change: Callable[[Item], None]) -> Item:
        """Apply ``change`` to the item and set its lastUpdatedDate to now; return it.

        Raises:
            NotInCatalogError: there is no such item.
        """
        altered = self.get(item_id)
        change(altered)
        altered["lifecycle"]["lastUpdatedDate"] = catalog_instant(self._now())
        self.put(altered)
        return altered

    def update(self, item_id: str, /, **changes: object) -> Item:
        """Set fields by dotted path, list positions as numbers; returns the item.

        ``update(key, duration="PT2H", **{"localizedMetadata.0.title": "New title"})``

        Raises:
            NotInCatalogError: there is no such item.
            LookupError: a path contains a key or position that the item does not have.
        """

        def change(item: Item) -> None:
            for path, value in changes.items():
                _set(item, path, value)

        return self.edit(item_id, change)

    def localize(self, item_id: str, locale: str, title: str, description: str | None) -> Item:
        """Add a language version to the item, or replace the one of that locale (C045)."""

        def change(item: Item) -> None:
            version = {"localeCode": locale, "title": title, "description": description}
            versions: list[dict[str, str | None]] = item["localizedMetadata"]
            if locale in item["localeCodes"]:
                place = [each["localeCode"] for each in versions].index(locale)
                versions[place] = version
            else:
                item["localeCodes"].append(locale)
                versions.append(version)

        return self.edit(item_id, change)

    def retire(self, item_id: str) -> Item:
        """Set status INACTIVE, retired now; the API still returns the item (A-STATUS)."""
        retired = catalog_instant(self._now())
        return self.update(
            item_id, **{"lifecycle.status": "INACTIVE", "lifecycle.retiredDate": retired}
        )

    def reactivate(self, item_id: str) -> Item:
        """Set status ACTIVE, not retired."""
        return self.update(item_id, **{"lifecycle.status": "ACTIVE", "lifecycle.retiredDate": None})

    def snapshot(self, updated_since: datetime | None = None) -> PagingSnapshot:
        """The items as they are now, or those changed at or after ``updated_since``."""
        if updated_since is not None:
            if self._by_date is None:
                self._by_date = sorted(self._changed.values())
            start = bisect_left(self._by_date, (updated_since,))
            chosen = sorted(self._by_date[start:], key=_place_of)
            return PagingSnapshot(tuple(self._encoded[key] for _, _, key in chosen), updated_since)
        if self._whole is None:
            self._whole = PagingSnapshot(tuple(self._encoded.values()))
        return self._whole

    def _bytes(self, item_id: str) -> bytes:
        try:
            return self._encoded[item_id]
        except KeyError:
            raise NotInCatalogError(item_id) from None

    def _keep(self, item: EncodedItem, now: datetime) -> None:
        key = item.id
        self._encoded[key] = item.encoded
        before = self._changed.get(key)
        if before is None:
            self._added += 1
        place = self._added if before is None else _place_of(before)
        self._changed[key] = (self._changed_at(item, now), place, key)
        self._note_change(before, self._changed[key])

    def _changed_at(self, item: EncodedItem, now: datetime) -> datetime:
        """The instant that ``updatedSince`` compares with."""
        return now if item.updated is None else max(now, item.updated)

    def _note_change(self, before: _Change | None, after: _Change | None) -> None:
        self._whole = None
        if self._by_date is None:
            return
        if before is not None:
            del self._by_date[bisect_left(self._by_date, before)]
        if after is not None:
            insort(self._by_date, after)


def _place_of(change: _Change) -> int:
    return change[1]


def _set(item: Item, path: str, value: object) -> None:
    *way, last = path.split(".")
    place: Any = item
    try:
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        if isinstance(place, list):
            place[int(last)] = value
        else:
            place[last] = value
    except (LookupError, TypeError, ValueError) as error:
        raise LookupError(
            f"the item {item['id']} has nothing at {path!r}, so it cannot be set there ({error!r})"
        ) from error
