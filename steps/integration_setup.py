"""Preparing, setting up and activating the integration, and what its settings page says."""

from __future__ import annotations

from collections.abc import Mapping

from pytest_bdd import given, parsers, then, when

from percipio_conformance.core.outcomes import ExpectationFailed, HarnessError, expect, expect_that
from percipio_conformance.core.text import join_or
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import GROUP, choice
from percipio_conformance.world.lms.administration import OWNER, REASONS, Action
from percipio_conformance.world.scenario_state import PageAction, required
from percipio_conformance.world.world import World

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
PARAMETER = choice("name", PARAMETERS)
BLAMED = {
    "organization_id": ("organization_id", "bearer_token"),
    "bearer_token": ("bearer_token", "organization_id"),
    "tenant_url": ("tenant_url",),
}
"""The parameters that a refusal may name: Percipio answers 401 both to a wrong organization and to
a wrong token, and documents no difference."""
SETS_UP = "(?:has set up|sets up)"
PERSON = r"(?P<person>an administrator|[A-Z]\w+)"
ENABLES = (
    rf"360Learning enables the integration for {GROUP} with (?P<person>\w+) as connector admin"
)


# 360Learning prepares, administrators set up


@given(parsers.re(ENABLES))
def enabled_for(world: World, group: str, person: str) -> None:
    world.lms.administration.enable(group, person)


@when(parsers.re(ENABLES))
def enables(world: World, group: str, person: str) -> None:
    _attempt(world, lambda: world.lms.administration.enable(group, person))


@action(parsers.re(rf"{PERSON} sets up the integration of {GROUP}"))
def sets_up(world: World, person: str, group: str) -> None:
    _attempt(
        world,
        lambda: world.lms.administration.set_up(world.lms.setup.parameters(), _name(person), group),
    )


@when(parsers.re(rf"{PERSON} looks for the Skillsoft page among the settings of {GROUP}"))
def looks_for_page(world: World, person: str, group: str) -> None:
    _attempt(world, lambda: world.lms.administration.open_page(_name(person), group))


@when(parsers.re(rf"{PERSON} opens the webhook credentials of {GROUP}"))
def opens_credentials(world: World, person: str, group: str) -> None:
    def look() -> None:
        world.lms.administration.open_credentials(_name(person), group)

    _attempt(world, look)


@action("the administrator types the parameters without setting up the integration")
def types_only(world: World) -> None:
    world.lms.administration.type(world.lms.setup.parameters())


@then(parsers.re("the (?:(?:setup|request) is accepted|page is shown)"))
def works(world: World) -> None:
    refusal = _last_action(world).refusal
    if refusal is None:
        return
    if refusal.by == "360Learning":
        raise HarnessError(f"the simulated 360Learning refuses what it should not: {refusal}")
    raise ExpectationFailed(
        "what was done", expected="acceptance", actual=f"a refusal: {refusal.message}"
    )


@then(parsers.re(rf"the (?:setup|page|request) is refused because {choice('reason', REASONS)}"))
def is_refused(world: World, reason: str) -> None:
    # 360Learning decides who may do what; its errors do not count against the connector.
    refusal = _last_action(world).refusal
    code = None if refusal is None else refusal.code
    if code != REASONS[reason]:
        raise HarnessError(
            f"the simulated 360Learning should refuse this as {REASONS[reason]}, and it ends "
            f"with {code or 'no refusal'}"
        )


@then("the connector received no call")
def received_no_call(world: World) -> None:
    calls = world.lms.administration.calls[_last_action(world).calls_before :]
    if calls:
        raise HarnessError(f"the simulated 360Learning went on to ask the connector for {calls}")


# Setting up and its outcome


@given(parsers.re(r"360Learning has (?P<how>enabled|not enabled) the integration"))
def enabled(world: World, how: str) -> None:
    if how == "not enabled":
        world.lms.administration.withdraw()
        return
    expect("the state of the integration", world.status()["state"], "enabled")


WITH_TAGS = "(?P<tags>| with tags synchronization)"


@given(parsers.re(f"the integration is active{WITH_TAGS}"))
def active(world: World, tags: str = "") -> None:
    set_up(world, tags)
    world.advance_by(world.promised_delay)
    expect("the state of the integration minutes after setup", _state(world), "active")


@given(parsers.re(r"statistics are sent to 360Learning(?P<how>| with guessed credentials)"))
def statistics_connected(world: World, how: str) -> None:
    if how:
        world.connect_statistics_by_guess()
    else:
        world.connect_statistics()


