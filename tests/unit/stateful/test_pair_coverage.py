"""The choice of actions that follow closely upon each other and may matter to each other."""

from __future__ import annotations

from collections.abc import Iterator

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.stateful.actions import circumstances as around
from percipio_conformance.stateful.actions.action import Action, DayPasses
from percipio_conformance.stateful.actions.catalog_actions import (
    Files,
    Renames,
    Retires,
    SavesTypes,
)
from percipio_conformance.stateful.actions.statistics_actions import Does, Sends
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.features import Feature
from percipio_conformance.stateful.models.integration_model import IntegrationModel
from percipio_conformance.stateful.models.statistics_proposals import COURSES
from percipio_conformance.stateful.pair_coverage import PairCoverage

FIRST, SECOND = COURSES
RENAMES = Renames(FIRST, "Six Sigma")


class Featureless(IntegrationModel):
    """A model in which no feature of the state matters."""

    def features(self) -> Iterator[Feature]:
        return iter(())


def model(kind: type[IntegrationModel] = Featureless) -> IntegrationModel:
    known = frozenset({"courses", "statistics", "tags", "filters", "globalization"})
    return kind(Assumptions(load_profile("article"), known, True), START_TIME)


def chosen(earlier: list[Action], *candidates: Action) -> Action | None:
    """The choice of a coverage that has met no pairs."""
    return PairCoverage().choose(model(), earlier, iter(candidates))


def test_an_action_on_the_same_item_is_worth_more_than_one_on_another() -> None:
    assert chosen([RENAMES], Retires(SECOND), Retires(FIRST)) == Retires(FIRST)
    assert chosen([RENAMES], Does("Ada", "starts", SECOND), Does("Ada", "starts", FIRST)) == Does(
        "Ada", "starts", FIRST
    )


def test_a_setting_concerns_every_item() -> None:
    assert chosen([RENAMES], Retires(SECOND), SavesTypes(())) == SavesTypes(())
    assert chosen([SavesTypes(())], Retires(SECOND)) == Retires(SECOND)


def test_actions_on_other_items_do_not_push_an_action_out_of_reach() -> None:
    others = [Files(SECOND, ())] * 4
    assert chosen([RENAMES, *others], Retires("Item 3"), Retires(FIRST)) == Retires(FIRST)


def test_a_pair_is_covered_once() -> None:
    coverage, state = PairCoverage(), model()
    assert coverage.choose(state, [RENAMES], iter([Retires(FIRST)])) == Retires(FIRST)
    second = coverage.choose(state, [RENAMES], iter([Retires(FIRST), Files(FIRST, ())]))
    assert second == Files(FIRST, ())
    assert coverage.choose(state, [RENAMES], iter([])) is None


def test_an_action_meets_each_feature_of_its_item_and_of_the_settings() -> None:
    state, coverage = model(IntegrationModel), PairCoverage()
    assert coverage.choose(state, [], iter([Retires(FIRST)])) == Retires(FIRST)
    state.apply(Renames(SECOND, "Six Sigma"))
    # Only the other course has a new title that 360Learning does not show yet.
    assert coverage.choose(state, [], iter([Retires(FIRST), Retires(SECOND)])) == Retires(SECOND)
    assert coverage.choose(state, [], iter([Retires(FIRST), Retires(SECOND)])) == Retires(FIRST)
    state.apply(SavesTypes(("course",)))
    assert Feature(frozenset(), "filter by types") in set(state.features())


def test_an_action_concerns_what_the_actions_within_it_concern() -> None:
    completes = Does("Ada", "completes", FIRST)
    assert completes.about == {"Ada", FIRST}
    assert around.WhileLmsIsDown(completes, Does("Alan", "starts", SECOND)).about == {
        *("Ada", "Alan"),
        *(FIRST, SECOND),
    }
    assert DayPasses().about == frozenset()


def test_kinds_tell_apart_what_learners_do_and_what_360learning_does() -> None:
    completes = Does("Ada", "completes", FIRST)
    assert around.BeforeRun(completes).name == "BeforeRun(Completes)"
    assert Does("Ada", "takes the test of", FIRST, 50).name == "TakesTheTestOf"
    assert around.LmsRefuses(completes, "429").name == "LmsRefuses(Completes)"
    assert around.LmsRefuses(completes, "lost").name == "LmsLosesAnswer(Completes)"
    assert around.LmsRefuses(completes, "broken off").name == "LmsBreaksOff(Completes)"
    assert Sends(", the last one first").name == "SendsReversed"
    assert Sends("", " in requests at the same time").name == "SendsAtOnce"
