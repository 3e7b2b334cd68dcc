"""Checks whether a scenario applies to this connector under this profile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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


def applies(tags: Tags, profile: Profile) -> bool:
    """Whether the profile uses the scenario's interpretation."""
    try:
        require_interpretation(tags, profile)
    except NotApplicable:
        return False
    return True


def require_situation(scenario: str, capabilities: Collection[str], situation: Situation) -> None:
    """Raise NotApplicable unless the situation suits the scenario.

    Args:
        scenario: its id without a situation.
        capabilities: those that the scenario needs.

    Raises:
        NotApplicable: it does not; the message has the reason.
    """
    reason = situation.exception(scenario)
    if reason is None and not situation.suits(scenario, capabilities):
        reason = f"it can occur only where {join_or(situation.capabilities)} are involved"
    if reason is not None:
        raise NotApplicable(f"does not run under the situation {situation.id}: {reason}")


def needed_capabilities(tags: Tags, registry: ClauseRegistry) -> frozenset[str]:
    """The capabilities that the clauses of a scenario and its tags ask for."""
    of_clauses = {registry.clause(clause).capability for clause in tags.clauses}
    return frozenset(each for each in of_clauses if each is not None) | {*tags.capabilities}


def require_capabilities(
    tags: Tags, registry: ClauseRegistry, description: Mapping[str, Any]
) -> None:
    """Raise MissingCapability unless the connector declares what the scenario needs.

    Args:
        description: the connector's answer to ``describe``.

    Raises:
        MissingCapability: the connector does not declare a needed capability.
    """
    missing = sorted(needed_capabilities(tags, registry) - set(description["capabilities"]))
    if missing:
        raise MissingCapability(missing)
