"""The model of the whole integration: the daily run, outages, and what they leave open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from test_models import TERMS

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.stateful.actions import catalog_actions as catalog
from percipio_conformance.stateful.actions import circumstances as around
from percipio_conformance.stateful.actions import language_actions as language
from percipio_conformance.stateful.actions import statistics_actions as statistics
from percipio_conformance.stateful.actions.action import Action, ConnectorRestarts, DayPasses
from percipio_conformance.stateful.actions.failed_runs import FailedRun
from percipio_conformance.stateful.actions.setup_actions import (
    RecognizesBy,
    SetsUpAgain,
    SetsUpWrongly,
)
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.generation import CoveringSequences
from percipio_conformance.stateful.integration import IntegrationDomain
from percipio_conformance.stateful.models.integration_model import IntegrationModel

COURSE = "Six Sigma Basics"
DAY = DayPasses()
OFFER = catalog.Offers("A", "book", "French", ())
FAILED = FailedRun("Percipio")
NO_BOOKS = catalog.SavesTypes(("course",))
EVERYTHING = catalog.SavesTypes(())


def after(*story: Action) -> IntegrationModel:
    model = IntegrationDomain().model(TERMS, START_TIME)
    for action in story:
        assert model.allows(action), action
        model.apply(action)
    return model


def expected(model: IntegrationModel) -> dict[str, Any]:
    return {each.what: each.expected for each in model.postconditions()}


def course(*story: Action, of: str = "A") -> object:
    """What must hold about the course; None while nothing is determined."""
    found = expected(after(*story))
    return found.get(
        f'what 360Learning has for "{of}"', found.get(f'what 360Learning shows for "{of}"')
    )


@pytest.mark.parametrize(
    ("story", "stands"),
    [
        ((around.BeforeRun(OFFER),), "one active course"),
        ((OFFER, around.DuringRun(catalog.SwitchesTags(on=True))), "one active course"),
        # Such a run may make a course of the item and archive it again, or make none.
        ((OFFER, around.DuringRun(NO_BOOKS)), "no active course"),
        ((OFFER, around.DuringRun(NO_BOOKS), DAY), "no active course"),
        ((OFFER, around.DuringRun(NO_BOOKS), EVERYTHING, DAY), "one active course"),
        ((OFFER, DAY, around.DuringRun(NO_BOOKS)), "one archived course"),
        # A filter that is widened during a run may bring the course back with it.
        ((OFFER, DAY, NO_BOOKS, around.DuringRun(EVERYTHING)), None),
        ((OFFER, DAY, NO_BOOKS, around.DuringRun(EVERYTHING), DAY), "one active course"),
        ((OFFER, around.DuringRun(ConnectorRestarts())), "one active course"),
        ((OFFER, around.DuringRun(ConnectorRestarts()), DAY), "one active course"),
        ((OFFER, FAILED), None),
        ((OFFER, FAILED, NO_BOOKS, DAY), "no active course"),
        ((OFFER, DAY, FAILED), "one active course"),
        ((OFFER, DAY, catalog.Retires("A"), FAILED), None),
        ((OFFER, DAY, catalog.Retires("A"), FAILED, catalog.Reactivates("A")), None),
        ((OFFER, DAY, catalog.Drops("A"), FAILED, DAY), "one active course"),
    ],
)
def test_what_a_run_and_its_circumstances_leave_of_a_course(
    story: Sequence[Action], stands: object
) -> None:
    assert course(*story) == stands


def test_a_language_version_is_a_part_of_the_other_course_while_globalization_is_on() -> None:
    on, off = (language.SwitchesGlobalization(on=each) for each in (True, False))
    version = language.AddsVersion(COURSE, "French")
    name = version.version
    translations = f'the languages that "{COURSE}" is translated into'
    assert course(version, DAY, of=name) == "one active course"
    assert expected(after(version, DAY))[translations] == "none"
    joined = (version, DAY, on, DAY)
    assert course(*joined, of=name) == "no active course"
    assert expected(after(*joined))[translations] == "fr"
    # No clause says what becomes of it when Globalization is off again.
    assert course(*joined, off, DAY, of=name) is None
    assert course(*joined, off, DAY, on, DAY, of=name) == "no active course"
    assert expected(after(*joined, off, DAY, on, DAY))[translations] == "fr"


def test_a_completed_version_completes_the_course_of_which_it_is_a_part() -> None:
    joined = (language.SwitchesGlobalization(on=True), language.AddsVersion(COURSE, "French"), DAY)
    completes = language.CompletesVersion("Ada", COURSE, "French")
    assert not IntegrationDomain().model(TERMS, START_TIME).allows(completes)
    model = after(*joined, completes)
    assert expected(model)[f'the progress of Ada\'s attempts on "{COURSE}"'] == ["100 %"]
    assert {"A-COMBINE", "A-VERSIONS"} <= model.relies_on("the progress")
    # What becomes of the course does not depend on how its attempts are counted.
    assert "A-COMBINE" not in model.relies_on("the course")


def test_statements_about_a_removed_user_do_not_count_later() -> None:
    start, complete = (statistics.Does("Ada", deed, COURSE) for deed in ("starts", "completes"))
    away = after(start, statistics.Leaves("Ada"), complete)
    progress = f'the progress of Ada\'s attempts on "{COURSE}"'
    assert expected(away)[progress] == ["50 %"]
    back = after(start, statistics.Leaves("Ada"), complete, statistics.Returns("Ada"))
    assert expected(back)[progress] == ["50 %"]


def test_a_learner_goes_on_with_a_course_that_was_archived() -> None:
    model = after(
        around.BeforeRun(catalog.Retires(COURSE)), statistics.Does("Ada", "starts", COURSE)
    )
    found = expected(model)
    assert found[f'what 360Learning has for "{COURSE}"'] == "one archived course"
    assert found[f'Ada\'s attempts on "{COURSE}"'] == 1


def test_a_setup_is_not_submitted_while_the_one_before_is_verified() -> None:
    again = SetsUpAgain(tags=False)
    model = after(again)
    assert not model.allows(again)
    # The setup has the same box, and it is open which of the two counts.
    assert not model.allows(catalog.SwitchesTags(on=True))
    # An outage lets the verification fail, and then the state is another one.
    assert not model.allows(FAILED)
    assert after(again, DAY).allows(again)
    assert expected(after(again, DAY))["the state of the integration"] == "active"


@pytest.mark.parametrize(
    ("story", "day"),
    [
        ((DAY,), "7 January 2026"),
        ((around.BeforeRun(SetsUpAgain(tags=False)),), "7 January 2026"),
        ((around.DuringRun(NO_BOOKS),), "7 January 2026"),
        ((FAILED, DAY), "8 January 2026"),
        # A connector may make up for it.
        ((DAY, FAILED), None),
        ((DAY, around.DuringRun(ConnectorRestarts())), "8 January 2026"),
    ],
)
def test_each_day_has_its_run(story: Sequence[Action], day: str | None) -> None:
    runs = [
        line
        for each in after(*story).postconditions()
        if each.kind == "the daily run"
        for line in each.then
    ]
    assert runs == ([] if day is None else [f"the daily run of {day} asked for the catalog"])


def test_only_actions_for_which_they_can_matter_have_circumstances() -> None:
    model = IntegrationDomain().model(TERMS, START_TIME)
    assert not model.allows(around.DuringRun(OFFER))
    assert not model.allows(around.WhileLmsIsDown(catalog.SwitchesTags(on=True)))
    assert not model.allows(around.LmsRefuses(NO_BOOKS, "broken off"))
    assert model.allows(around.LmsRefuses(NO_BOOKS, "401"))


@pytest.mark.parametrize(
    ("lacks", "names"),
    [
        ({"own_timers": False}, ("BeforeRun", "DuringRun", "LmsRefuses", "FailedRun")),
        ({"can_restart": False}, ("ConnectorRestarts", "WhileStopped")),
    ],
)
def test_a_connector_is_asked_for_what_it_can_do(
    lacks: dict[str, bool], names: tuple[str, ...]
) -> None:
    given = {"can_restart": True} | lacks
    poor = Assumptions(TERMS.profile, TERMS.capabilities, **given)
    some = (TERMS, poor)
    rich, without = (
        {
            action.name
            for number in range(1, 13)
            for action in CoveringSequences(IntegrationDomain(), each, 3)[number].actions
        }
        for each in some
    )
    assert any(each.startswith(names) for each in rich)
    assert not any(each.startswith(names) for each in without)


def test_the_sequences_of_a_run_are_those_of_its_seed() -> None:
    one, same, other = (
        [CoveringSequences(IntegrationDomain(), TERMS, seed)[number] for number in (1, 2, 3)]
        for seed in (4, 4, 5)
    )
    assert one == same
    assert one != other


def test_a_second_action_happens_during_an_outage() -> None:
    start = statistics.Does("Ada", "starts", COURSE)
    outage = around.WhileLmsIsDown(start, ConnectorRestarts())
    assert outage.name == "WhileLmsIsDown(Starts, ConnectorRestarts)"
    assert expected(after(outage))[f'the progress of Ada\'s attempts on "{COURSE}"'] == ["50 %"]
    # Without the ability to restart the connector, the action is not possible.
    rigid = Assumptions(TERMS.profile, TERMS.capabilities, can_restart=False)
    assert not IntegrationDomain().model(rigid, START_TIME).allows(outage)
    assert start in tuple(outage.simpler())


def test_the_second_action_may_depend_on_the_first_one() -> None:
    start, complete, reopen = (
        statistics.Does("Ada", deed, COURSE) for deed in ("starts", "completes", "reopens")
    )
    both = around.WhileLmsIsDown(start, complete)
    assert expected(after(both))[f'the progress of Ada\'s attempts on "{COURSE}"'] == ["100 %"]
    assert not after().allows(around.WhileLmsIsDown(reopen, complete))


def test_the_second_action_may_happen_right_after_the_outage() -> None:
    narrower = catalog.SavesTypes(("course", "book"))
    later = around.WhileLmsIsDown(NO_BOOKS, narrower, then_is_after=True)
    assert later.name == "UntilAfterLmsIsDown(SavesTypes, SavesTypes)"
    assert later.phrases()[-2:] == ("360Learning is up again", *narrower.phrases())
    assert around.WhileLmsIsDown(NO_BOOKS, narrower) in later.simpler()
    # The first choice may have been applied before the second one.
    assert course(OFFER, DAY, later) is None
    assert course(OFFER, DAY, later, DAY) == "one active course"


def test_an_interrupted_run_is_repeated_or_costs_a_warning() -> None:
    for interrupted in (
        around.DuringRun(ConnectorRestarts()),
        around.WhileWriteIsSlow(ConnectorRestarts(), before_run=False),
    ):
        assert interrupted.judged_at == "derived"
        assert course(OFFER, interrupted) == "one active course"
    assert around.DuringRun(NO_BOOKS).judged_at == "must"


def test_a_slow_write_changes_nothing_in_the_end() -> None:
    saves = around.WhileWriteIsSlow(NO_BOOKS, before_run=True)
    assert saves.name == "WhileWriteIsSlowBeforeRun(SavesTypes)"
    assert course(OFFER, DAY, saves) == "one archived course"
    # Nothing is archived, so there is no write that can be slow.
    assert not after(OFFER).allows(saves)
    # A run that has read the item may create its course before it is archived.
    during = around.WhileWriteIsSlow(NO_BOOKS, before_run=False)
    assert course(OFFER, during) == "no active course"


def test_a_refused_object_is_written_by_the_next_run() -> None:
    offers = around.LmsRefuses(OFFER, "object")
    assert course(offers) is None
    assert course(offers, DAY) == "one active course"
    saves = around.LmsRefuses(NO_BOOKS, "object")
    assert course(OFFER, DAY, saves) is None
    assert course(OFFER, DAY, saves, DAY) == "one archived course"
    start = statistics.Does("Ada", "starts", COURSE)
    assert not after().allows(around.LmsRefuses(start, "object"))


def test_statements_with_a_new_activity_id_count_after_a_run() -> None:
    renumbers, start = (
        catalog.GetsActivityId(COURSE),
        statistics.Does("Ada", "starts", COURSE),
    )
    assert not after(renumbers).allows(start)
    assert not after(renumbers).allows(statistics.Together((start,)))
    assert not after(renumbers, FAILED).allows(start)
    assert expected(after(renumbers, DAY, start))[f'Ada\'s attempts on "{COURSE}"'] == 1
    # It is open what becomes of attempts by the earlier one.
    assert not after(start).allows(renumbers)
    # A run need not read it while the course is archived.
    archived = (catalog.ArchivesByHand(COURSE), DAY)
    assert not after(renumbers, *archived).allows(start)


def test_a_refused_setup_leaves_the_box_for_tags() -> None:
    assert after().allows(SetsUpWrongly(tags=True))
    on = after(catalog.SwitchesTags(on=True))
    assert on.allows(SetsUpWrongly())
    assert not on.allows(SetsUpWrongly(tags=True))
    assert list(SetsUpWrongly(tags=True).simpler()) == [SetsUpWrongly()]
    tags = expected(after(catalog.Files(COURSE, ("Data",)), SetsUpWrongly(tags=True), DAY))
    assert tags[f'the tags of "{COURSE}"'] == "none"


def test_another_method_of_identification_changes_no_attempt() -> None:
    start = statistics.Does("Ada", "starts", COURSE)
    change = around.WhileLmsIsDown(start, RecognizesBy("username"))
    model = after(change)
    assert expected(model)[f'the progress of Ada\'s attempts on "{COURSE}"'] == ["50 %"]
    assert "A-IDCHANGE" in model.relies_on("the progress")
    assert not model.allows(RecognizesBy("username"))
    # Queued statements name the learner as before.
    assert not after(statistics.KeepsBack()).allows(RecognizesBy("username"))


def test_statements_of_a_restart_are_not_sent_at_the_same_time() -> None:
    together = statistics.Sends("", " in requests at the same time")
    kept = (statistics.KeepsBack(), statistics.Does("Ada", "completes", COURSE))
    assert after(*kept).allows(together)
    again = (statistics.Does("Ada", "restarts", COURSE),)
    assert not after(*kept, *again).allows(together)


def test_a_setting_saved_during_a_run_may_count_for_it() -> None:
    version = language.AddsVersion(COURSE, "French")
    during = around.DuringRun(language.SwitchesGlobalization(on=True))
    assert course(version, during, of=version.version) is None
    assert course(version, during, DAY, of=version.version) == "no active course"


def test_no_clause_says_whether_a_dropped_item_is_restored_or_translated() -> None:
    dropped = (OFFER, DAY, NO_BOOKS, catalog.Drops("A"), EVERYTHING)
    assert course(*dropped) == "one archived course"
    assert course(*dropped, DAY) is None
    assert course(*dropped, DAY, catalog.BringsBack("A"), DAY) == "one active course"
    channel = language.OffersInLanguages("B", ("English", "French"))
    on = language.SwitchesGlobalization(on=True)
    translations = 'the languages that "B" is translated into'
    assert expected(after(channel, DAY, on, DAY))[translations] == "fr"
    assert translations not in expected(after(channel, DAY, on, catalog.Drops("B"), DAY))


def test_attempts_on_a_version_count_for_the_course_that_it_joins() -> None:
    version = language.AddsVersion(COURSE, "French")
    completes = language.CompletesVersion("Ada", COURSE, "French")
    on = language.SwitchesGlobalization(on=True)
    attempts, own = (f'Ada\'s attempts on "{of}"' for of in (COURSE, version.version))
    separate = (version, DAY, completes)
    assert (expected(after(*separate))[attempts], expected(after(*separate))[own]) == (0, 1)
    between = expected(after(*separate, on, DayPasses()))
    assert between[attempts] == 1
    assert own not in between
    assert attempts not in expected(after(*separate, on))
    (blame,) = [
        each for each in after(*separate, on, DAY).postconditions() if each.what == attempts
    ]
    assert blame.blame(0) == "C046"
    assert not after(*separate).allows(statistics.Does("Ada", "starts", COURSE))


def test_which_version_carries_the_attempts_is_open_while_the_course_is_archived() -> None:
    version = language.AddsVersion(COURSE, "French")
    start = statistics.Does("Ada", "starts", COURSE)
    french = catalog.SavesLanguages(("French",))
    story = (start, version, DAY, french, language.SwitchesGlobalization(on=True))
    attempts = f'Ada\'s attempts on "{COURSE}"'
    assert expected(after(*story[:-1]))[attempts] == 1
    assert attempts not in expected(after(*story, DAY))


def test_a_version_that_may_have_got_a_course_may_carry_the_content() -> None:
    on, off = (language.SwitchesGlobalization(on=each) for each in (True, False))
    joined = (language.AddsVersion(COURSE, "French"), on, DAY)
    french = catalog.SavesLanguages(("French",))
    assert course(*joined, french, DAY, of=COURSE) == "one active course"
    # Without Globalization, the filter leaves the English course out, and not the French one.
    apart = (*joined, french, off, DAY)
    assert course(*apart, on, DAY, of=COURSE) is None
