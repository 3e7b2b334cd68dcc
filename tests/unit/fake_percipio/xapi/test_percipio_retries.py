from datetime import UTC, datetime, timedelta

import pytest

from fake_percipio.xapi.retries import next_retry, verdict, wait_after

NOW = datetime(2026, 1, 14, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "means"),
    [
        (200, "acknowledged"), (204, "acknowledged"), (429, "retry"), (500, "retry"),
        (503, "retry"), (None, "retry"), (302, "give up"), (400, "give up"), (404, "give up"),
        (409, "give up"),
    ],
)  # fmt: skip
def test_verdicts(status: int | None, means: str) -> None:
    assert verdict(status) == means


def test_waits_double_up_to_an_hour() -> None:
    minutes = [wait_after(attempt) // timedelta(minutes=1) for attempt in range(1, 9)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60]
    assert wait_after(5000) == timedelta(hours=1)


def retry(after: str | None = None, *, now: datetime = NOW) -> datetime | None:
    return next_retry(now=now, first_attempt=NOW, attempt=1, retry_after=after)


def test_an_answer_may_say_when() -> None:
    assert retry("20") == NOW + timedelta(seconds=20)
    assert retry("Wed, 14 Jan 2026 05:03:00 GMT") == NOW + timedelta(minutes=3)
    assert retry("soon") == NOW + timedelta(minutes=1)
    assert retry("0") == NOW + timedelta(seconds=1)


def test_after_ninety_days_it_is_over() -> None:
    last = NOW + timedelta(days=90) - timedelta(minutes=1)
    assert retry(now=last) == NOW + timedelta(days=90)
    assert retry(now=last + timedelta(seconds=1)) is None
