"""A postcondition that does not hold names the clause, also where nothing can be seen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from percipio_conformance.core.outcomes import ExpectationFailed
from percipio_conformance.stateful.checks.postcondition import Postcondition
from percipio_conformance.stateful.checks.statistics_checks import (
    DeliveryPattern,
    Row,
    attempts_are,
)
from percipio_conformance.world.world import World

WORLD = cast(World, None)


def test_what_cannot_be_seen_violates_the_clause_of_what_should_be_seen() -> None:
    def see(world: World) -> object:
        raise ExpectationFailed("the courses of the item", expected=1, actual=2)

    title = Postcondition("the title", "the title", ("",), "A", see, lambda actual: "C030")
    violation = title.violation(WORLD)
    assert violation is not None
    assert (violation.clauses, violation.expected, violation.actual) == (("C030",), "A", "2")


def test_a_postcondition_that_holds_is_no_violation() -> None:
    title = Postcondition("the title", "", ("",), "A", lambda world: "A", lambda actual: "C030")
    assert title.violation(WORLD) is None


def test_attempts_on_a_course_that_is_there_twice_are_a_fault_of_the_course() -> None:
    row = Row(progress=50, score=None, minutes=0, last_activity=datetime(2026, 1, 6, tzinfo=UTC))
    checks = attempts_are("Ada", "A", [row], DeliveryPattern())
    assert {each.blame("2 courses") for each in checks} == {"C029"}
