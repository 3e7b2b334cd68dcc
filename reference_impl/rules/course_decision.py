"""Decide what a run does with a returned item (C029, C030, C038, A-STATUS, A-UNARCHIVE). Pure.

There is no decision about an item that is *not* returned: its course stays unchanged (C039).
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


class Known(msgspec.Struct, frozen=True, gc=False):
    """The stored data of a course that the connector has written."""

    external_id: str
    course_id: str
    fingerprint: bytes
    archived_by: ArchivedBy | None


@dataclass(frozen=True, slots=True)
class CourseDecision:
    """The decision: write the course, archive it, restore it, or the reason to skip the item.

    A course that is already archived is not archived again; only the reason is stored.
    """

    write: bool = False
    archive: ArchivedBy | None = None
    restore: bool = False
    left_out: str | None = None


# One of few values, decided for every item of a catalog.
_WRITE = CourseDecision(write=True)
_NEVER_OFFERED = CourseDecision(left_out="inactive in Percipio and never imported")
_NOT_WANTED = CourseDecision(left_out="the filters leave it out")
_UNCHANGED = CourseDecision()


def is_active(item: Item, now: datetime) -> bool:
    """True if Percipio offers the item: its status is active and no retirement date has passed."""
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
        # An unreadable date is ignored; the status alone decides.
        return True


def decide(
    known: Known | None,
    *,
    active: bool,
    wanted: bool,
    fingerprint: bytes,
    archive_retired: bool,
) -> CourseDecision:
    """Decide about a returned item.

    Args:
        known: the course, if the item has become one before.
        active: True if Percipio offers it, see :func:`is_active`.
        wanted: True if the filters include it.
        fingerprint: fingerprint of the course that the item would be now.
        archive_retired: interpretation A-STATUS; if False, a retired item keeps its course.
    """
    if known is None:
        if not active:
            return _NEVER_OFFERED
        return _WRITE if wanted else _NOT_WANTED
    if not active:
        return _archived(known, "status") if archive_retired else _UNCHANGED
    if not wanted:
        return _archived(known, "filter")
    return CourseDecision(
        write=known.fingerprint != fingerprint,
        restore=known.archived_by is not None,
    )


def _archived(known: Known, reason: ArchivedBy) -> CourseDecision:
    return _UNCHANGED if known.archived_by == reason else CourseDecision(archive=reason)
