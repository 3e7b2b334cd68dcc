"""Percipio's LRS configuration page, and the connection test that it makes."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from percipio_conformance.core.outcomes import expect
from percipio_conformance.steps.actions import action
from percipio_conformance.steps.patterns import choice
from percipio_conformance.world.percipio.lrs_settings import FIELDS
from percipio_conformance.world.scenario_state import LrsPageSave, required
from percipio_conformance.world.world import World


@given(
    parsers.re(
        rf"Percipio's LRS configuration page has {choice('label', FIELDS)} set to (?P<words>.+)"
    )
)
def page_has(world: World, label: str, words: str) -> None:
    world.percipio.lrs_settings.set_field(label, words)


@action(
    parsers.re(
        r"the administrator comes back to Percipio's LRS configuration page and "
        r"(?P<how>saves what it shows|renews OAuth 2.0 there)"
    )
)
def comes_back(world: World, how: str) -> None:
    world.percipio.lrs_settings.save_again(renewed=how == "renews OAuth 2.0 there")


@when(
    parsers.re(
        r"the administrator saves Percipio's LRS configuration page, opened "
        r"(?P<how>with|without) the bypass, for a receiver that does not answer"
    )
)
def saves_for_nowhere(world: World, how: str) -> None:
    exchanges_before = len(world.traffic_log.exchanges)
    saved = world.percipio.lrs_settings.save_unreachable(bypass=how == "with")
    world.state.lrs_page_save = LrsPageSave(saved, exchanges_before)


@then(parsers.re(r"the LRS configuration page is (?P<outcome>saved|not saved)"))
def is_saved(world: World, outcome: str) -> None:
    words = {True: "saved", False: "not saved"}
    expect("the LRS configuration page", words[_last_save(world).saved], outcome)


@then(parsers.re(r"(?P<outcome>nothing|a connection test) was sent to the receiver"))
def was_sent(world: World, outcome: str) -> None:
    since = world.traffic_log.exchanges[_last_save(world).exchanges_before :]
    sent = [each.path for each in since if each.side == "connector"]
    expect("what was sent", "a connection test" if sent else "nothing", outcome)


def _last_save(world: World) -> LrsPageSave:
    return required(world.state.lrs_page_save, "that saves the LRS configuration page")
