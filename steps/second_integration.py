"""A second integration, that of Sales; every other step can be applied to it."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from percipio_conformance.core.outcomes import expect_that
from percipio_conformance.runner.step_registry import run_step
from percipio_conformance.steps.patterns import choice
from percipio_conformance.world.second_integration import CUSTOMERS, GROUP
from percipio_conformance.world.world import World

PLACED = parsers.re(rf"in {GROUP}, (?P<phrase>.+)")


@given(
    parsers.re(
        rf"{GROUP} has an integration of its own, with {choice('customer', CUSTOMERS)}'s"
        " Percipio"
    )
)
def has_its_own(world: World, customer: str) -> None:
    world.add_integration(customer)


@given(PLACED)
def given_in_sales(world: World, phrase: str, datatable: list[list[str]] | None = None) -> None:
    run_step("given", phrase, world.second_integration(), datatable)


@when(PLACED)
def when_in_sales(world: World, phrase: str, datatable: list[list[str]] | None = None) -> None:
    run_step("when", phrase, world.second_integration(), datatable)


@then(PLACED)
def then_in_sales(world: World, phrase: str, datatable: list[list[str]] | None = None) -> None:
    run_step("then", phrase, world.second_integration(), datatable)


@then(f"no credential of {GROUP} is one of the Academy's")
def own_credentials(world: World) -> None:
    theirs, ours = world.second_integration().lms.setup.webhook(), world.lms.setup.webhook()
    for name in ("client_id", "client_secret"):
        # The values are secrets, so the message does not show them.
        expect_that(
            f"the {name} of {GROUP}",
            theirs[name] != ours[name],
            expected="its own",
            actual="that of the Academy",
        )
