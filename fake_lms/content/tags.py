"""Tags, and the origin of each link between a course and a tag.

A link can be manual (native), from an integration's synchronization, or both. Each origin is
stored separately: the link is removed with its last origin (C092, C093, A-TAGSAME).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from fake_lms.core.conditions import Condition
from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.core.ids import Ids
from fake_lms.core.repository import Repository

TagSource = Literal["native", "integration"]


class Tag(msgspec.Struct, frozen=True, kw_only=True):
    """One tag; names are unique on a platform, compared exactly (A-TAGNAME)."""

    id: str
    name: str
    is_main: bool = False
    external_id: str | None = None
    source: TagSource = "native"


class TagLink(msgspec.Struct, frozen=True):
    """One tag of one course; native if a person added it, even if an integration did too."""

    tag_id: str
    source: TagSource


class Tags:
    """All tags and their links to courses.

    Args:
        changed: receives the id of a course whose links change.
    """

    def __init__(self, ids: Ids, changed: Callable[[str], None] = lambda course_id: None) -> None:
        self._ids = ids
        self._changed = changed
        self._tags: Repository[Tag] = Repository()
        self._by_name: dict[str, Tag] = {}
        self._by_hand: dict[str, dict[str, None]] = {}
        self._synchronized: dict[str, tuple[str, ...]] = {}

    def add(
        self,
        name: str,
        *,
        is_main: bool = False,
        external_id: str | None = None,
        source: TagSource = "native",
    ) -> Tag:
        """Raises RefusedError ``tagNameNotAvailable``."""
        if name in self._by_name:
            raise RefusedError("tagNameNotAvailable", f"Another tag is named {name!r}")
        tag = Tag(
            id=self._ids(), name=name, is_main=is_main, external_id=external_id, source=source
        )
        self._tags.put(tag.id, tag)
        self._by_name[name] = tag
        return tag

    def get(self, tag_id: str) -> Tag:
        """Raises NotFoundError ``tagNotFound``."""
        tag = self._tags.get(tag_id)
        if tag is None:
            raise NotFoundError("tagNotFound", f"No tag has the id {tag_id!r}")
        return tag

    def named(self, name: str) -> Tag | None:
        return self._by_name.get(name)

    def of(self, course_id: str) -> list[TagLink]:
        """The tags of a course, each once."""
        by_hand = self._by_hand.get(course_id, {})
        return [TagLink(each, "native") for each in by_hand] + [
            TagLink(each, "integration")
            for each in self._synchronized.get(course_id, ())
            if each not in by_hand
        ]

    def names_of(self, course_id: str, source: TagSource | None = None) -> list[str]:
        """The names of a course's tags, sorted; of one source when it is given."""
        return sorted(
            self.get(link.tag_id).name
            for link in self.of(course_id)
            if source is None or link.source == source
        )

    def add_by_hand(self, course_id: str, tag_id: str) -> None:
        """Add a tag to a course manually, even if it is synchronized there already."""
        self._by_hand.setdefault(course_id, {})[self.get(tag_id).id] = None
        self._changed(course_id)

    def set_by_hand(self, course_id: str, tag_ids: Iterable[str]) -> None:
        """Replace all tags of a course, as a person or the API does.

        Every given tag becomes manual; a synchronized one keeps that origin too. Every other tag
        is removed, whatever its origin; the integration's next write adds a synchronized one
        again.
        """
        given = {self.get(each).id: None for each in tag_ids}
        self._by_hand[course_id] = given
        self._synchronized[course_id] = tuple(
            each for each in self._synchronized.get(course_id, ()) if each in given
        )
        self._changed(course_id)

    def synchronize(self, course_id: str, names: Iterable[str]) -> None:
        """Set all tags that the integration gives a course, by name.

        Missing tags are created. Manual tags stay unchanged.
        """
        given = {self._ensured(name).id: None for name in names}
        if given or course_id in self._synchronized:
            self._synchronized[course_id] = tuple(given)
            self._changed(course_id)

    def after(self, cursor: str | None, conditions: Sequence[Condition[Tag]] = ()) -> Iterator[Tag]:
        return self._tags.after(cursor, conditions)

    def __iter__(self) -> Iterator[Tag]:
        return iter(self._tags)

    def __len__(self) -> int:
        return len(self._tags)

    def _ensured(self, name: str) -> Tag:
        return self._by_name.get(name) or self.add(name, source="integration")
