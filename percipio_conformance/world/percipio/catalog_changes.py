"""Items that are not of the ordinary kind, and items that come and go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fake_percipio.catalog.items import Item, item
from fake_percipio.organization import Organization
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.world.percipio.catalog import Catalog

Change = Callable[[Item], None]

LONG = 2_000
"""Characters of a very long title: four times the longest one seen in a real catalog."""


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
    """Only what no course can be made without is left."""
    needed = {"id", "contentType", "localizedMetadata", "link"}
    for name in set(item) - needed:
        del item[name]


def _enrich(item: Item) -> None:
    """As when Percipio's answers gain fields, which they did over the years."""
    item["sustainability"] = {"score": 7, "labels": ["green"]}
    item["lifecycle"]["reviewedBy"] = None
    item["contentType"]["hologram"] = True


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
"""What can be odd about an item that still is a proper one."""

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
"""What makes an item unusable: there is no telling which course it should be."""

LIFECYCLE_CHANGES: dict[str, Change] = {
    "Percipio retires": _retire,
    "Percipio deactivates": _deactivate,
    "Percipio reactivates": _activate,
    "Percipio gives a new code to": _put(code="it_anew_01_enus"),
    "Percipio gives a new link to": _put(link="https://share.percipio.com/cd/Anew00000001"),
    "Percipio gives a new type to": _put(
        contentType={
            "percipioType": "BOOK",
            "category": "BOOK",
            "displayLabel": "Book",
            "source": None,
        }
    ),
}
"""What can happen to an item that is known."""


class CatalogChanges:
    """The catalog of one organization, its items called by their titles."""

    def __init__(self, organization: Organization, offering: Catalog) -> None:
        self._catalog = organization.catalog
        self._offering = offering
        self._gone: dict[str, Item] = {}

    def offer(self, title: str, oddity: str) -> None:
        """Offer a course with one of the ODDITIES; the scenario goes on calling it ``title``."""
        key = self._offering.offer(title)
        odd = self._catalog.get(key)
        UNUSUAL_ITEMS[oddity](odd)
        self._catalog.put(odd)

    def offer_flawed(self, flaw: str) -> None:
        """Offer an item with one of the FLAWS; no course is expected of it."""
        flawed = item(f"An item that {flaw}")
        INVALID_ITEMS[flaw](flawed)
        self._catalog.put(flawed)

    def is_flaw(self, title: str) -> bool:
        """Whether that is the title of an item that is offered with a flaw."""
        return title in {f"An item that {flaw}" for flaw in INVALID_ITEMS}

    def turn(self, title: str, turn: str) -> None:
        """One of the TURNS happens to an item that is still returned."""
        self._catalog.edit(self._offering.id_of(title), LIFECYCLE_CHANGES[turn])

    def drop(self, title: str) -> None:
        """Not returned any more, whatever the reason (C039, C040)."""
        key = self._offering.id_of(title)
        self._gone[key] = self._catalog.remove(key)

    def bring_back(self, title: str) -> None:
        """Returned again, as it was when it went."""
        try:
            back = self._gone.pop(self._offering.id_of(title))
        except KeyError:
            raise FeatureMistake(
                f"{title!r} has not gone away; let a step drop it before"
            ) from None
        self._catalog.put(back)

    def real_title(self, title: str) -> str:
        """The title that Percipio gives the item, which may differ from the scenario's name."""
        key = self._offering.id_of(title)
        held = self._gone[key] if key in self._gone else self._catalog.get(key)
        return str(held["localizedMetadata"][0]["title"])
