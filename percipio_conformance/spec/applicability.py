"""Checks whether a scenario applies to this connector under this profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from percipio_conformance.core.outcomes import MissingCapability, NotApplicable
from percipio_conformance.core.text import join_or
from percipio_conformance.spec.clauses import ClauseRegistry
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.spec.situations import Situation
from percipio_conformance.spec.tags import Tags


def require_interpretation(tags: Tags, profile: Profile) -> None:
    """Raise NotApplicable unless the profile uses the scenario's interpretation.

    Raises:
        NotApplicable: the profile chose another interpretation.
    """
    chosen: dict[str, list[str]] = {}
    for ambiguity, reading in tags.readings:
        chosen.setdefault(ambiguity, []).append(reading)
    for ambiguity, readings in chosen.items():
        in_force = profile.readings[ambiguity]
        if in_force not in readings:
            raise NotApplicable(
                f"holds where {ambiguity} is read as {join_or(readings)}; "
                f"the profile {profile.name} reads it as {in_force}"
            )


def require_situation(scenario: str, situation: Situation) -> None:
    """Raise NotApplicable if the scenario is an exception of the situation.

    Raises:
        NotApplicable: it is one; the message has the reason.
    """
    reason = situation.exception(scenario)
    if reason is not None:
        raise NotApplicable(f"does not run under the situation {situation.id}: {reason}")


def require_capabilities(
    tags: Tags, registry: ClauseRegistry, description: Mapping[str, Any]
) -> None:
    """Raise MissingCapability unless the connector declares what the scenario needs.

    Args:
        description: the connector's answer to ``describe``.

    Raises:
        MissingCapability: the connector does not declare a needed capability.
    """
    of_clauses = {registry.clause(clause).capability for clause in tags.clauses}
    needed = {str(each) for each in of_clauses if each is not None} | set(tags.capabilities)
    missing = sorted(needed - set(description["capabilities"]))
    if missing:
        raise MissingCapability(missing)
