from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reference_impl.rules.course_decision import CourseDecision, Known, decide, is_active
from reference_impl.rules.items import Item, Lifecycle

NOW = datetime(2026, 1, 13, 5, tzinfo=UTC)
ACTIVE = Known("x", "c", b"same", None)
BY_STATUS = Known("x", "c", b"same", "status")
BY_FILTER = Known("x", "c", b"same", "filter")
MERGED = Known("x", "c", b"same", "merged")


@pytest.mark.parametrize(
    ("known", "active", "wanted", "fingerprint", "fate"),
    [
        (None, True, True, b"any", CourseDecision(write=True)),
        (ACTIVE, True, True, b"same", CourseDecision()),
        (ACTIVE, True, True, b"other", CourseDecision(write=True)),
        (ACTIVE, False, True, b"other", CourseDecision(archive="status")),
        (ACTIVE, False, False, b"same", CourseDecision(archive="status")),
        (ACTIVE, True, False, b"other", CourseDecision(archive="filter")),
        (BY_STATUS, False, True, b"same", CourseDecision()),
        (BY_STATUS, True, True, b"same", CourseDecision(restore=True)),
        (BY_STATUS, True, True, b"other", CourseDecision(write=True, restore=True)),
        (BY_STATUS, True, False, b"same", CourseDecision(archive="filter")),
        (BY_FILTER, True, True, b"same", CourseDecision(restore=True)),
        (BY_FILTER, True, False, b"other", CourseDecision()),
        (BY_FILTER, False, True, b"same", CourseDecision(archive="status")),
        (MERGED, True, True, b"same", CourseDecision(restore=True)),
        (MERGED, True, False, b"same", CourseDecision(archive="filter")),
    ],
)
def test_fates(
    known: Known | None, active: bool, wanted: bool, fingerprint: bytes, fate: CourseDecision
) -> None:
    decided = decide(
        known, active=active, wanted=wanted, fingerprint=fingerprint, archive_retired=True
    )
    assert decided == fate


@pytest.mark.parametrize(
    ("active", "wanted", "reason"),
    [
        (False, True, "inactive in Percipio and never imported"),
        (True, False, "the filters leave it out"),
        (False, False, "inactive in Percipio and never imported"),
    ],
)
def test_an_unknown_item_is_left_out_with_a_reason(active: bool, wanted: bool, reason: str) -> None:
    fate = decide(None, active=active, wanted=wanted, fingerprint=b"", archive_retired=True)
    assert fate.left_out == reason
    assert not fate.write


def test_a_retired_item_may_leave_its_course_alone() -> None:
    fate = decide(ACTIVE, active=False, wanted=True, fingerprint=b"", archive_retired=False)
    assert fate == CourseDecision()


@pytest.mark.parametrize(
    ("lifecycle", "active"),
    [
        (None, True),
        (Lifecycle(), True),
        (Lifecycle("ACTIVE"), True),
        (Lifecycle("INACTIVE"), False),
        (Lifecycle("ACTIVE", "2026-01-12T00:00:00Z"), False),
        (Lifecycle("ACTIVE", "2026-02-12T00:00:00Z"), True),
        (Lifecycle("ACTIVE", "some day"), True),
    ],
)
def test_what_is_active(lifecycle: Lifecycle | None, active: bool) -> None:
    assert is_active(Item("1", lifecycle=lifecycle), NOW) is active


def test_a_retirement_begins_at_its_moment() -> None:
    def retired(at: str) -> Item:
        return Item("1", lifecycle=Lifecycle("ACTIVE", at))

    assert not is_active(retired("2026-01-13T05:00:00Z"), NOW)
    assert is_active(retired("2026-01-13T05:00:01Z"), NOW)
