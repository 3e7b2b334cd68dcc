"""360Learning's staff prepare the integration, administrators activate it and look after it."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from harness.outcomes import HarnessError, expect
from harness.sides.administration import REASONS
from harness.world import World

GROUP = r'"(?P<group>[^"]+)"'
ENABLES = (
    rf"360Learning enables the integration for {GROUP} with (?P<person>\w+) as connector admin"
)


@given(parsers.re(ENABLES))
def enabled_for(world: World, group: str, person: str) -> None:
    refused = world.administration.enable(group, person)
    if refused is not None:
        raise HarnessError(f"360Learning refused to enable the integration: {refused}")


@when(parsers.re(ENABLES))
def enables(world: World, group: str, person: str) -> None:
    world.notes["refused"] = world.administration.enable(group, person)


@when(parsers.re(rf"(?P<person>\w+) activates the integration of {GROUP}"))
def activates(world: World, group: str, person: str) -> None:
    world.notes["refused"] = world.administration.activate(group, person)


@when(parsers.re(rf"an administrator looks for the Skillsoft page among the settings of {GROUP}"))
def looks_for_page(world: World, group: str) -> None:
    world.notes["refused"] = world.administration.open_page(group)


@when(parsers.re(rf"(?P<person>\w+) opens the webhook credentials of {GROUP}"))
def opens_credentials(world: World, group: str, person: str) -> None:
    world.notes["refused"] = world.administration.open_credentials(group, person)


@then("that works")
def works(world: World) -> None:
    expect("the refusal", world.notes["refused"], None)


@then(parsers.re(rf"that is refused, for (?P<reason>{'|'.join(REASONS)})"))
def is_refused(world: World, reason: str) -> None:
    expect("the refusal", world.notes["refused"], REASONS[reason])
