"""The requests that the connector made to Percipio."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pytest_bdd import parsers, then

from percipio_conformance.clock.daily_run import next_daily_run
from percipio_conformance.core.names import whole_number
from percipio_conformance.core.outcomes import FeatureMistake, expect, expect_that
from percipio_conformance.core.step_tables import checks_arguments
from percipio_conformance.core.times import CET, format_time, read_day, read_time_on
from percipio_conformance.network.traffic_log import Exchange
from percipio_conformance.steps.integration_setup import REGIONS
from percipio_conformance.steps.patterns import choice
from percipio_conformance.world.percipio.catalog_reads import catalog_reads, requests_of_run
from percipio_conformance.world.world import World

PUNCTUAL = timedelta(minutes=5)
"""A run that starts within this time is on time; the article gives the hour, not the second."""

DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"


def _demand_day(day: str) -> None:
    read_day(day)


def _demand_moment(day: str, time: str) -> None:
    read_time_on(read_day(day), time)


@then(parsers.re(rf"the catalog was read once on (?P<day>{DAY})"))
@checks_arguments(_demand_day)
def read_once(world: World, day: str) -> None:
    expect(f"reads of the catalog on {day}", len(_reads(world, read_day(day))), 1)


@then(parsers.re(rf"the catalog was read at most once on (?P<day>{DAY})"))
@checks_arguments(_demand_day)
def read_at_most_once(world: World, day: str) -> None:
    seen = len(_reads(world, read_day(day)))
    expect_that(f"reads of the catalog on {day}", seen <= 1, expected="at most 1", actual=seen)


@then(parsers.re(rf"the catalog was not read on (?P<day>{DAY})"))
@checks_arguments(_demand_day)
def not_read(world: World, day: str) -> None:
    expect(f"reads of the catalog on {day}", len(_reads(world, read_day(day))), 0)


@then(parsers.re(rf"the catalog was read once on (?P<day>{DAY}), at (?P<time>.+)"))
@checks_arguments(_demand_moment)
def read_once_at(world: World, day: str, time: str) -> None:
    read_once(world, day)
    promised = read_time_on(read_day(day), time)
    (seen,) = _reads(world, read_day(day))
    expect_that(
        f"the start of the run on {day}",
        promised <= seen <= promised + PUNCTUAL,
        expected=f"{format_time(promised)}, or minutes later",
        actual=format_time(seen),
    )


@then(
    parsers.re(r"the catalog was read once on each of the last (?P<days>\d+) days"),
    converters={"days": whole_number},
)
def read_daily(world: World, days: int) -> None:
    today = world.now.astimezone(CET).date()
    for age in range(days):
        day = today - timedelta(days=age)
        expect(f"reads of the catalog on {day:%d %B %Y}", len(_reads(world, day)), 1)


@then(parsers.re(rf"the daily run of (?P<day>{DAY}) asked for the catalog"))
@checks_arguments(_demand_day)
def run_asked(world: World, day: str) -> None:
    on = read_day(day)
    midnight = datetime(on.year, on.month, on.day, tzinfo=CET)
    due = next_daily_run(midnight, world.profile.reading("A-DST"))
    seen = requests_of_run(world.percipio.catalog_calls(), due)
    what = f"requests for the catalog in the daily run of {day}"
    expect_that(what, seen > 0, expected="some", actual=seen)


@then("nothing was asked of Percipio")
def nothing_asked(world: World) -> None:
    expect("requests to Percipio", len(world.percipio.requests()), 0)


@then("Percipio was asked for its catalog and for nothing else")
def only_read(world: World) -> None:
    asked = {
        f"{each.method} {each.path.partition('?')[0].rpartition('/')[2]}"
        for each in _requests(world)
    }
    expect("what was asked of Percipio", asked, {"GET catalog-content"})


@then('every catalog request was for the organization "Acme"')
def for_acme(world: World) -> None:
    expected = f"/content-discovery/v2/organizations/{world.personas.acme.id}/catalog-content"
    asked = {
        each.path.partition("?")[0] for each in _requests(world) if "catalog-content" in each.path
    }
    expect("what was asked for", asked, {expected})


@then("every catalog request carried Acme's bearer token")
def carried_the_token(world: World) -> None:
    wanted = f"Bearer {world.lms.setup.bearer_token}"
    without = [
        each.path
        for each in _requests(world)
        if each.request_headers.get("authorization") != wanted
    ]
    expect("requests without the bearer token", without, [])


@then(parsers.re(rf"every catalog request went to the host in {choice('region', REGIONS)}"))
def went_to(world: World, region: str) -> None:
    hosts = {each.host for each in _requests(world)}
    expect(
        "the hosts that were asked", hosts, {world.percipio.hosts()[region].removeprefix("http://")}
    )


def _requests(world: World) -> list[Exchange]:
    requests = world.percipio.requests()
    expect_that("requests to Percipio", bool(requests), expected="some", actual="none")
    return requests


def _reads(world: World, day: date) -> list[datetime]:
    if day > world.now.astimezone(CET).date():
        raise FeatureMistake("that day is still to come; let it pass before, or write another one")
    return [
        each
        for each in catalog_reads(world.percipio.catalog_calls())
        if each.astimezone(CET).date() == day
    ]
