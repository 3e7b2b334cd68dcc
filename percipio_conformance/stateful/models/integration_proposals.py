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

RELEASES = 0.25
"""The share of deliveries of the queued statements, if there are any."""

PARTS = 0.08
"""The share of language versions that go away, if there are any."""

AROUND = (
    circumstances.BeforeRun,
    circumstances.BeforeFailedRun,
    circumstances.DuringRun,
    circumstances.WhileWriteIsSlow,
    circumstances.WhileVerifying,
    circumstances.WhileLmsIsDown,
    circumstances.WhileStopped,
)


class Proposals:
    """Candidates in one state of the model."""

    def __init__(self, model: IntegrationModel) -> None:
        self._model = model
        self._back = tuple(_ways_back(model))
        self._versions = model.versions()
        self._parts = [each for each in model.catalog.items if model.catalog.is_part(each)]

    def propose(self, draw: Random) -> Action:
        """Draw one candidate."""
        chance = draw.random()
        if chance < 0.15:
            return DayPasses()
        if chance < 0.25:
            return _failed_run(draw)
        inner = self._simple(draw)
        if chance < 0.65:
            return inner
        if chance < 0.75:
            how = draw.choice(tuple(circumstances.REFUSALS))
            return circumstances.LmsRefuses(inner, how)  # type: ignore[arg-type]
        return self._around(inner, draw)

    def _around(self, inner: Action, draw: Random) -> Action:
        circumstance = draw.choice(AROUND)
        details: tuple[object, ...] = ()
        if circumstance is circumstances.WhileLmsIsDown:
            then, for_writes_only = self._meanwhile(draw), draw.random() < 0.5
            details = (then, for_writes_only, then is not None and draw.random() < 0.4)
        elif circumstance is circumstances.BeforeFailedRun:
            details = (draw.choice(get_args(failed_runs.DownSide)),)
        elif circumstance is circumstances.DuringRun:
            details = (self._model.catalog.has_two_pages and draw.random() < 0.5,)
        elif circumstance is circumstances.WhileWriteIsSlow:
            details = (draw.random() < 0.5,)
        elif circumstance is circumstances.WhileVerifying:
            details = (self._model.catalog.tags_on,)
        return circumstance(inner, *details)  # type: ignore[arg-type]

    def _meanwhile(self, draw: Random) -> Action | None:
        """What happens during an outage, or right after it."""
        method: Method = draw.choice(get_args(Method))
        then = (
            None,
            ConnectorRestarts(),
            RecognizesBy(method),
            self._model.statistics.propose(draw),
            catalog_proposals.saves(self._model.catalog, draw),
        )
        chosen = draw.choice(then)
        return chosen if isinstance(chosen, get_args(circumstances.Meanwhile)) else None

    def _simple(self, draw: Random) -> Action:
        model = self._model
        if self._back and draw.random() < WAYS_BACK:
            return draw.choice(self._back)
        if self._versions and draw.random() < VERSIONS:
            return CompletesVersion(draw.choice(LEARNERS), *draw.choice(self._versions))
        if model.statistics.queues and draw.random() < RELEASES:
            return _sends(draw)
        if self._parts and draw.random() < PARTS:
            goes = (catalog_actions.Retires, catalog_actions.Drops, LeavesItsGroup)
            return draw.choice(goes)(draw.choice(self._parts))
        if draw.random() < IN_GROUPS:
            return model.further.propose(draw)
        chance = draw.random()
        if chance < 0.45:
            return catalog_proposals.propose(model.catalog, draw)
        if chance < 0.85:
            return model.statistics.propose(draw)
        return self._set_up(draw)

    def _set_up(self, draw: Random) -> Action:
        tags_on = self._model.catalog.tags_on
        return draw.choice(
            (
                AddsVersion(draw.choice(COURSES), "French"),
                SwitchesGlobalization(on=True),
                SetsUpAgain(tags_on),
                RenewsToken(tags_on),
                SetsUpWrongly(not tags_on and draw.random() < 0.5),
                ReconnectsStatistics(),
                ConnectorRestarts(),
            )
        )


def _failed_run(draw: Random) -> Action:
    sides = get_args(failed_runs.Side)
    failed = [failed_runs.FailedRun(each) for each in sides]
    longer: tuple[failed_runs.Side, ...] = ("360Learning", "the connector")
    hours = draw.choice((failed_runs.UNTIL_EVENING, failed_runs.UNTIL_NIGHT))
    failed += [failed_runs.FailedRun(each, hours) for each in longer]
    return draw.choice([*failed, failed_runs.ThrottledRun()])


def _ways_back(model: IntegrationModel) -> Iterator[Action]:
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


def _sends(draw: Random) -> Action:
    order: statistics_actions.Order = draw.choice(get_args(statistics_actions.Order))
    form: statistics_actions.Form = draw.choice(get_args(statistics_actions.Form))
    return statistics_actions.Sends(order, form)
