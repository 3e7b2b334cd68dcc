"""Setting the integration up, and what its page says."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from harness.outcomes import Mismatch, expect, expect_that
from harness.world import World

PARAMETERS = {
    "organization ID": "organization_id",
    "bearer token": "bearer_token",
    "tenant instance URL": "tenant_url",
}
WRONG = {
    "organization_id": "11111111-2222-4333-8444-555555555555",
    "bearer_token": "not.the.token",
    "tenant_url": "http://percipio-nowhere.invalid",
}
PARAMETER = "|".join(PARAMETERS)


@given("360Learning has enabled the integration")
def enabled(world: World) -> None:
    expect("the state of the integration", world.status()["state"], "enabled")


@given("the integration is active")
def active(world: World) -> None:
    _submit(world)
    world.let_pass(world.promised_delay)
    expect("the state of the integration minutes after setup", _state(world), "active")


@given("statistics are sent to 360Learning")
def statistics_connected(world: World) -> None:
    world.connect_statistics()


@given("the administrator has set up the integration")
@when("the administrator sets up the integration")
def set_up(world: World) -> None:
    _submit(world)


@given(
    parsers.re(rf"the administrator has set up the integration with a wrong (?P<name>{PARAMETER})")
)
def set_up_wrongly(world: World, name: str) -> None:
    field = PARAMETERS[name]
    refused = world.submit_setup(**{field: WRONG[field]})
    if refused is not None:
        # Found out on the spot is as good as found out minutes later.
        world.notes["refused"] = refused


@when(parsers.re(rf"the administrator sets up the integration without the (?P<name>{PARAMETER})"))
def set_up_without(world: World, name: str) -> None:
    world.notes["refused"] = world.submit_setup(**{PARAMETERS[name]: None})


@when(parsers.re(rf"the administrator sets up the integration with a blank (?P<name>{PARAMETER})"))
def set_up_blank(world: World, name: str) -> None:
    world.notes["refused"] = world.submit_setup(**{PARAMETERS[name]: "  "})


@then("the integration is being verified")
def is_verifying(world: World) -> None:
    expect("the state of the integration", _state(world), "verifying")


@then("the integration is reported active")
def is_active(world: World) -> None:
    expect("the state of the integration", _state(world), "active")


@then("the integration waits for its setup")
def is_waiting(world: World) -> None:
    expect("the state of the integration", _state(world), "enabled")


@then(parsers.re(rf"the setup is refused at once because of the (?P<name>{PARAMETER})"))
def refused_at_once(world: World, name: str) -> None:
    refused = world.notes["refused"]
    if refused is None:
        raise Mismatch("the answer to Setup integration", expected="a refusal", seen="acceptance")
    expect("the field the refusal names", refused.field, PARAMETERS[name])


@then(parsers.re(rf"the setup is reported refused because of the (?P<name>{PARAMETER})"))
def is_refused(world: World, name: str) -> None:
    if "refused" in world.notes:
        expect("the field the refusal names", world.notes["refused"].field, PARAMETERS[name])
        return
    status = world.status()
    expect("the state of the integration", status["state"], "refused")
    reason = status.get("reason") or {}
    expect("the parameter at fault", reason.get("parameter"), PARAMETERS[name])


def _submit(world: World) -> None:
    refused = world.submit_setup()
    expect_that(
        "the answer to Setup integration",
        refused is None,
        expected="acceptance",
        seen=None if refused is None else f"a refusal: {refused.message}",
    )


def _state(world: World) -> str:
    return str(world.status()["state"])
