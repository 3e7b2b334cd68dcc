"""Candidates for the next action on the whole integration."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING, get_args

from percipio_conformance.stateful.actions import (
    catalog_actions,
    circumstances,
    failed_runs,
    statistics_actions,
)
from percipio_conformance.stateful.actions.action import Action, ConnectorRestarts, DayPasses
from percipio_conformance.stateful.actions.language_actions import (
    AddsVersion,
    CompletesVersion,
    LeavesItsGroup,
    SwitchesGlobalization,
)
from percipio_conformance.stateful.actions.setup_actions import (
    Method,
    RecognizesBy,
    ReconnectsStatistics,
    RenewsToken,
    SetsUpAgain,
    SetsUpWrongly,
)
from percipio_conformance.stateful.models import catalog_proposals
from percipio_conformance.stateful.models.statistics_proposals import COURSES
from percipio_conformance.world.personas import LEARNERS

if TYPE_CHECKING:
    from percipio_conformance.stateful.models.integration_model import IntegrationModel

WAYS_BACK = 0.3
"""The share of actions that end a state, such as that of a retired item, if there is one."""

IN_GROUPS = 0.06
"""The share of actions on other integrations."""

VERSIONS = 0.15
"""The share of completed language versions, if there are any."""

PARTS = 0.08
"""The share of language versions that go away, if there are any."""

AROUND = (
    circumstances.BeforeRun,
    circumstances.BeforeFailedRun,
    circumstances.DuringRun,
    circumstances.WhileVerifying,
    circumstances.WhileLmsIsDown,
    circumstances.WhileStopped,
)


def propose(model: IntegrationModel, draw: Random) -> Action:
    """Draw one candidate."""
    chance = draw.random()
    if chance < 0.15:
        return DayPasses()
    if chance < 0.25:
        sides = get_args(failed_runs.Side)
        failed = [failed_runs.FailedRun(each) for each in sides]
        longer: tuple[failed_runs.Side, ...] = ("360Learning", "the connector")
        hours = draw.choice((failed_runs.UNTIL_EVENING, failed_runs.UNTIL_NIGHT))
        failed += [failed_runs.FailedRun(each, hours) for each in longer]
        return draw.choice([*failed, failed_runs.ThrottledRun()])
    inner = _simple(model, draw)
    if chance < 0.65:
        return inner
    if chance < 0.75:
        return circumstances.LmsRefuses(inner, draw.choice(tuple(circumstances.REFUSALS)))  # type: ignore[arg-type]
    circumstance = draw.choice(AROUND)
    if circumstance is circumstances.WhileLmsIsDown:
        then, for_writes_only = _meanwhile(model, draw), draw.random() < 0.5
        return circumstances.WhileLmsIsDown(inner, then, for_writes_only)  # type: ignore[arg-type]
    if circumstance is circumstances.BeforeFailedRun:
        sides = get_args(failed_runs.DownSide)
        return circumstances.BeforeFailedRun(inner, draw.choice(sides))  # type: ignore[arg-type]
    if circumstance is circumstances.DuringRun and draw.random() < 0.5:
        return circumstances.DuringRun(inner, model.catalog.has_two_pages)  # type: ignore[arg-type]
    if circumstance is circumstances.WhileVerifying:
        return circumstances.WhileVerifying(inner, model.catalog.tags_on)  # type: ignore[arg-type]
    return circumstance(inner)  # type: ignore[arg-type, call-arg]


def _meanwhile(model: IntegrationModel, draw: Random) -> Action | None:
    """What happens during an outage."""
    method: Method = draw.choice(get_args(Method))
    then = (
        None,
        ConnectorRestarts(),
        RecognizesBy(method),
        model.statistics.propose(draw),
        catalog_proposals.saves(model.catalog, draw),
    )
    chosen = draw.choice(then)
    return chosen if isinstance(chosen, get_args(circumstances.Meanwhile)) else None


def _simple(model: IntegrationModel, draw: Random) -> Action:
    back = list(_ways_back(model, draw))
    if back and draw.random() < WAYS_BACK:
        return draw.choice(back)
    versions = model.versions()
    if versions and draw.random() < VERSIONS:
        return CompletesVersion(draw.choice(LEARNERS), *draw.choice(versions))
    parts = [each for each in model.catalog.items if model.catalog.is_part(each)]
    if parts and draw.random() < PARTS:
        goes = (catalog_actions.Retires, catalog_actions.Drops, LeavesItsGroup)
        return draw.choice(goes)(draw.choice(parts))
    if draw.random() < IN_GROUPS:
        return model.further.propose(draw)
    chance = draw.random()
    if chance < 0.45:
        return catalog_proposals.propose(model.catalog, draw)
    if chance < 0.85:
        return model.statistics.propose(draw)
    course = draw.choice(COURSES)
    return draw.choice(
        (
            AddsVersion(course, "French"),
            SwitchesGlobalization(on=True),
            SetsUpAgain(model.catalog.tags_on),
            RenewsToken(model.catalog.tags_on),
            SetsUpWrongly(),
            ReconnectsStatistics(),
            ConnectorRestarts(),
        )
    )


def _ways_back(model: IntegrationModel, draw: Random) -> Iterator[Action]:
    """What ends a state that an earlier action has begun; few random actions would do so."""
    for name, item in model.catalog.items.items():
        if not item.offered:
            yield catalog_actions.BringsBack(name)
        elif not item.active:
            yield catalog_actions.Reactivates(name)
    for learner in sorted(model.statistics.removed):
        yield statistics_actions.Returns(learner)
    catalog = model.catalog
    if (
        model.has_separate_results or catalog.globalization_was_on
    ) and not catalog.globalization_on:
        yield SwitchesGlobalization(on=True)
    if any(each.archived_by == "filter" for each in catalog.courses.values()):
        yield (
            catalog_actions.SavesTypes(()) if catalog.types else catalog_actions.SavesLanguages(())
        )
    if model.statistics.queues:
        order: statistics_actions.Order = draw.choice(get_args(statistics_actions.Order))
        form: statistics_actions.Form = draw.choice(get_args(statistics_actions.Form))
        yield statistics_actions.Sends(order, form)
