"""The simulated clock, which only these steps move."""

from __future__ import annotations

from datetime import datetime, timedelta

from pytest_bdd import given, parsers, then, when

from percipio_conformance.clock.daily_run import next_daily_run
from percipio_conformance.core.names import whole_number
from percipio_conformance.core.times import parse_time
from percipio_conformance.runner.step_registry import LONG_WAIT, WAITS, run_step
from percipio_conformance.steps.patterns import choice
from percipio_conformance.world.world import World

RUN_TIME = timedelta(hours=6)
"""The time a daily run may take, with slow answers and the pauses that Percipio asks for."""

INTO_RUN = timedelta(seconds=5)
"""How long a daily run has taken when it has begun."""

SHORTLY = timedelta(minutes=10)
"""How long before a daily run its effects must not be visible."""


@given(parsers.re(r"it is (?P<moment>.+)"), converters={"moment": parse_time})
def it_is(world: World, moment: datetime) -> None:
    world.begin_at(moment)


@given(parsers.re(r"it becomes (?P<moment>.+)"), converters={"moment": parse_time})
@when(parsers.re(r"it becomes (?P<moment>.+)"), converters={"moment": parse_time})
def advance_to_time(world: World, moment: datetime) -> None:
    world.advance_to(moment)


@given(parsers.re(r"a day has passed"))
@when(parsers.re(r"a day passes"))
def a_day(world: World) -> None:
    world.advance_by(timedelta(days=1))


@given(
    parsers.re(r"(?P<count>\d+) (?P<unit>hours|days) have passed"),
    converters={"count": whole_number},
)
@when(parsers.re(r"(?P<count>\d+) (?P<unit>hours|days) pass"), converters={"count": whole_number})
def hours_or_days(world: World, count: int, unit: str) -> None:
    world.advance_by(timedelta(**{unit: count}))


@given("a few minutes have passed")
@when("a few minutes pass")
def a_few_minutes(world: World) -> None:
    world.advance_by(world.promised_delay)


@given("an hour has passed")
@when("an hour passes")
def an_hour(world: World) -> None:
    world.advance_by(timedelta(hours=1))


@given(
    parsers.re(r"the next daily run is (?P<seconds>\d+) seconds away"),
    converters={"seconds": whole_number},
)
def before_next_run(world: World, seconds: int) -> None:
    world.advance_to(next_run(world) - timedelta(seconds=seconds))


@given("the next daily run has begun")
def into_next_run(world: World) -> None:
    world.advance_to(next_run(world) + INTO_RUN)


@then(parsers.re(rf"{choice('wait', WAITS)}, (?P<phrase>.+)"))
def later(world: World, wait: str, phrase: str, datatable: list[list[str]] | None = None) -> None:
    match wait:
        case "within minutes" | "after a few minutes":
            world.advance_by(world.promised_delay)
        case "within an hour" | "after an hour":
            world.advance_by(timedelta(hours=1))
        case "within a day" | "after a day":
            world.advance_by(timedelta(days=1))
        case "before the next daily run":
            world.advance_to(next_run(world) - SHORTLY)
        case "after the next daily run":
            world.advance_to(next_run(world) + RUN_TIME)
    run_step("then", phrase, world, datatable)


@then(parsers.re(rf"{LONG_WAIT}, (?P<phrase>.+)"), converters={"count": whole_number})
def much_later(
    world: World,
    count: int,
    unit: str,
    phrase: str,
    datatable: list[list[str]] | None = None,
) -> None:
    match unit:
        case "hours":
            world.advance_by(timedelta(hours=count))
        case "days":
            world.advance_by(timedelta(days=count))
        case "daily runs":
            world.advance_to(next_run(world) + timedelta(days=count - 1) + RUN_TIME)
    run_step("then", phrase, world, datatable)


def next_run(world: World) -> datetime:
    return next_daily_run(world.now, world.profile.reading("A-DST"))
