"""The checks in the order in which a connector meets the calls, and which needs which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from percipio_conformance.smoke.check_functions import Checks


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to ask.

    ``needs`` names the checks without which asking makes no sense; what merely comes earlier does
    not stand in the way.
    """

    id: str
    call: str
    asked: str
    play: Callable[[Checks], str]
    needs: tuple[str, ...] = ()


CHECKS = (
    Check("describe", "GET describe", "who the connector is", Checks.describe),
    Check("reset", "POST reset", "forget everything, here is a new world", Checks.reset),
    Check("rest", "GET clock", "is it at rest, right after reset", Checks.rest, ("reset",)),
    Check("move", "PUT clock", "it is a minute later", Checks.move, ("reset", "rest")),
    Check("enabled", "GET status", "the state, right after reset", Checks.enabled, ("reset",)),
    Check("blank", "POST setup", "a blank tenant instance URL", Checks.blank, ("reset",)),
    Check("setup", "POST setup", "the three right values", Checks.setup, ("reset",)),
    Check(
        "active",
        "GET status",
        "the state, minutes after setup",
        Checks.active,
        ("setup", "rest", "move"),
    ),
    Check("schedule", "GET clock", "what is due next, once active", Checks.schedule, ("active",)),
    Check("settings", "GET settings", "every setting", Checks.settings, ("reset",)),
    Check(
        "identification",
        "PUT settings",
        "learners are recognized by email",
        Checks.identification,
        ("settings",),
    ),
    Check("webhook", "GET webhook", "credentials and two addresses", Checks.webhook, ("reset",)),
    Check("token", "POST token", "a token, as Percipio asks", Checks.token, ("webhook",)),
    Check(
        "statement",
        "POST statements",
        "Ada has started a course",
        Checks.statement,
        ("token",),
    ),
    Check("pull", "PUT clock", "the next morning, with three courses", Checks.pull, ("active",)),
    Check("record", "GET status", "the state, after the daily run", Checks.record, ("pull",)),
)
