from datetime import UTC, datetime

import pytest

from percipio_conformance.core.times import (
    UnreadableMoment,
    format_time,
    format_timestamp,
    parse_time,
)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("12 January 2026, 05:59 CET", datetime(2026, 1, 12, 4, 59, tzinfo=UTC)),
        # CET is UTC+1 all year: six in the morning in July is five o'clock UTC.
        ("15 July 2026, 06:00 CET", datetime(2026, 7, 15, 5, 0, tzinfo=UTC)),
        ("15 July 2026, 06:00 in Paris", datetime(2026, 7, 15, 4, 0, tzinfo=UTC)),
        ("15 January 2026, 06:00 in Paris", datetime(2026, 1, 15, 5, 0, tzinfo=UTC)),
        ("29 February 2028, 23:30 CET", datetime(2028, 2, 29, 22, 30, tzinfo=UTC)),
    ],
)
def test_moments_are_instants(text: str, instant: datetime) -> None:
    assert parse_time(text) == instant


@pytest.mark.parametrize(
    "text",
    ["", "12 January 2026", "12 Januar 2026, 05:59 CET", "12 January 2026, 5:59 CET", "noon"],
)
def test_what_is_no_moment_is_refused_with_the_right_form(text: str) -> None:
    with pytest.raises(UnreadableMoment, match="write it like"):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("29 February 2026, 06:00 CET", "there is no 29 February 2026; write a day of the calend"),
        ("12 January 1999, 06:00 CET", "the year 1999 is out of range"),
        ("12 January 2026, 24:00 CET", "there is no time 24:00 CET; write 00:00 to 23:59"),
        ("29 March 2026, 02:30 in Paris", "there is no 02:30 in Paris on 29 March 2026"),
    ],
)
def test_a_moment_that_does_not_exist_is_refused(text: str, problem: str) -> None:
    with pytest.raises(UnreadableMoment, match=problem):
        parse_time(text)


def test_instants_are_written_for_people_and_for_the_wire() -> None:
    instant = datetime(2026, 1, 12, 4, 59, tzinfo=UTC)
    assert format_time(instant) == "12 January 2026, 05:59:00 CET"
    assert format_timestamp(instant) == "2026-01-12T04:59:00Z"
