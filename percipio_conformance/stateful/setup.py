"""The start of every sequence: the integration is active."""

from __future__ import annotations

from percipio_conformance.core.outcomes import expect
from percipio_conformance.world.world import World

COPIED = "the webhook's credentials are copied"
"""The step after which a sequence compares the credentials."""


def activate_integration(world: World) -> None:
    """Submit the setup and wait until it is verified (C094).

    Raises:
        ExpectationFailed: the integration does not become active.
    """
    expect("the error of Setup integration", world.lms.setup.submit(), None)
    world.advance_by(world.promised_delay)
    state = world.status()["state"]
    expect("the state of the integration minutes after setup", state, "active")
