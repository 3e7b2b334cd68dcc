from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from percipio_conformance.world.percipio.catalog_reads import catalog_reads

SIX = datetime(2026, 1, 12, 5, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Call:
    at: datetime


def test_pages_and_retries_of_one_morning_are_one_pull() -> None:
    calls = [Call(SIX), Call(SIX), Call(SIX + timedelta(minutes=15))]
    assert catalog_reads(calls) == [SIX]


def test_two_mornings_are_two_pulls_in_order() -> None:
    tomorrow = SIX + timedelta(days=1)
    assert catalog_reads([Call(tomorrow), Call(SIX)]) == [SIX, tomorrow]


def test_back_off_chained_over_more_than_an_hour_is_still_one_pull() -> None:
    calls = [Call(SIX + timedelta(minutes=30 * step)) for step in range(6)]
    assert catalog_reads(calls) == [SIX]


def test_no_calls_no_pulls() -> None:
    assert catalog_reads([]) == []
