"""Single failures of 360Learning, of which no two come in a row."""

from __future__ import annotations

from datetime import UTC, datetime

from fake_lms.platform import Platform
from fake_lms.server.fault_script import Delay, Fault, LostAnswer, ObjectRefusal
from percipio_conformance.world.lms.outages import LmsOutages


def pending(*calls: int | None) -> list[object]:
    """The faults after each of these refusals, or lost answers."""
    platform = Platform(lambda: datetime(2026, 1, 5, tzinfo=UTC))
    outages = LmsOutages(platform)
    for status in calls:
        if status is None:
            outages.lose_next_answer()
        else:
            outages.refuse_once(status)
    return list(platform.script.pending())


def fault(status: int, match: str) -> Fault:
    return Fault(status, match, connectors_only=True)  # type: ignore[arg-type]


def test_a_read_and_a_write_are_refused_once() -> None:
    assert pending(503) == [fault(503, "WRITE"), fault(503, "GET")]
    assert pending(401) == [fault(401, "WRITE")]
    assert pending(None) == [LostAnswer("WRITE")]


def test_the_other_failures_occur_once_and_end() -> None:
    platform = Platform(lambda: datetime(2026, 1, 5, tzinfo=UTC))
    outages = LmsOutages(platform)
    for _ in range(2):
        outages.refuse_next_object()
    outages.delay_next_write(20)
    assert outages.pending == [Delay(20, "WRITE"), ObjectRefusal()]
    outages.end()
    assert outages.pending == []


def test_a_fault_that_has_not_occurred_yet_takes_the_place_of_another() -> None:
    assert pending(401, 503) == [fault(401, "WRITE"), fault(503, "GET")]
    assert pending(None, 429, None) == [LostAnswer("WRITE"), fault(429, "GET")]
