"""The catalog of a Percipio customer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from fake_percipio.catalog.catalog import EncodedItem
from fake_percipio.catalog.content_types import KINDS
from fake_percipio.catalog.generator import generate
from fake_percipio.catalog.items import item
from fake_percipio.organization import Organization
from percipio_conformance.core.names import Names

__all__ = ["KINDS", "Catalog"]

PATHS = {
    "title": "localizedMetadata.0.title",
    "description": "localizedMetadata.0.description",
    "duration": "duration",
    "image": "imageUrl",
    "link": "link",
}
"""The path in an item of each field that scenarios change."""

MIXTURE = 1_000
"""How many generated items of many kinds exist."""

NUMBERED = re.compile(r"Course \d{4,}")
"""The titles of courses that differ in a number alone."""

CLEAR_TYPES = frozenset({"COURSE", "BOOK", "AUDIOBOOK", "CHANNEL", "JOURNEY"})
"""The types whose items become courses under every interpretation of the article."""


class Catalog:
    """The catalog of one organization; items by title.

    Args:
        imported: items of a real site that the user added to the world.
    """

    def __init__(
        self, organization: Organization, seed: int, imported: Iterable[EncodedItem]
    ) -> None:
        self._organization = organization
        self._seed = seed
        self._ids: Names[str] = Names("item", lacking="no step makes Percipio offer")
        organization.catalog.load_encoded(imported)
        self.imported = frozenset(organization.catalog.ids())
        """The ids of the imported items."""

    @property
    def titles(self) -> list[str]:
        """The titles of the items that the scenario added, in order."""
        return list(self._ids)

    def offer(self, title: str, kind: str = "course", **details: Any) -> str:
        """Add a new item; return its id."""
        made = item(title, kind=kind, seed=self._seed, **details)
        self._organization.catalog.put(made)
        self._ids[title] = made["id"]
        return str(made["id"])

    def offer_same_title(self, title: str, kind: str = "course") -> None:
        """Add an item with the title of another one; only the ids differ."""
        made = item(title, kind=kind, seed=self._seed + 1)
        self._organization.catalog.put(made)

    def offer_numbered(self, count: int) -> None:
        """Add so many courses, ``Course 0001`` and so on."""
        for number in range(1, count + 1):
            self.offer(f"Course {number:04d}")

    def offer_mixture(self, count: int) -> None:
        """Add generated items of every kind."""
        self._organization.catalog.load(islice(self._mixture(), count))

    def active_items(self) -> list[tuple[str, str]]:
        """Id and title of each active item of the CLEAR_TYPES, imported ones too."""
        return [
            (each["id"], each["localizedMetadata"][0]["title"])
            for each in self._organization.catalog
            if (each.get("contentType") or {}).get("percipioType") in CLEAR_TYPES
            and each["lifecycle"]["status"] == "ACTIVE"
            and each["lifecycle"].get("retiredDate") is None
        ]

    def id_of(self, title: str) -> str:
        """The item id behind a title of this scenario."""
        return self._ids[title]

    def is_item(self, key: str) -> bool:
        """Whether this is the id of an item, or was one earlier in the scenario."""
        return key in self._organization.catalog or key in self._ids.values()

    def link_of(self, title: str) -> str | None:
        """The link of the item behind a title; None where the scenario offers no such item."""
        key = self._ids.get(title)
        return None if key is None else str(self._organization.catalog.get(key)["link"])

    def names_of(self, title: str) -> set[str]:
        """Every title that the item of this title has had in the scenario."""
        key = self.id_of(title)
        return {name for name, each in self._ids.items() if each == key}

    def change(self, title: str, field: str, value: str) -> None:
        """Set a field of the item; a new title also becomes its name here."""
        key = self.id_of(title)
        self._organization.catalog.update(key, **{PATHS[field]: value})
        if field == "title":
            self._ids[value] = key

    def revise_descriptions(self, edition: int) -> int:
        """Change the description of every item that a step has added; return their number."""
        catalog = self._organization.catalog
        # An item of required fields only has no modification date to change.
        offered = [
            each
            for each in dict.fromkeys(self._ids.values())
            if each in catalog and "lifecycle" in catalog.get(each)
        ]
        for key in offered:
            catalog.update(key, **{PATHS["description"]: f"Edition {edition}."})
        return len(offered)

    def _mixture(self) -> Iterator[dict[str, Any]]:
        return iter(generate(MIXTURE, self._seed))
