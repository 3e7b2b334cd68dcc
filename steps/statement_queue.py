"""Percipio's sending of statements: the queue, its deliveries, and another customer."""

from __future__ import annotations

from pytest_bdd import given, parsers, then

from percipio_conformance.core.outcomes import expect, expect_that
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import LEARNER, TITLE, choice
from percipio_conformance.world.percipio.statement_queue import FORMS, ORDERS, SendingForm
from percipio_conformance.world.world import World


@given("Percipio queues its statements")
def keeps_back(world: World) -> None:
    world.percipio.statement_queue.hold()


@action(
    parsers.re(
        rf"Percipio sends the queued statements{choice('form', FORMS)}{choice('order', ORDERS)}"
    )
)
def sends(world: World, form: SendingForm, order: str) -> None:
    world.percipio.statement_queue.release(order, form)


@then("every statement of Percipio is acknowledged")
def all_acknowledged(world: World) -> None:
    tries = world.percipio.statement_queue.deliveries()
    expect_that("Percipio's deliveries", bool(tries), expected="at least one", actual="none")
    failed = [each.error for each in tries if not each.acknowledged]
    expect("deliveries that failed", failed, [])
    expect("statements that still wait", world.percipio.statement_queue.undelivered(), 0)


@then("no statement of Percipio is acknowledged")
def none_acknowledged(world: World) -> None:
    tries = world.percipio.statement_queue.deliveries()
    expect_that("Percipio's deliveries", bool(tries), expected="at least one", actual="none")
    expect("statements acknowledged", world.percipio.statement_queue.acknowledged(), 0)


@action(
    parsers.re(
        rf"another customer sends {LEARNER}'s completion of {TITLE} with its own credentials"
    )
)
def another_customer(world: World, learner: str, title: str) -> None:
    world.percipio.statement_queue.send_as_other_customer(learner, title)


@action("the connector accepts the statement while 360Learning is down")
def accepted_but_stuck(world: World) -> None:
    world.break_360learning()
    world.run_until_idle()
    expect(
        "statements Percipio counts as delivered", world.percipio.statement_queue.acknowledged(), 1
    )
