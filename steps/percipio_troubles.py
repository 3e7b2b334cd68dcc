"""Percipio leaves things out, slows down and breaks."""

from __future__ import annotations

from pytest_bdd import given, parsers

from harness.naming import whole_number
from harness.sides.troubles import HEADERS, TROUBLES
from harness.world import World

HINTS = {"saying how long to wait": 5, "without saying how long": None}


@given(parsers.re(rf"Percipio leaves out (?P<header>{'|'.join(HEADERS)})"))
def leaves_out(world: World, header: str) -> None:
    world.troubles.leave_out(header)


@given("Percipio answers pages past the end with nothing at all")
def no_content_past_the_end(world: World) -> None:
    world.troubles.answer_nothing_past_the_end()


@given(
    parsers.re(rf"the second page meets (?P<trouble>{'|'.join(TROUBLES)}) all day"),
)
def second_page_meets(world: World, trouble: str) -> None:
    world.troubles.second_page_meets(trouble)


@given("Percipio is well again")
def well_again(world: World) -> None:
    world.troubles.end()


@given(
    parsers.re(r"Percipio answers the next (?P<times>\d+) requests? with a server error"),
    converters={"times": whole_number},
)
def next_requests_fail(world: World, times: int) -> None:
    world.troubles.next_requests_fail(times)


@given(
    parsers.re(
        r'Percipio answers the next (?P<times>\d+) requests? with "too many requests", '
        rf"(?P<hint>{'|'.join(HINTS)})"
    ),
    converters={"times": whole_number},
)
def next_requests_throttled(world: World, times: int, hint: str) -> None:
    world.troubles.next_requests_throttled(times, retry_after=HINTS[hint])


@given(
    parsers.re(r'each page meets "too many requests" (?P<times>\d+) times'),
    converters={"times": whole_number},
)
def each_page_throttled(world: World, times: int) -> None:
    world.troubles.each_page_throttled(times)


@given("Percipio has given Acme a new bearer token")
def renews_token(world: World) -> None:
    world.bearer_token = world.cast.acme.issue_token()


@given("Percipio withdraws Acme's bearer token")
def withdraws_token(world: World) -> None:
    world.cast.acme.revoke_token(world.bearer_token)


REGIONS = ("America", "the Union")


@given(parsers.re(rf"Acme's tenant lives in (?P<region>{'|'.join(REGIONS)})"))
def lives_in(world: World, region: str) -> None:
    world.tenant_url = world.hosts()[region]
