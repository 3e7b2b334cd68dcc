"""360Learning's staff prepare the integration, administrators activate it and look after it."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from harness.sides.administration import OWNER, REASONS, Act
from harness.verdicts.outcomes import HarnessError, Mismatch
from harness.world import World

GROUP = r'"(?P<group>[^"]+)"'
PERSON = r"(?P<person>an administrator|[A-Z]\w+)"
ENABLES = (
    rf"360Learning enables the integration for {GROUP} with (?P<person>\w+) as connector admin"
)


@given(parsers.re(ENABLES))
def enabled_for(world: World, group: str, person: str) -> None:
    world.administration.enable(group, person)


@when(parsers.re(ENABLES))
def enables(world: World, group: str, person: str) -> None:
    _attempt(world, lambda: world.administration.enable(group, person))


@when(parsers.re(rf"{PERSON} sets up the integration of {GROUP}"))
def sets_up(world: World, person: str, group: str) -> None:
    _attempt(world, lambda: world.administration.set_up(world.parameters(), _name(person), group))


@given(parsers.re(rf"{PERSON} has tried to set up the integration"))
def has_tried(world: World, person: str) -> None:
    _attempt(world, lambda: world.administration.set_up(world.parameters(), _name(person)))


@when(parsers.re(rf"{PERSON} looks for the Skillsoft page among the settings of {GROUP}"))
def looks_for_page(world: World, person: str, group: str) -> None:
    _attempt(world, lambda: world.administration.open_page(_name(person), group))


@when(parsers.re(rf"{PERSON} opens the webhook credentials of {GROUP}"))
def opens_credentials(world: World, person: str, group: str) -> None:
    def look() -> None:
        world.administration.open_credentials(_name(person), group)

    _attempt(world, look)


@given("the administrator types the parameters without setting up the integration")
def types_only(world: World) -> None:
    world.administration.type(world.parameters())


@then("that works")
def works(world: World) -> None:
    refusal = world.notes["refused"]
    if refusal is None:
        return
    if refusal.by == "360Learning":
        raise HarnessError(f"the simulated 360Learning refuses what it should not: {refusal}")
    raise Mismatch("what was done", expected="acceptance", seen=f"a refusal: {refusal.message}")


@then(parsers.re(rf"that is refused, for (?P<reason>{'|'.join(REASONS)})"))
def is_refused(world: World, reason: str) -> None:
    # Who may do what is 360Learning's to decide; where it errs, no connector is to blame.
    refusal = world.notes["refused"]
    code = None if refusal is None else refusal.code
    if code != REASONS[reason]:
        raise HarnessError(
            f"the simulated 360Learning should refuse this as {REASONS[reason]}, and it ends "
            f"with {code or 'no refusal'}"
        )


@then("the connector heard nothing of it")
def unheard(world: World) -> None:
    heard = world.administration.told[world.notes["told"] :]
    if heard:
        raise HarnessError(f"the simulated 360Learning went on to ask the connector for {heard}")


def _attempt(world: World, act: Act) -> None:
    world.notes["told"] = len(world.administration.told)
    world.notes["refused"] = world.administration.attempt(act)


def _name(person: str) -> str:
    return OWNER if person == "an administrator" else person
