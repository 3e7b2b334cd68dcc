"""Decides under which situations each scenario of a run runs."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from percipio_conformance.core.events import Situations
from percipio_conformance.core.scenario_ids import split_situation
from percipio_conformance.core.text import join_and
from percipio_conformance.runner.recorder import ScenarioInfo
from percipio_conformance.spec.applicability import applies
from percipio_conformance.spec.clauses import ClauseRegistry
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.spec.situation_draw import draw_situation, draw_situations
from percipio_conformance.spec.situations import (
    Situation,
    find_situation,
    suitable_situations,
)
from percipio_conformance.spec.tags import Tags


class SeveralSituations(ValueError):
    """Options that exclude each other were given."""


def requested_situations(option: argparse.Namespace) -> Situations:
    """Returns the situations that the options ask for.

    A command draws a situation for each scenario. Under pytest, where scenarios are ordinary tests,
    each runs once unless an option says something else.

    Raises:
        SeveralSituations: two of the options were given.
    """
    given: list[tuple[str, Situations]] = []
    given += [("--quick", "none")] if option.quick else []
    given += [("--thorough", "all")] if option.thorough else []
    given += [("--situation", "one")] if option.situation is not None else []
    if len(given) > 1:
        names = join_and([name for name, _ in given])
        raise SeveralSituations(
            f"{names} exclude each other: --quick runs no situations, --thorough runs all of them,"
            " and --situation runs one. Leave out all but one of them"
        )
    if given:
        return given[0][1]
    return "drawn" if option.as_command else "none"


class SituationPlan:
    """The situations of a run. Call it with a scenario for those under which it runs.

    Args:
        which: see :data:`~percipio_conformance.core.events.Situations`.
        only: the situation, if it is ``one``.
        requested: ids of scenarios that the user asked for. One that names a situation runs under
            it, whatever is drawn.

    Raises:
        UnknownSituation: a requested id names a situation that does not exist.
    """

    def __init__(
        self,
        which: Situations,
        *,
        seed: int,
        profile: Profile,
        registry: ClauseRegistry,
        only: Situation | None = None,
        requested: Iterable[str] = (),
    ) -> None:
        self._which = which
        self._seed = seed
        self._profile = profile
        self._only = only
        self._requested = _situations_of(requested)
        self._drawn = draw_situations(registry, profile, seed) if which == "drawn" else {}

    def __call__(self, scenario: ScenarioInfo, tags: Tags) -> Iterator[Situation | None]:
        """Yields None for a run without a situation, and the situations."""
        if self._only is not None:
            yield self._only
            return
        yield None
        asked = self._requested.get(scenario.plain_id, {})
        yield from asked.values()
        if not scenario.platform_only and applies(tags, self._profile):
            yield from (each for each in self._of(scenario) if each.id not in asked)

    def _of(self, scenario: ScenarioInfo) -> Iterable[Situation]:
        if self._which not in ("drawn", "all"):
            return []
        suitable = suitable_situations(scenario.plain_id, scenario.capabilities)
        if self._which == "all":
            return suitable
        if scenario.own:
            return draw_situation(scenario.plain_id, suitable, self._seed)
        drawn = self._drawn.get(scenario.plain_id, ())
        return [each for each in suitable if each.id in drawn]


def _situations_of(requested: Iterable[str]) -> Mapping[str, Mapping[str, Situation]]:
    """Returns the situations by the ids of scenarios without them."""
    found: dict[str, dict[str, Situation]] = defaultdict(dict)
    for each in sorted(requested):
        scenario, situation = split_situation(each)
        if situation is not None:
            found[scenario][situation] = find_situation(situation)
    return found
