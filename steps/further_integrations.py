"""Further integrations, such as that of Sales; every other step can be applied to them."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from percipio_conformance.core.outcomes import expect_that
from percipio_conformance.runner.step_registry import run_step
from percipio_conformance.steps.patterns import choice
from percipio_conformance.world.further_integrations import CUSTOMERS, GROUPS, Customer, Group
from percipio_conformance.world.world import World

GROUP = choice("group", GROUPS)

PLACED = parsers.re(rf"in {GROUP}, (?P<phrase>.+)")


@given(
    parsers.re(
        rf"{GROUP} has an integration of its own, with {choice('customer', CUSTOMERS)}'s"
        " Percipio"
    )
)
def has_its_own(world: World, group: Group, customer: Customer) -> None:
    world.add_integration(group, customer)


@given(PLACED)
def given_in_group(
    world: World, group: Group, phrase: str, datatable: list[list[str]] | None = None
) -> None:
    run_step("given", phrase, world.further_integration(group), datatable)


@when(PLACED)
def when_in_group(
    world: World, group: Group, phrase: str, datatable: list[list[str]] | None = None
) -> None:
    run_step("when", phrase, world.further_integration(group), datatable)


@then(PLACED)
def then_in_group(
    world: World, group: Group, phrase: str, datatable: list[list[str]] | None = None
) -> None:
    run_step("then", phrase, world.further_integration(group), datatable)


@then(parsers.re(rf"no credential of {GROUP} is one of the Academy's"))
def own_credentials(world: World, group: Group) -> None:
    theirs = world.further_integration(group).lms.setup.webhook()
    ours = world.lms.setup.webhook()
    for name in ("client_id", "client_secret"):
        # The values are secrets, so the message does not show them.
        expect_that(
            f"the {name} of {group}",
            theirs[name] != ours[name],
            expected="its own",
            actual="that of the Academy",
        )
