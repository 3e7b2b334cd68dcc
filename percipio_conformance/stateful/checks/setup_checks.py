"""Postconditions of the setup: what nothing in a sequence may change."""

from __future__ import annotations

from datetime import datetime

from percipio_conformance.core.times import CET
from percipio_conformance.stateful.checks.postcondition import ACTIVE, Postcondition
from percipio_conformance.world.percipio.catalog_reads import requests_of_run
from percipio_conformance.world.world import World


def integration_is_active() -> Postcondition:
    """The integration is active again after another setup (C094)."""

    def see(world: World) -> object:
        return world.status()["state"]

    what = "the state of the integration"
    return Postcondition("the state", what, ACTIVE, "active", see, lambda actual: "C094")


def credentials_are_stable() -> Postcondition:
    """The webhook's credentials are those that were copied at first (C101)."""

    def see(world: World) -> object:
        same = world.lms.setup.webhook() == world.state.webhook_credentials
        return "the copied ones" if same else "others"

    then = ("the webhook's credentials are still the ones copied",)
    what = "the webhook's credentials"
    return Postcondition(
        "the credentials", what, then, "the copied ones", see, lambda actual: "C101"
    )


def run_asked_for_catalog(due: datetime) -> Postcondition:
    """The daily run that was due at this instant has asked for the catalog (C012)."""

    def see(world: World) -> object:
        return "some" if requests_of_run(world.percipio.catalog_calls(), due) else "none"

    day = due.astimezone(CET)
    then = f"the daily run of {day.day} {day:%B %Y} asked for the catalog"
    what = "the requests for the catalog in the last daily run"
    return Postcondition("the daily run", what, (then,), "some", see, lambda actual: "C012")
