"""What Percipio offers and what 360Learning should show for it: the state of the catalog model."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from percipio_conformance.world.lms.groups import Place

ArchivedBy = Literal["status", "filter", "hand", "joined"]
"""Why a course is archived. ``joined``: its item has become a language version of another one."""

MOST_OF_A_PAGE = 1_000
"""The number of items that a response can hold."""

PLACES: tuple[Place, ...] = ("catalog", "library")

CHANGED_KIND = "book"
"""The kind of an item to which Percipio has given a new type."""


@dataclass
class Item:
    """An item of Percipio. ``offered`` is False while the item is missing from the catalog."""

    title: str
    kind: str
    languages: tuple[str, ...]
    areas: tuple[str, ...]
    active: bool = True
    offered: bool = True
    subjects: tuple[str, ...] = ()
    has_known_areas: bool = True
    """False where the step that offers it says nothing about its areas and subjects."""
    values: dict[str, str] = field(default_factory=dict)
    """The fields that an action has set, with their values in JSON."""
    has_new_activity_id: bool = False
    """True until a run has certainly read that statements have another activity ID."""
    corrected: frozenset[str] = frozenset()
    """The languages whose texts are others than at first."""
    lost: bool = False
    """True if a language version has left it, and its translation and tags may stay (A-LANGSET)."""
    read_in_part: bool = False
    """True after a run that may not have read it, but could change nothing either."""
    count: int = 1
    """The number of equal items that it represents."""
    version_of: str | None = None
    """The item whose language version it is, by its first title."""
    settled: bool = True
    """False after a run that may have read the item or not, until the next run."""
    stays: bool = False
    """True if, until then, nothing can have archived its course."""
    is_back: bool = False
    """True if it was away, until the next run."""
    may_have_course: bool = False
    """True if such a run may have made a course of it."""

    @property
    def is_away(self) -> bool:
        """True while it is retired, or missing from the catalog."""
        return not (self.active and self.offered)

    def duplicate(self) -> Item:
        """An equal item that changes independently."""
        return replace(self, values=dict(self.values))


@dataclass
class Course:
    """The course that 360Learning should show for an item."""

    title: str
    kind: str
    languages: tuple[str, ...]
    synced_tags: frozenset[str]
    archived_by: ArchivedBy | None = None
    hand_tags: set[str] = field(default_factory=set)
    restored_from: ArchivedBy | None = None
    """The reason for which it was archived before it was restored."""
    tags_are_known: bool = True
    """False while no clause determines the state of the synchronized tags."""
    translations: tuple[str, ...] | None = ()
    """The languages it is translated into; None while no clause determines them."""
    values: dict[str, str] = field(default_factory=dict)
    """As of the item when a run read it."""
    corrected: frozenset[str] | None = frozenset()
    """As of the item; None while no clause determines the texts."""
    taken_out: set[Place] = field(default_factory=set)
    """The places that a person has taken it out of."""
    excluded_while_created: bool = False
    """True if a filter that was saved during the run that created it leaves it out."""

    @property
    def tags(self) -> frozenset[str]:
        return self.synced_tags | self.hand_tags

    def duplicate(self) -> Course:
        """An equal course that changes independently."""
        return replace(
            self,
            values=dict(self.values),
            hand_tags=set(self.hand_tags),
            taken_out=set(self.taken_out),
        )
