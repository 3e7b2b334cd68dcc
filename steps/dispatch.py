"""How Percipio sends its reports: the record store page, the queue, and other customers."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from harness.sides.dispatch import FIELDS, ORDERS
from harness.verdicts.outcomes import expect, expect_that
from harness.world import World

LEARNER = r"(?P<learner>[A-Z]\w+)"
COURSE = r'"(?P<course>[^"]+)"'


@given(
    parsers.re(
        rf"Percipio's record store page has (?P<label>{'|'.join(FIELDS)}) set to (?P<words>.+)"
    )
)
def page_has(world: World, label: str, words: str) -> None:
    world.dispatch.set_field(label, words)


@given(
    parsers.re(
        r"the administrator comes back to Percipio's record store page and "
        r"(?P<how>saves what it shows|renews OAuth 2.0 there)"
    )
)
def comes_back(world: World, how: str) -> None:
    world.dispatch.save_anew(renewed=how == "renews OAuth 2.0 there")


@when(
    parsers.re(
        r"the administrator saves Percipio's record store page, opened "
        r"(?P<how>with|without) the bypass, for a receiver that does not answer"
    )
)
def saves_for_nowhere(world: World, how: str) -> None:
    world.notes["said before"] = len(world.journal.exchanges)
    world.notes["saved"] = world.dispatch.save_for_nowhere(bypass=how == "with")


@then(parsers.re(r"the page is (?P<outcome>saved|not saved)"))
def is_saved(world: World, outcome: str) -> None:
    words = {True: "saved", False: "not saved"}
    expect("the record store page", words[world.notes["saved"]], outcome)


@then(parsers.re(r"(?P<outcome>nothing|a connection test) was sent to the receiver"))
def was_sent(world: World, outcome: str) -> None:
    since = world.journal.exchanges[world.notes["said before"] :]
    sent = [each.path for each in since if each.side == "connector"]
    expect("what was sent", "a connection test" if sent else "nothing", outcome)


@given("Percipio keeps its reports back")
def keeps_back(world: World) -> None:
    world.dispatch.keep_back()


@given(
    parsers.re(
        r"Percipio sends what it kept back(?P<form> at once| one by one| in several parts)?"
        rf"(?P<order>{'|'.join(ORDERS)})"
    )
)
def sends(world: World, form: str | None, order: str) -> None:
    world.dispatch.send(order, singly=form == " one by one", multipart=form == " in several parts")


@then("Percipio has every report acknowledged")
def all_acknowledged(world: World) -> None:
    tries = world.dispatch.deliveries()
    expect_that("Percipio's deliveries", bool(tries), expected="at least one", seen="none")
    failed = [each.error for each in tries if not each.acknowledged]
    expect("deliveries that failed", failed, [])
    expect("reports that still wait", world.dispatch.undelivered(), 0)


@then("Percipio has no report acknowledged")
def none_acknowledged(world: World) -> None:
    tries = world.dispatch.deliveries()
    expect_that("Percipio's deliveries", bool(tries), expected="at least one", seen="none")
    expect("reports acknowledged", world.learning.delivered(), 0)


@given(
    parsers.re(
        rf"another customer reports {LEARNER}'s completion of {COURSE} with credentials of its own"
    )
)
def another_customer(world: World, learner: str, course: str) -> None:
    world.dispatch.imitate(learner, course)
