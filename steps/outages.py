"""Outages of Percipio, 360Learning and the connector."""

from __future__ import annotations

from pytest_bdd import given, parsers

from percipio_conformance.core.names import whole_number
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.core.step_tables import checks_arguments
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import choice
from percipio_conformance.world.lms.outages import LmsOutages
from percipio_conformance.world.percipio.outages import FAILURES, HEADERS
from percipio_conformance.world.world import World

SLOW = {"Percipio": "next request", "360Learning": "connector's next write"}
"""What each of the platforms can be slow to answer."""

HINTS = {"saying how long to wait": 5, "without saying how long": None}


@given(parsers.re(rf"Percipio leaves out {choice('header', HEADERS)}"))
def leaves_out(world: World, header: str) -> None:
    world.percipio.outages.leave_out(header)


@given("Percipio answers pages past the end without content")
def no_content_past_the_end(world: World) -> None:
    world.percipio.outages.answer_nothing_past_the_end()


@action(parsers.re(rf"every request for page 2 ends in {choice('failure', FAILURES)}"))
def page_two_fails(world: World, failure: str) -> None:
    world.percipio.outages.fail_second_page(failure)


@action(parsers.re(r"(?P<side>Percipio|360Learning) answers normally again"))
def answers_normally(world: World, side: str) -> None:
    (world.percipio if side == "Percipio" else world.lms).outages.end()


@action(
    parsers.re(r"Percipio answers the next (?P<times>\d+) requests? with a server error"),
    converters={"times": whole_number},
)
def next_requests_fail(world: World, times: int) -> None:
    world.percipio.outages.fail_next_requests(times)


@action(
    parsers.re(
        r'Percipio answers the next (?P<times>\d+) requests? with "too many requests", '
        rf"{choice('hint', HINTS)}"
    ),
    converters={"times": whole_number},
)
def next_requests_throttled(world: World, times: int, hint: str) -> None:
    world.percipio.outages.throttle_next_requests(times, retry_after=HINTS[hint])


@action(
    parsers.re(
        r'Percipio answers the first (?P<times>\d+) requests for each page with "too many requests"'
    ),
    converters={"times": whole_number},
)
def each_page_throttled(world: World, times: int) -> None:
    world.percipio.outages.throttle_each_page(times)


def _check_slow(side: str, what: str) -> None:
    if SLOW[side] != what:
        raise FeatureMistake(f"{side} is slow to answer the {SLOW[side]}, not the {what}")


@action(
    parsers.re(
        rf"{choice('side', SLOW)} takes (?P<seconds>\d+) seconds to answer the"
        rf" {choice('what', SLOW.values())}"
    ),
    converters={"seconds": whole_number},
)
@checks_arguments(_check_slow)
def next_answer_delayed(world: World, side: str, seconds: int, what: str) -> None:
    if side == "Percipio":
        world.percipio.outages.delay_next_request(seconds)
    else:
        world.lms.outages.delay_next_write(seconds)


@action("the connector is down")
def down(world: World) -> None:
    world.stop_connector()


@action("the connector is up again")
def up(world: World) -> None:
    world.start_connector()


@action("the connector is restarted")
def restarted(world: World) -> None:
    world.stop_connector()
    world.start_connector()


@action(parsers.re(r"360Learning is down(?P<which> for writes)?"))
def lms_fails(world: World, which: str | None) -> None:
    world.break_360learning(for_writes_only=which is not None)


@action("360Learning is up again")
def lms_works(world: World) -> None:
    world.restore_360learning()


@action(
    parsers.re(
        r"360Learning refuses the connector's next (?:read and next )?write with "
        r"(?P<status>429|503|401)"
    ),
    converters={"status": int},
)
def refuses_once(world: World, status: int) -> None:
    world.lms.outages.refuse_once(status)


FAILS_ONCE = {
    "carries out the connector's next write, and the answer is lost": LmsOutages.lose_next_answer,
    "breaks off its next bulk operation after the first object": LmsOutages.break_off_next_bulk,
    "refuses the first object of its next bulk operation": LmsOutages.refuse_next_object,
}


@action(parsers.re(rf"360Learning {choice('failure', FAILS_ONCE)}"))
def fails_once(world: World, failure: str) -> None:
    FAILS_ONCE[failure](world.lms.outages)
