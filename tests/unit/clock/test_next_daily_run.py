"""Six o'clock, as the harness counts it for connectors that do not announce it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percipio_conformance.clock.daily_run import next_daily_run
from percipio_conformance.core.times import format_timestamp, parse_timestamp
from percipio_conformance.spec.clauses import load_registry

FIXED, PARIS = "fixed-utc-plus-1", "paris-wall-clock"


@pytest.mark.parametrize(
    ("after", "reading", "due"),
    [
        ("2026-01-12T04:59:59Z", FIXED, "2026-01-12T05:00:00Z"),
        ("2026-01-12T05:00:00Z", FIXED, "2026-01-13T05:00:00Z"),
        ("2026-07-12T00:00:00Z", FIXED, "2026-07-12T05:00:00Z"),
        ("2026-07-12T00:00:00Z", PARIS, "2026-07-12T04:00:00Z"),
        ("2026-03-28T06:00:00Z", PARIS, "2026-03-29T04:00:00Z"),
        ("2026-10-24T06:00:00Z", PARIS, "2026-10-25T05:00:00Z"),
        ("2026-12-31T05:00:00Z", PARIS, "2027-01-01T05:00:00Z"),
    ],
)
def test_the_next_run(after: str, reading: str, due: str) -> None:
    assert format_timestamp(next_daily_run(parse_timestamp(after), reading)) == due


def test_every_reading_of_the_switch_has_its_hour() -> None:
    noon = parse_timestamp("2026-01-12T11:00:00Z")
    for reading in load_registry().ambiguity("A-DST").readings:
        assert next_daily_run(noon, reading) > noon


@given(
    minutes=st.integers(min_value=0, max_value=3 * 366 * 24 * 60),
    reading=st.sampled_from((FIXED, PARIS)),
)
def test_it_is_never_more_than_a_day_and_an_hour_away(minutes: int, reading: str) -> None:
    after = parse_timestamp("2026-01-01T00:00:00Z") + timedelta(minutes=minutes)
    assert timedelta(0) < next_daily_run(after, reading) - after <= timedelta(hours=25)
