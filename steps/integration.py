"""Setting the integration up, and what its page says."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from harness.verdicts.outcomes import Mismatch, expect, expect_that
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
BLAMED = {
    "organization_id": ("organization_id", "bearer_token"),
    "bearer_token": ("bearer_token", "organization_id"),
    "tenant_url": ("tenant_url",),
}
"""What may be named for a wrong parameter: Percipio answers 401 to a wrong organization and to a
wrong token alike, and nothing it documents tells the two apart."""


@given(parsers.re(r"360Learning has (?P<how>enabled|not enabled) the integration"))
def enabled(world: World, how: str) -> None:
    if how == "not enabled":
        world.administration.withdraw()
        return
    expect("the state of the integration", world.status()["state"], "enabled")


@given("the integration is active")
def active(world: World) -> None:
    _submit(world)
    world.let_pass(world.promised_delay)
    expect("the state of the integration minutes after setup", _state(world), "active")


@given(
    parsers.re(r"statistics are sent to 360Learning(?P<how>| with credentials nobody was given)")
)
def statistics_connected(world: World, how: str) -> None:
    if how:
        world.connect_statistics_by_guess()
    else:
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


@then(
    parsers.re(
        r"the (?P<what>setup is|new parameters are) reported refused because of the "
        rf"(?P<name>{PARAMETER})"
    )
)
def is_refused(world: World, what: str, name: str) -> None:
    if "refused" in world.notes:
        _expect_blame("the field the refusal names", world.notes["refused"].field, name)
        return
    status = world.status()
    if what == "setup is" or status["state"] != "active":
        # Old parameters may be in force beside refused new ones (A-RESETUP).
        expect("the state of the integration", status["state"], "refused")
    reason = status.get("reason") or {}
    _expect_blame("the parameter at fault", reason.get("parameter"), name)


def _expect_blame(what: str, seen: str | None, name: str) -> None:
    blamed = BLAMED[PARAMETERS[name]]
    expect_that(what, seen in blamed, expected=" or ".join(blamed), seen=seen)


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
