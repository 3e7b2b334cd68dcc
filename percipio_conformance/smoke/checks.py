"""The checks in the order of the calls, and the dependencies between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from percipio_conformance.smoke.check_functions import Checks


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    ``needs`` lists the checks that must pass before this one runs; other failures do not block it.
    """

    id: str
    call: str
    label: str
    run: Callable[[Checks], str]
    needs: tuple[str, ...] = ()


CHECKS = (
    Check("describe", "GET describe", "description of the connector", Checks.describe),
    Check("reset", "POST reset", "a new world", Checks.reset),
    Check("idle", "GET clock", "idle right after reset", Checks.idle, ("reset",)),
    Check("move", "PUT clock", "one minute later", Checks.move, ("reset", "idle")),
    Check("enabled", "GET status", "state right after reset", Checks.enabled, ("reset",)),
    Check("blank", "POST setup", "a blank tenant instance URL", Checks.blank, ("reset",)),
    Check("setup", "POST setup", "three valid parameters", Checks.setup, ("reset",)),
    Check(
        "active",
        "GET status",
        "state minutes after setup",
        Checks.active,
        ("setup", "idle", "move"),
    ),
    Check("schedule", "GET clock", "next due instant once active", Checks.schedule, ("active",)),
    Check("settings", "GET settings", "all settings", Checks.settings, ("reset",)),
    Check(
        "identification",
        "PUT settings",
        "learners are recognized by email",
        Checks.identification,
        ("settings",),
    ),
    Check("webhook", "GET webhook", "credentials and two URLs", Checks.webhook, ("reset",)),
    Check("token", "POST token", "an access token", Checks.token, ("webhook",)),
    Check(
        "statement",
        "POST statements",
        "Ada has started a course",
        Checks.statement,
        ("token",),
    ),
    Check("pull", "PUT clock", "the next morning, with three courses", Checks.pull, ("active",)),
    Check("record", "GET status", "state after the daily run", Checks.record, ("pull",)),
)
