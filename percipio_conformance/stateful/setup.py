"""The start of every sequence: the integration is active."""

from __future__ import annotations

from percipio_conformance.core.outcomes import expect
from percipio_conformance.world.world import World


def activate_integration(world: World) -> None:
    """Setup is submitted and found right, minutes later (C094).

    Raises:
        ExpectationFailed: the integration does not become active.
    """
    expect("what Setup integration has to complain about", world.lms.setup.submit(), None)
    world.advance_by(world.promised_delay)
    state = world.status()["state"]
    expect("the state of the integration minutes after setup", state, "active")
