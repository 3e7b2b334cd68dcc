"""The checks in the order in which a connector meets the calls, and which needs which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from percipio_conformance.smoke.check_functions import Inspector


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to ask.

    ``needs`` names the checks without which asking makes no sense; what merely comes earlier does
    not stand in the way.
    """

    id: str
    call: str
    asked: str
    play: Callable[[Inspector], str]
    needs: tuple[str, ...] = ()


CHECKS = (
    Check("describe", "GET describe", "who the connector is", Inspector.describe),
    Check("reset", "POST reset", "forget everything, here is a new world", Inspector.reset),
    Check("rest", "GET clock", "is it at rest, right after reset", Inspector.rest, ("reset",)),
    Check("move", "PUT clock", "it is a minute later", Inspector.move, ("reset", "rest")),
    Check("enabled", "GET status", "the state, right after reset", Inspector.enabled, ("reset",)),
    Check("blank", "POST setup", "a blank tenant instance URL", Inspector.blank, ("reset",)),
    Check("setup", "POST setup", "the three right values", Inspector.setup, ("reset",)),
    Check(
        "active",
        "GET status",
        "the state, minutes after setup",
        Inspector.active,
        ("setup", "rest", "move"),
    ),
    Check(
        "schedule", "GET clock", "what is due next, once active", Inspector.schedule, ("active",)
    ),
    Check("settings", "GET settings", "every setting", Inspector.settings, ("reset",)),
    Check(
        "identification",
        "PUT settings",
        "learners are recognized by email",
        Inspector.identification,
        ("settings",),
    ),
    Check("webhook", "GET webhook", "credentials and two addresses", Inspector.webhook, ("reset",)),
    Check("token", "POST token", "a token, as Percipio asks", Inspector.token, ("webhook",)),
    Check(
        "statement",
        "POST statements",
        "Ada has started a course",
        Inspector.statement,
        ("token",),
    ),
    Check("pull", "PUT clock", "the next morning, with three courses", Inspector.pull, ("active",)),
    Check("record", "GET status", "the state, after the daily run", Inspector.record, ("pull",)),
)
