"""Time passes only here."""

from __future__ import annotations

from datetime import datetime, timedelta

from pytest_bdd import given, parsers, when

from percipio_conformance.core.names import whole_number
from percipio_conformance.core.times import read_moment
from percipio_conformance.world.world import World


@given(parsers.re(r"it is (?P<moment>.+)"), converters={"moment": read_moment})
def it_is(world: World, moment: datetime) -> None:
    world.begin_at(moment)


@given(parsers.re(r"it becomes (?P<moment>.+)"), converters={"moment": read_moment})
@when(parsers.re(r"it becomes (?P<moment>.+)"), converters={"moment": read_moment})
def become(world: World, moment: datetime) -> None:
    world.become(moment)


@given(parsers.re(r"a day has passed"))
@when(parsers.re(r"a day passes"))
def a_day(world: World) -> None:
    world.let_pass(timedelta(days=1))


@given(parsers.re(r"(?P<days>\d+) days have passed"), converters={"days": whole_number})
@when(parsers.re(r"(?P<days>\d+) days pass"), converters={"days": whole_number})
def days(world: World, days: int) -> None:
    world.let_pass(timedelta(days=days))


@when("an hour passes")
def an_hour(world: World) -> None:
    world.let_pass(timedelta(hours=1))


@given("a few minutes have passed")
@when("a few minutes pass")
def a_few_minutes(world: World) -> None:
    world.let_pass(world.promised_delay)
