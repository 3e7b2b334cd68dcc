from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impl.rules.schedule import (
    FIXED_UTC_PLUS_1,
    PARIS_WALL_CLOCK,
    READINGS,
    last_due,
    next_run,
)

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("reading", "after", "due"),
    [
        (FIXED_UTC_PLUS_1, "2026-01-12T12:00Z", "2026-01-13T05:00Z"),
        (FIXED_UTC_PLUS_1, "2026-01-13T04:59:59Z", "2026-01-13T05:00Z"),
        (FIXED_UTC_PLUS_1, "2026-01-13T05:00Z", "2026-01-14T05:00Z"),
        (FIXED_UTC_PLUS_1, "2026-07-14T12:00Z", "2026-07-15T05:00Z"),
        (FIXED_UTC_PLUS_1, "2026-12-31T23:30Z", "2027-01-01T05:00Z"),
        (FIXED_UTC_PLUS_1, "2028-02-28T12:00Z", "2028-02-29T05:00Z"),
        (PARIS_WALL_CLOCK, "2026-01-12T12:00Z", "2026-01-13T05:00Z"),
        (PARIS_WALL_CLOCK, "2026-07-14T12:00Z", "2026-07-15T04:00Z"),
        (PARIS_WALL_CLOCK, "2026-03-28T12:00Z", "2026-03-29T04:00Z"),
        (PARIS_WALL_CLOCK, "2026-10-24T12:00Z", "2026-10-25T05:00Z"),
    ],
)
def test_next_run(reading: str, after: str, due: str) -> None:
    assert next_run(at(after), reading) == at(due)


@settings(deadline=None)
@given(MOMENTS, st.sampled_from(READINGS))
def test_a_moment_lies_between_its_last_and_its_next_run(moment: datetime, reading: str) -> None:
    before, after = last_due(moment, reading), next_run(moment, reading)
    assert before <= moment < after
    assert after - before in (timedelta(hours=23), timedelta(hours=24), timedelta(hours=25))
    assert last_due(after, reading) == after


def test_an_unknown_reading_is_an_error() -> None:
    with pytest.raises(KeyError):
        next_run(at("2026-01-12T12:00Z"), "noon")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has one time zone only")
def test_the_zone_of_the_machine_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    try:
        due = at("2026-01-13T05:00Z")
        assert next_run(due, FIXED_UTC_PLUS_1) == at("2026-01-14T05:00Z")
        assert last_due(due, FIXED_UTC_PLUS_1) == due
        assert next_run(due, FIXED_UTC_PLUS_1).tzinfo is UTC
    finally:
        monkeypatch.undo()
        time.tzset()
