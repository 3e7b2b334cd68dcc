"""Features of a state, and the actions that they can matter to."""

from __future__ import annotations

import pytest

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.stateful.actions import catalog_actions as catalog
from percipio_conformance.stateful.actions.action import Action, DayPasses
from percipio_conformance.stateful.actions.failed_runs import FailedRun
from percipio_conformance.stateful.actions.language_actions import SwitchesGlobalization
from percipio_conformance.stateful.actions.setup_actions import SetsUpAgain
from percipio_conformance.stateful.actions.statistics_actions import (
    Does,
    GetsAddress,
    KeepsBack,
    Leaves,
)
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.features import Feature
from percipio_conformance.stateful.models.integration_model import IntegrationModel
from percipio_conformance.stateful.models.statistics_proposals import COURSES

COURSE, OTHER = COURSES
DAY = DayPasses()
STARTS = Does("Ada", "starts", COURSE)


def features(*actions: Action) -> set[tuple[frozenset[str], str]]:
    known = frozenset({"courses", "statistics", "tags", "filters", "globalization"})
    model = IntegrationModel(Assumptions(load_profile("article"), known, True), START_TIME)
    for each in actions:
        assert model.allows(each)
        model.apply(each)
    return {(each.names, each.text) for each in model.features()}


@pytest.mark.parametrize(
    ("actions", "text"),
    [
        ([], "active"),
        ([catalog.Retires(COURSE)], "to be archived"),
        ([catalog.Retires(COURSE), DAY], "archived by status"),
        ([catalog.Retires(COURSE), DAY, catalog.Reactivates(COURSE)], "to be restored"),
        ([catalog.Retires(COURSE), DAY, catalog.Reactivates(COURSE), DAY], "restored from status"),
        ([catalog.SavesTypes(("book",))], "archived by filter"),
        ([catalog.Renames(COURSE, "Other")], "to get another title"),
        ([catalog.Drops(COURSE)], "missing"),
        ([catalog.TagsByHand(COURSE, "Team")], "tagged by hand"),
        ([catalog.TakesOut(COURSE, "catalog")], "not in the catalog"),
    ],
)
def test_a_course_has_features(actions: list[Action], text: str) -> None:
    assert (frozenset({COURSE}), text) in features(*actions)


def test_an_item_without_a_course_is_to_be_created_unless_a_filter_excludes_it() -> None:
    offer = catalog.Offers("Item 3", "book", "English", ())
    assert (frozenset({"Item 3"}), "to be created") in features(offer)
    excluded = features(offer, catalog.SavesTypes(("course",)))
    assert (frozenset({"Item 3"}), "without a course") in excluded


@pytest.mark.parametrize(
    ("actions", "text"),
    [
        ([catalog.SavesLanguages(("English",))], "filter by languages"),
        ([SwitchesGlobalization(on=True)], "Globalization"),
        ([catalog.SwitchesTags(on=True)], "tags"),
        ([KeepsBack()], "queue"),
        ([SetsUpAgain(tags=False)], "setup being verified"),
        ([FailedRun("360Learning")], "run failed"),
    ],
)
def test_settings_and_circumstances_are_features_of_no_item(
    actions: list[Action], text: str
) -> None:
    assert (frozenset(), text) in features(*actions)
    assert (frozenset(), text) not in features(DAY)


def test_learners_and_their_courses_have_features() -> None:
    both = frozenset({"Ada", COURSE})
    assert (both, "begun") in features(STARTS)
    finished = features(Does("Ada", "completes", COURSE), Does("Ada", "restarts", COURSE))
    assert (both, "restarted") in finished
    assert (both, "queued") in features(KeepsBack(), STARTS)
    assert (frozenset({"Ada"}), "removed") in features(Leaves("Ada"))
    moved = features(GetsAddress("Ada", "ada.1@acme.example"))
    assert (frozenset({"Ada"}), "with another address") in moved


def test_a_feature_matters_to_actions_on_the_same_items_and_to_those_on_all() -> None:
    begun = Feature(frozenset({"Ada", COURSE}), "begun")
    assert begun.matters_to(frozenset())
    assert begun.matters_to(frozenset({COURSE}))
    assert begun.matters_to(frozenset({"Ada", COURSE}))
    assert not begun.matters_to(frozenset({"Alan", COURSE}))
    assert not begun.matters_to(frozenset({OTHER}))
    assert Feature(frozenset(), "tags").matters_to(frozenset({OTHER}))


def test_looking_at_features_changes_nothing() -> None:
    model = IntegrationModel(
        Assumptions(load_profile("article"), frozenset({"courses"}), True), START_TIME
    )
    model.apply(catalog.Retires(COURSE))
    assert set(model.features()) == set(model.features())
    assert model.catalog.courses[COURSE].archived_by is None
