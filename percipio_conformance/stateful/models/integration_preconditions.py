"""When an action on the integration is possible, and a clause or reading determines its result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from percipio_conformance.stateful.actions import catalog_actions as catalog
from percipio_conformance.stateful.actions import circumstances, failed_runs
from percipio_conformance.stateful.actions import language_actions as language
from percipio_conformance.stateful.actions import statistics_actions as statistics
from percipio_conformance.stateful.actions.action import Action, ConnectorRestarts, DayPasses
from percipio_conformance.stateful.actions.circumstances import Around
from percipio_conformance.stateful.actions.further_integrations import (
    CompletesInGroup,
    ConnectsGroups,
)
from percipio_conformance.stateful.actions.setup_actions import (
    RecognizesBy,
    ReconnectsStatistics,
    RenewsToken,
    SetsUpAgain,
    SetsUpWrongly,
)
from percipio_conformance.stateful.models.statistics_proposals import COURSES

if TYPE_CHECKING:
    from percipio_conformance.stateful.models.integration_model import IntegrationModel

STATISTICS = (
    statistics.Enrols,
    statistics.Leaves,
    statistics.Returns,
    statistics.GetsAddress,
    statistics.SpellsAddress,
    statistics.Does,
    statistics.FinishesVideo,
    statistics.KeepsBack,
    statistics.Sends,
    statistics.Together,
    statistics.SetsStatementFields,
    language.CompletesVersion,
    RecognizesBy,
)
"""The actions of the statistics model; all others belong to the catalog model or to neither."""

SAVES = (
    *catalog.FILTERS,
    catalog.SwitchesTags,
    language.SwitchesGlobalization,
)
"""The settings that a daily run depends on."""

CHANGES = (
    catalog.Offers,
    catalog.OffersCourses,
    catalog.Renames,
    catalog.SetsFields,
    catalog.Files,
    catalog.Retires,
    catalog.Reactivates,
    catalog.Drops,
    catalog.BringsBack,
    catalog.ChangesType,
    catalog.GetsActivityId,
    language.OffersInLanguages,
    language.AddsLanguage,
    language.CorrectsLanguage,
    language.AddsVersion,
    language.LeavesItsGroup,
)
"""What a daily run brings to 360Learning."""

IN_GROUPS = (ConnectsGroups, CompletesInGroup)

UNAFFECTED_BY_RUN = (statistics.Does, statistics.Sends, catalog.TagsByHand, CompletesInGroup)
"""Actions with one result, whether they happen before, during or after a run."""

INNER: Mapping[type[Around], tuple[type[Action], ...]] = {
    circumstances.BeforeRun: (
        *SAVES,
        *UNAFFECTED_BY_RUN,
        *CHANGES,
        catalog.ArchivesByHand,
        ConnectorRestarts,
        SetsUpAgain,
    ),
    # How soon a connector repeats what a saved filter orders is left open.
    circumstances.BeforeFailedRun: (
        *CHANGES,
        catalog.SwitchesTags,
        language.SwitchesGlobalization,
        catalog.TagsByHand,
        catalog.ArchivesByHand,
    ),
    circumstances.DuringRun: (*SAVES, *UNAFFECTED_BY_RUN, ConnectorRestarts, SetsUpAgain),
    # Tags by hand would be overwritten by a write of all tags that has begun before.
    circumstances.WhileWriteIsSlow: (
        *SAVES,
        statistics.Does,
        statistics.Sends,
        ConnectorRestarts,
    ),
    circumstances.WhileVerifying: (
        *catalog.FILTERS,
        language.SwitchesGlobalization,
        statistics.Does,
        ConnectorRestarts,
    ),
    circumstances.WhileLmsIsDown: (
        statistics.Does,
        statistics.Together,
        statistics.Sends,
        CompletesInGroup,
        *catalog.FILTERS,
    ),
    circumstances.WhileStopped: (
        statistics.Does,
        statistics.Together,
        statistics.Sends,
        CompletesInGroup,
    ),
    circumstances.LmsRefuses: (
        *SAVES,
        *CHANGES,
        statistics.Does,
        statistics.Together,
        statistics.Sends,
        CompletesInGroup,
        DayPasses,
    ),
}
"""The actions for which the circumstances can matter."""


def is_possible(model: IntegrationModel, action: Action) -> bool:
    """True if the action is possible in this state."""
    if not model.assumptions.admit(action):
        return False
    needs_statistics = isinstance(action, (*STATISTICS, *IN_GROUPS, ReconnectsStatistics))
    if needs_statistics and not model.assumptions.with_statistics:
        return False
    match action:
        case Around(inner=inner) if not model.allows(inner):
            return False
        case Around(inner=inner) if not isinstance(inner, INNER[type(action)]):
            return False
        case circumstances.WhileLmsIsDown(inner, then) if then is not None and not (
            _allows_then(model, inner, then)
        ):
            return False
        case circumstances.WhileLmsIsDown(inner, then) if isinstance(
            then, catalog.FILTERS
        ) and not (isinstance(inner, catalog.FILTERS)):
            return False
        case circumstances.LmsRefuses(inner, "broken off"):
            # How soon a connector repeats what a saved filter orders is left open.
            return isinstance(inner, STATISTICS)
        case circumstances.LmsRefuses(inner, "object"):
            # It is open when a connector writes attempts again that were refused one by one.
            return isinstance(inner, (*CHANGES, *catalog.FILTERS, DayPasses))
        case circumstances.DuringRun(at_second_page=True) if not model.catalog.has_two_pages:
            return False
        case circumstances.WhileWriteIsSlow(inner, before_run):
            return _brings_write(model, inner, before_run=before_run)
        case SetsUpWrongly(tags):
            return not model.is_verified and not (tags and model.catalog.tags_on)
        case ReconnectsStatistics() if model.statistics.queues:
            # It chooses the email address again, and queued statements may have another form.
            return False
        case (
            failed_runs.FailedRun() | failed_runs.ThrottledRun() | circumstances.BeforeFailedRun()
        ) if model.is_verified:
            # The outage would let the verification fail, too.
            return False
        case failed_runs.FailedRun("Percipio's second page"):
            return model.catalog.has_two_pages
        case circumstances.WhileVerifying(tags=tags) | SetsUpAgain(tags) | RenewsToken(tags):
            return tags == model.catalog.tags_on and not model.is_verified
        case catalog.SwitchesTags() if model.is_verified:
            # The setup submits the same box, and it is open which of the two counts.
            return False
        case statistics.Together(done):
            known = all(_is_known(model, each.course) for each in done)
            return known and model.statistics.allows(action)
        case statistics.Does(course=course) | statistics.FinishesVideo(course=course):
            return _is_known(model, course) and model.statistics.allows(action)
        case language.CompletesVersion(item=item, language=spoken):
            known = model.is_joined(item, spoken) or model.is_separate(action.version)
            return known and model.statistics.allows(action)
        case catalog.ChangesType(item) if item in COURSES:
            return False
        case catalog.GetsActivityId(item) if model.statistics.has_records(item):
            # It is open what becomes of the attempts by the earlier ID.
            return False
        case language.LeavesItsGroup(item) if model.has_attempts(item):
            # It is open where the attempts on it stay.
            return False
    if isinstance(action, STATISTICS):
        return model.statistics.allows(action)
    if isinstance(action, IN_GROUPS):
        return model.further.allows(action, model.statistics.unknown_elsewhere)
    return model.catalog.allows(action)


def _brings_write(model: IntegrationModel, inner: Action, *, before_run: bool) -> bool:
    """True if there is a write that can be slow: of the action itself, or else of the next run."""
    if before_run and isinstance(inner, STATISTICS):
        return True
    catalog_model, later = model.catalog, model.catalog.duplicate()
    if before_run:
        later.do(inner)
    else:
        later.run()
    return catalog_model.courses != later.courses


def _is_known(model: IntegrationModel, course: str) -> bool:
    """True if Percipio offers the item, and a run has read how statements name it."""
    item = model.catalog.items[course]
    return item.offered and not item.has_new_activity_id


def _allows_then(model: IntegrationModel, inner: Action, then: Action) -> bool:
    """True if the other action is possible after the first one, while its effect is delayed."""
    if not (isinstance(inner, STATISTICS) and isinstance(then, STATISTICS)):
        return model.allows(then)
    after = model.statistics.duplicate()
    after.do(inner)
    return model.allows(then) and after.allows(then)
