"""Unusual and invalid items, and changes to items of the catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fake_percipio.catalog.items import Item, item
from fake_percipio.organization import Organization
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.percipio.field_paths import set_field

Change = Callable[[Item], None]

LONG = 2_000
"""The characters of a very long title: four times the longest one in a real catalog."""


def _put(**values: Any) -> Change:
    def change(item: Item) -> None:
        item.update(values)

    return change


def _describe(description: str | None) -> Change:
    def change(item: Item) -> None:
        item["localizedMetadata"][0]["description"] = description

    return change


def _retire(item: Item) -> None:
    item["lifecycle"].update(status="INACTIVE", retiredDate="2025-06-30T00:00:00Z")


def _deactivate(item: Item) -> None:
    item["lifecycle"].update(status="INACTIVE", retiredDate=None)


def _activate(item: Item) -> None:
    item["lifecycle"].update(status="ACTIVE", retiredDate=None)


def _announce(item: Item) -> None:
    item["lifecycle"].update(plannedRetirementDate="2027-01-12T00:00:00Z")


def _lengthen(item: Item) -> None:
    version = item["localizedMetadata"][0]
    version["title"] = (f"{version['title']}, " * LONG)[:LONG]


def _strip(item: Item) -> None:
    """Keep only the fields without which no course can be made."""
    needed = {"id", "contentType", "localizedMetadata", "link"}
    for name in set(item) - needed:
        del item[name]


def _enrich(item: Item) -> None:
    """Add undocumented fields, as new versions of Percipio do."""
    item["sustainability"] = {"score": 7, "labels": ["green"]}
    item["lifecycle"]["reviewedBy"] = None
    item["contentType"]["hologram"] = True


def _renumber(item: Item) -> None:
    item["xapiActivityId"] += "-anew"


UNUSUAL_ITEMS: dict[str, Change] = {
    "already retired": _retire,
    "already inactive": _deactivate,
    "of an unknown type": _put(
        contentType={
            "percipioType": "HOLOGRAM",
            "category": "HOLOGRAM",
            "displayLabel": "Hologram",
            "source": None,
        }
    ),
    "to be retired in a year": _announce,
    "with an empty type": _put(
        contentType={"percipioType": None, "category": None, "displayLabel": None, "source": None}
    ),
    "with percent-encoded characters in its link": _put(
        link="https://share.percipio.com/cd/Lean%20%26%20Quality"
    ),
    "without a description": _describe(None),
    "with an empty description": _describe(""),
    "with a description full of markup": _describe(
        "<p>R&amp;D &lt; 5 &nbsp; <script>alert('x')</script><ul><li>unclosed"
    ),
    "without a duration": _put(duration=None),
    "with a zero duration": _put(duration="PT0S"),
    "with an unreadable duration": _put(duration="about an hour"),
    "without a picture": _put(imageUrl=None, alternateImageUrl=None),
    "with undocumented fields": _enrich,
    "with required fields only": _strip,
    "with a title of 2,000 characters": _lengthen,
}
"""Valid items that are unusual, by what is unusual."""

INVALID_ITEMS: dict[str, Change] = {
    "has no title": _put(localizedMetadata=[]),
    "has a blank title": _put(
        localizedMetadata=[{"localeCode": "en-US", "title": " ", "description": None}]
    ),
    "has no link": _put(link=None),
    "has no ID": _put(id=None),
    "has a number as its ID": _put(id=4711),
    "has text where a list belongs": _put(localizedMetadata="Six Sigma"),
}
"""Items from which no course can be made, by their error."""

LIFECYCLE_CHANGES: dict[str, Change] = {
    "Percipio retires": _retire,
    "Percipio deactivates": _deactivate,
    "Percipio reactivates": _activate,
    "Percipio gives a new code to": _put(code="it_anew_01_enus"),
    "Percipio gives a new link to": _put(link="https://share.percipio.com/cd/Anew00000001"),
    "Percipio gives a new activity ID to": _renumber,
    "Percipio gives a new type to": _put(
        contentType={
            "percipioType": "BOOK",
            "category": "BOOK",
            "displayLabel": "Book",
            "source": None,
        }
    ),
}
"""Changes to an existing item."""


class CatalogChanges:
    """Changes to the catalog of one organization; items by title."""

    def __init__(self, organization: Organization, catalog: Catalog) -> None:
        self._items = organization.catalog
        self._catalog = catalog
        self._removed: dict[str, Item] = {}

    def offer_unusual(self, title: str, oddity: str) -> None:
        """Offer one of the :data:`UNUSUAL_ITEMS`; its name in the scenario remains ``title``."""
        key = self._catalog.offer(title)
        changed = self._items.get(key)
        UNUSUAL_ITEMS[oddity](changed)
        self._items.put(changed)

    def offer_invalid(self, flaw: str) -> None:
        """Offer one of the :data:`INVALID_ITEMS`; no course is expected for it."""
        invalid = item(f"An item that {flaw}")
        INVALID_ITEMS[flaw](invalid)
        self._items.put(invalid)

    def is_invalid_item(self, title: str) -> bool:
        """Whether this is the title of one of the :data:`INVALID_ITEMS`."""
        return title in {f"An item that {flaw}" for flaw in INVALID_ITEMS}

    def change_lifecycle(self, title: str, change: str) -> None:
        """Apply one of the :data:`LIFECYCLE_CHANGES` to an item that Percipio still returns."""
        self._items.edit(self._catalog.id_of(title), LIFECYCLE_CHANGES[change])

    def set_fields(self, title: str, values: Mapping[str, object]) -> None:
        """Set fields of an item by path; see :func:`set_field`.

        Raises:
            FeatureMistake: the item has nothing at one of the paths.
        """

        def change(item: Item) -> None:
            for path, value in values.items():
                set_field(item, path, value)

        self._items.edit(self._catalog.id_of(title), change)

    def remove(self, title: str) -> None:
        """Stop returning the item, for any reason (C039, C040)."""
        key = self._catalog.id_of(title)
        self._removed[key] = self._items.remove(key)

    def restore(self, title: str) -> None:
        """Return the item again, as it was before its removal."""
        try:
            restored = self._removed.pop(self._catalog.id_of(title))
        except KeyError:
            raise FeatureMistake(
                f"{title!r} has not gone away; let a step drop it before"
            ) from None
        self._items.put(restored)

    def real_title(self, title: str) -> str:
        """The item's title in Percipio, which may differ from its name in the scenario."""
        key = self._catalog.id_of(title)
        current = self._removed[key] if key in self._removed else self._items.get(key)
        return str(current["localizedMetadata"][0]["title"])
