"""Assemble contents from their language versions after the last page (C042, C045, C046).

A content that has a course keeps it, even if the version that gave the course its identity
leaves. Courses that versions had before they were joined are superseded: archived under a
separate reason, and restored when the version leaves the group.

A version that is absent from the catalog is used as it was last returned, because absence has
no effect (C039).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

import msgspec

from reference_impl.rules.candidate_course import CandidateContent
from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.items import Item
from reference_impl.rules.translation_groups import Joining, content_of, in_order
from reference_impl.rules_table import Rules
from reference_impl.store.course_store import Held
from reference_impl.store.language_version_store import Member
from reference_impl.store.store import Store

_ITEM = msgspec.json.Decoder(Item)
_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Assembled:
    """A content, the external id of its course, and the courses it supersedes."""

    content: CandidateContent
    external_id: str
    superseded: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Deferred:
    """A content whose course is not determined yet; ``item_id`` is its leading version's."""

    item_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Gathered:
    """A content and all its versions, the leading one first."""

    content: CandidateContent
    versions: Sequence[Item]


class LanguageVersions:
    """The translation groups of one run, and the items that have left one."""

    def __init__(
        self, store: Store, rules: Rules, readings: Interpretations, joining: Joining
    ) -> None:
        self._store = store
        self._rules = rules
        self._readings = readings
        self._joining: Joining = joining
        self._without_groups = False

    def begin(self) -> None:
        """Start a run."""
        with self._store.transaction():
            self._store.members.begin()
            if self._joining == "none":
                self._store.members.part()
                self._without_groups = self._store.members.empty()

    def set_aside(self, read: Sequence[tuple[int, Item]], page: Sequence[msgspec.Raw]) -> set[str]:
        """Keep the items of a page that are versions until the end, and return their ids.

        Each item is given with its place on the page.
        """
        if self._without_groups:
            return set()
        known = self._store.members.known(item.id for _, item in read)
        changed: list[Member] = []
        returned: list[str] = []
        aside: set[str] = set()
        for index, item in read:
            content_id = content_of(item, self._joining)
            before = known.get(item.id)
            if content_id == item.id and before is None:
                continue
            aside.add(item.id)
            returned.append(content_id)
            digest = blake2b(page[index], digest_size=16).digest()
            if before != (content_id, digest):
                changed.append(Member(item.id, content_id, digest, _ENCODER.encode(item)))
            if before is not None and before[0] != content_id:
                # The remaining versions form a smaller content.
                returned.append(before[0])
        if aside:
            with self._store.transaction(synced=False):
                self._store.members.keep(changed)
                self._store.members.note_returned(returned)
        return aside

    def contents(self, now: datetime, *, whole: bool) -> Iterator[list[Assembled | Deferred]]:
        """Yield all contents with a version that was set aside in this run, in chunks.

        Args:
            now: versions retired by then are ignored, unless there are no others.
            whole: True if the catalog was read to its end, so that a version that was not
                returned is known to be absent.
        """
        for chunk in self._store.members.returned():
            gathered = [
                found
                for content_id, versions in chunk
                if (found := self._gather(content_id, [*map(_ITEM.decode, versions)], now))
            ]
            # The transaction must not be open while the caller waits for 360Learning.
            with self._store.transaction():
                placed = self._place(gathered, whole=whole)
            yield placed

    def _gather(self, content_id: str, versions: list[Item], now: datetime) -> _Gathered | None:
        offered = [each for each in versions if self._rules.is_active(each, now)]
        speaking = in_order(offered or versions)
        if self._joining == "default":
            speaking = speaking[:1]
        item = self._rules.join(speaking)
        category = self._rules.category_of(item, closed_list=self._readings.closed_list)
        if category is None:
            return None
        spoken = {each.id for each in speaking}
        everyone = [*speaking, *(each for each in versions if each.id not in spoken)]
        counted = speaking if self._joining == "default" else everyone
        activities = tuple(each.xapi_activity_id for each in counted if each.xapi_activity_id)
        return _Gathered(
            CandidateContent(content_id, item, category, activities, active=bool(offered)), everyone
        )

    def _place(self, gathered: list[_Gathered], *, whole: bool) -> list[Assembled | Deferred]:
        known = self._store.courses.known(each.content.content_id for each in gathered)
        held: defaultdict[str, list[Held]] = defaultdict(list)
        for course in self._store.courses.held(v.id for each in gathered for v in each.versions):
            held[course.item_id].append(course)
        living = self._store.members.living(
            course.content_id for courses in held.values() for course in courses
        )
        placed: list[Assembled | Deferred] = []
        for each in gathered:
            content_id = each.content.content_id
            own = known[content_id].external_id if content_id in known else None
            # Courses of single versions, and of groups that all have left: the leading version's
            # come first.
            free = [
                course
                for version in each.versions
                for course in held[version.id]
                if course.content_id != content_id and course.content_id not in living
            ]
            if own is None and free:
                heir, *free = free
                self._store.courses.reassign(heir.content_id, content_id)
                own = heir.external_id
            if own is not None:
                self._store.activities.point(dict.fromkeys(each.content.activity_ids, own))
                superseded = tuple(course for course in free if course.archived_by is None)
                placed.append(Assembled(each.content, own, superseded))
                continue
            leading = each.versions[0]
            taken = {course.external_id for course in held[leading.id]}
            if taken and not whole:
                reason = (
                    "its group keeps its course, and a partial run does not show which versions "
                    "are left"
                )
                placed.append(Deferred(leading.id, reason))
                continue
            external_id = _unused(self._rules.identity(leading), taken)
            placed.append(Assembled(each.content, external_id, ()))
        return placed


def _unused(identity: str, taken: Collection[str]) -> str:
    """``identity`` unless it is taken, otherwise the first free of identity/2, identity/3, ..."""
    external_id, number = identity, 1
    while external_id in taken:
        number += 1
        external_id = f"{identity}/{number}"
    return external_id
