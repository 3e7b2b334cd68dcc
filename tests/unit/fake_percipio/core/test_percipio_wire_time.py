from datetime import UTC, datetime, timedelta, timezone

import pytest

from fake_percipio.core.wire_time import (
    catalog_instant,
    iso_duration,
    parse_instant,
    statement_instant,
)

AT = datetime(2026, 1, 14, 6, 0, 1, 234567, tzinfo=timezone(timedelta(hours=1)))


def test_instants_are_written_in_utc() -> None:
    assert catalog_instant(AT) == "2026-01-14T05:00:01Z"
    assert statement_instant(AT) == "2026-01-14T05:00:01.234Z"


def test_an_instant_without_offset_is_gmt() -> None:
    assert parse_instant("2026-01-14T05:00:01") == datetime(2026, 1, 14, 5, 0, 1, tzinfo=UTC)
    assert parse_instant("2026-01-14T06:00:01+01:00") == parse_instant("2026-01-14T05:00:01Z")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "PT0S"), (625, "PT10M25S"), (3600, "PT1H"), (4392, "PT1H13M12S"), (90000, "PT25H")],
)
def test_durations(seconds: int, text: str) -> None:
    assert iso_duration(seconds) == text


def test_a_negative_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        iso_duration(-1)
