"""Adds to a failure the interpretation it depends on, and a profile with another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from percipio_conformance.core.events import Interpretation, OtherReading, ScenarioFinished
from percipio_conformance.spec.clauses import UNSPECIFIED, Ambiguity, ClauseRegistry
from percipio_conformance.spec.profiles import Profile, load_profile, profile_names

OWN_NAME = "ours"
"""The name in a suggested profile, where the profile of the run is a shipped one."""

_UNCHANGED: Mapping[str, str] = MappingProxyType({})


def explain_reading(
    scenario: ScenarioFinished, profile: Profile, registry: ClauseRegistry
) -> ScenarioFinished:
    """Adds the interpretations to the failure of a scenario that is written for a reading.

    Other scenarios are unchanged: they hold under every reading, so no profile affects them. So is
    a harness error, which says nothing about the connector.
    """
    failure = scenario.failure
    if failure is None or scenario.verdict not in ("fail", "warn"):
        return scenario
    found = interpretations(scenario.readings, profile, registry)
    if not found:
        return scenario
    first = found[0]
    suggested = profile_file(profile, registry, {first.ambiguity: first.others[0].reading})
    explained = msgspec.structs.replace(failure, interpretations=found, other_profile=suggested)
    return msgspec.structs.replace(scenario, failure=explained)


def interpretations(
    tags: Iterable[str], profile: Profile, registry: ClauseRegistry
) -> list[Interpretation]:
    """Returns the interpretations on which a scenario with these tags depends, in their order.

    Args:
        tags: the readings that the scenario is written for, ``A-DST.paris-wall-clock``.
    """
    held: dict[str, set[str]] = {}
    for tag in tags:
        ambiguity, _, reading = tag.partition(".")
        held.setdefault(ambiguity, set()).add(reading)
    found = [
        _interpretation(registry.ambiguity(each), readings, profile)
        for each, readings in held.items()
    ]
    return [each for each in found if each.others]


def profile_file(
    profile: Profile, registry: ClauseRegistry, changed: Mapping[str, str] = _UNCHANGED
) -> str:
    """Returns one line of YAML: ``profile`` with the ``changed`` readings, for ``--profile``.

    It lists only the differences from the defaults, as a profile of a user does.
    """
    picks = {each.id: each.pick for each in registry.ambiguities}
    figures = {each.name: each.default for each in registry.parameters}
    readings = {
        ambiguity: reading
        for ambiguity, reading in ({**profile.readings, **changed}).items()
        if reading != picks[ambiguity]
    }
    parameters = {
        name: f"{figure:g}"
        for name, figure in profile.parameters.items()
        if figure != figures[name]
    }
    name = OWN_NAME if profile.name in profile_names() else profile.name
    members = {"name": name, "title": name}
    members |= {"readings": _flow(readings)} if readings else {}
    members |= {"parameters": _flow(parameters)} if parameters else {}
    return _flow(members)


def _interpretation(ambiguity: Ambiguity, held: set[str], profile: Profile) -> Interpretation:
    chosen = profile.reading(ambiguity.id)
    others = [each for each in ambiguity.readings if each not in {*held, chosen}]
    # The one that asks for nothing is suggested last, because it leaves the point untested.
    others.sort(key=lambda each: each == UNSPECIFIED)
    return Interpretation(
        ambiguity=ambiguity.id,
        question=ambiguity.question,
        reading=chosen,
        meaning=ambiguity.readings[chosen],
        others=[
            OtherReading(
                reading=each,
                meaning=ambiguity.readings[each],
                profiles=[
                    shipped.name
                    for shipped in _shipped()
                    if shipped.readings.get(ambiguity.id) == each
                ],
            )
            for each in others
        ],
    )


@cache
def _shipped() -> tuple[Profile, ...]:
    return tuple(load_profile(each) for each in profile_names())


def _flow(members: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in members.items()) + "}"
