"""Candidates for the next action on the whole integration."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, get_args

from percipio_conformance.stateful import catalog_proposals, circumstances
from percipio_conformance.stateful.action import Action, ConnectorRestarts, DayPasses
from percipio_conformance.stateful.language_actions import CompletesVersion
from percipio_conformance.stateful.setup_actions import ReconnectsStatistics, SetsUpAgain
from percipio_conformance.stateful.statistics_model import COURSES
from percipio_conformance.world.personas import LEARNERS

if TYPE_CHECKING:
    from percipio_conformance.stateful.integration_model import IntegrationModel

AROUND = (
    circumstances.BeforeRun,
    circumstances.DuringRun,
    circumstances.WhileLmsIsDown,
    circumstances.WhileStopped,
)


def propose(model: IntegrationModel, draw: Random) -> Action:
    """Draw one candidate."""
    chance = draw.random()
    if chance < 0.15:
        return DayPasses()
    if chance < 0.25:
        return circumstances.FailedRun(draw.choice(get_args(circumstances.Side)))
    inner = _simple(model, draw)
    if chance < 0.65:
        return inner
    if chance < 0.75:
        return circumstances.LmsRefuses(inner, draw.choice(tuple(circumstances.REFUSALS)))  # type: ignore[arg-type]
    return draw.choice(AROUND)(inner)  # type: ignore[arg-type]


def _simple(model: IntegrationModel, draw: Random) -> Action:
    chance = draw.random()
    if chance < 0.45:
        return catalog_proposals.propose(model.catalog, draw)
    if chance < 0.85:
        return model.statistics.propose(draw)
    return draw.choice(
        (
            CompletesVersion(draw.choice(LEARNERS), draw.choice(COURSES), "French"),
            SetsUpAgain(model.catalog.tags_on),
            SetsUpAgain(model.catalog.tags_on),
            ReconnectsStatistics(),
            ConnectorRestarts(),
        )
    )