@action(parsers.re(rf"the administrator {SETS_UP} the integration{WITH_TAGS}"))
def set_up(world: World, tags: str) -> None:
    _attempt(
        world, lambda: world.lms.setup.submit(**({"tags_synchronization": True} if tags else {}))
    )
    refusal = _last_action(world).refusal
    expect_that(
        "the answer to Setup integration",
        refusal is None,
        expected="acceptance",
        actual=None if refusal is None else f"a refusal: {refusal.message}",
    )


@action(
    parsers.re(
        rf"the administrator {SETS_UP} the integration with a wrong {PARAMETER}"
        r"(?P<tags>| and tags synchronization)"
    )
)
def set_up_wrongly(world: World, name: str, tags: str) -> None:
    # An immediate refusal is as good as one minutes later.
    box: Mapping[str, bool] = {"tags_synchronization": True} if tags else {}
    _submit_with(world, {PARAMETERS[name]: WRONG[PARAMETERS[name]], **box})


@action(parsers.re(rf"the administrator sets up the integration without the {PARAMETER}"))
def set_up_without(world: World, name: str) -> None:
    _submit_with(world, {PARAMETERS[name]: None})


@action(parsers.re(rf"the administrator sets up the integration with a blank {PARAMETER}"))
def set_up_blank(world: World, name: str) -> None:
    _submit_with(world, {PARAMETERS[name]: "  "})


@then("the integration is being verified, or active after a request to Percipio")
def is_verifying(world: World) -> None:
    """A connector may verify the parameters before it says that it does."""
    state = _state(world)
    asked = bool(world.traffic_log.of("percipio"))
    expect_that(
        "the state of the integration",
        state == "verifying" or (state == "active" and asked),
        expected="verifying, or active after a request to Percipio",
        actual=state if state != "active" else "active, and nothing was asked of Percipio",
    )


@then("the integration is active")
def is_active(world: World) -> None:
    expect("the state of the integration", _state(world), "active")


@then("the integration waits for its setup")
def is_waiting(world: World) -> None:
    expect("the state of the integration", _state(world), "enabled")


@then(parsers.re(rf"the setup is refused at once because of the {PARAMETER}"))
def refused_at_once(world: World, name: str) -> None:
    refusal = _last_action(world).refusal
    if refusal is None:
        raise ExpectationFailed(
            "the answer to Setup integration", expected="a refusal", actual="acceptance"
        )
    expect("the field the refusal names", refusal.field, PARAMETERS[name])


@then(
    parsers.re(
        r"the (?P<what>setup is|new parameters are) reported refused because of the "
        rf"{PARAMETER}"
    )
)
def reported_refused(world: World, what: str, name: str) -> None:
    action = world.state.page_action
    if action is not None and action.refusal is not None:
        _expect_blame("the field the refusal names", action.refusal.field, name)
        return
    status = world.status()
    if what == "setup is" or status["state"] != "active":
        # Old parameters may remain in force after new ones are refused (A-RESETUP).
        expect("the state of the integration", status["state"], "refused")
    reason = status.get("reason") or {}
    _expect_blame("the parameter at fault", reason.get("parameter"), name)


# Parameters at Percipio


@action("Percipio gives Acme a new bearer token")
def renews_token(world: World) -> None:
    world.lms.setup.bearer_token = world.personas.acme.issue_token()


@action("Percipio withdraws Acme's bearer token")
def withdraws_token(world: World) -> None:
    world.personas.acme.revoke_token(world.lms.setup.bearer_token)


REGIONS = ("America", "Europe")


@given(parsers.re(rf"Acme's tenant lives in {choice('region', REGIONS)}"))
def lives_in(world: World, region: str) -> None:
    world.lms.setup.tenant_url = world.percipio.hosts()[region]


def _attempt(world: World, act: Action) -> None:
    calls_before = len(world.lms.administration.calls)
    refusal = world.lms.administration.attempt(act)
    world.state.page_action = PageAction(refusal, calls_before)


def _last_action(world: World) -> PageAction:
    return required(world.state.page_action, "that may be refused")


def _submit_with(world: World, changes: Mapping[str, str | bool | None]) -> None:
    _attempt(world, lambda: world.lms.setup.submit(**changes))


def _name(person: str) -> str:
    return OWNER if person == "an administrator" else person


def _expect_blame(what: str, seen: str | None, name: str) -> None:
    blamed = BLAMED[PARAMETERS[name]]
    expect_that(what, seen in blamed, expected=join_or(blamed), actual=seen)


def _state(world: World) -> str:
    return str(world.status()["state"])
