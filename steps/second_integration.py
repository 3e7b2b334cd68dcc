"""A second integration, that of Sales: any phrase of this vocabulary can be said of it."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from harness.phrases import say
from harness.sides.second_integration import CUSTOMERS, GROUP
from harness.world import World

PLACED = parsers.re(rf"in {GROUP}, (?P<phrase>.+)")


@given(
    parsers.re(
        rf"{GROUP} has an integration of its own, with (?P<customer>{'|'.join(CUSTOMERS)})'s"
        " Percipio"
    )
)
def has_its_own(world: World, customer: str) -> None:
    world.add_integration(customer)


@given(PLACED)
@when(PLACED)
@then(PLACED)
def in_sales(world: World, phrase: str, datatable: list[list[str]] | None = None) -> None:
    say(phrase, world.in_sales(), datatable)
