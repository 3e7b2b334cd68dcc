"""The contents of one catalog or library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from fake_lms.core.sorted_ids import SortedIds

# 360Learning API v2: a catalog holds courses and path sessions, a library courses and paths.
ContentKind = Literal["course", "path", "path-session"]


class Placements:
    """Content ids with their kinds, each once."""

    def __init__(self) -> None:
        self._kinds: dict[str, ContentKind] = {}
        self._sorted: dict[ContentKind, SortedIds] = {}
        """The ids of a kind, in order; made by the first reading in order."""

    def add(self, content_id: str, kind: ContentKind) -> None:
        """Place the content; nothing changes if it is placed already."""
        if content_id not in self._kinds:
            self._kinds[content_id] = kind
            if kind in self._sorted:
                self._sorted[kind].add(content_id)

    def remove(self, content_id: str) -> bool:
        """Remove the content; False if it is not placed here."""
        kind = self._kinds.pop(content_id, None)
        if kind in self._sorted:
            self._sorted[kind].remove(content_id)
        return kind is not None

    def of_kind(self, kind: ContentKind) -> list[str]:
        """The ids of one kind, in the order of placing."""
        return [content_id for content_id, each in self._kinds.items() if each == kind]

    def after(self, cursor: str | None, kind: ContentKind) -> Iterator[str]:
        """The ids of one kind that are greater than ``cursor``, or all, in their own order."""
        if kind not in self._sorted:
            self._sorted[kind] = SortedIds(self.of_kind(kind))
        return self._sorted[kind].after(cursor)

    def holds(self, content_id: str, kind: ContentKind) -> bool:
        """True if the content is placed here as one of that kind."""
        return self._kinds.get(content_id) == kind

    def __contains__(self, content_id: object) -> bool:
        return content_id in self._kinds
