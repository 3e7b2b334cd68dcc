"""What a run does with one returned item (C029, C030, C038, A-STATUS, A-UNARCHIVE). Pure.

An item that is *not* returned has no fate: nothing is ever done to its course (C039).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from reference_impl.rules.items import Item
from reference_impl.rules.timestamps import parse_timestamp

ArchivedBy = Literal["status", "filter", "merged"]
"""Why the connector archived a course; merged: its item's content is another course by now.

What a person archived it never restores (A-UNARCHIVE).
"""


class Known(msgspec.Struct, frozen=True):
    """What the connector remembers of a course it has written."""

    external_id: str
    course_id: str
    fingerprint: bytes
    archived_by: ArchivedBy | None


@dataclass(frozen=True, slots=True)
class CourseDecision:
    """What to do: write the course, archive it, restore it, or say why the item is left out.

    A course that is archived already is not archived again; only the reason is noted.
    """

    write: bool = False
    archive: ArchivedBy | None = None
    restore: bool = False
    left_out: str | None = None


def is_active(item: Item, now: datetime) -> bool:
    """Whether Percipio offers the item: its status says so and no retirement has passed."""
    lifecycle = item.lifecycle
    if lifecycle is None:
        return True
    if lifecycle.status is not None and lifecycle.status != "ACTIVE":
        return False
    if not lifecycle.retired_date:
        return True
    try:
        return parse_timestamp(lifecycle.retired_date) > now
    except ValueError:
        # A date nobody can read retires nothing; the status alone decides.
        return True


def decide(
    known: Known | None,
    *,
    active: bool,
    wanted: bool,
    fingerprint: bytes,
    archive_retired: bool,
) -> CourseDecision:
    """The fate of a returned item.

    Args:
        known: the course, if the item has become one before.
        active: whether Percipio offers it, see :func:`is_active`.
        wanted: whether the filters let it through.
        fingerprint: of the course the item would be now.
        archive_retired: reading A-STATUS; otherwise a retired item leaves its course alone.
    """
    if known is None:
        if not active:
            return CourseDecision(left_out="inactive in Percipio and never imported")
        return (
            CourseDecision(write=True)
            if wanted
            else CourseDecision(left_out="the filters leave it out")
        )
    if not active:
        return _archived(known, "status") if archive_retired else CourseDecision()
    if not wanted:
        return _archived(known, "filter")
    return CourseDecision(
        write=known.fingerprint != fingerprint,
        restore=known.archived_by is not None,
    )


def _archived(known: Known, reason: ArchivedBy) -> CourseDecision:
    return CourseDecision() if known.archived_by == reason else CourseDecision(archive=reason)
