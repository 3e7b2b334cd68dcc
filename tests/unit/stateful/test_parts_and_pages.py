"""Language versions that go away, many courses at once, and runs that break off between them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_integration_model import DAY, OFFER, after, course, expected

from percipio_conformance.stateful.actions import catalog_actions as catalog
from percipio_conformance.stateful.actions import circumstances as around
from percipio_conformance.stateful.actions import language_actions as language
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.failed_runs import UNTIL_EVENING, FailedRun

COURSE = "Six Sigma Basics"
VERSION = f"{COURSE} in French"
JOINED = (
    language.SwitchesGlobalization(on=True),
    language.AddsVersion(COURSE, "French"),
    DAY,
)
ONLY_COURSES = catalog.SavesTypes(("course",))
SECOND_PAGE = FailedRun("Percipio's second page")
TRANSLATIONS = f'the languages that "{COURSE}" is translated into'


@pytest.mark.parametrize("goes", [catalog.Retires(VERSION), catalog.Drops(VERSION)])
def test_a_course_stays_while_one_of_its_versions_is_away(goes: Action) -> None:
    assert course(*JOINED, goes, DAY, of=COURSE) == "one active course"
    # Whether the translation goes is open (A-LANGSET).
    assert TRANSLATIONS not in expected(after(*JOINED, goes, DAY))


def test_a_version_that_is_back_is_a_translation_again() -> None:
    story = (*JOINED, catalog.Retires(VERSION), DAY, catalog.Reactivates(VERSION), DAY)
    assert expected(after(*story))[TRANSLATIONS] == "fr"


def test_a_version_that_leaves_its_group_gets_a_course_of_its_own() -> None:
    story = (*JOINED, language.LeavesItsGroup(VERSION))
    assert course(*story, of=VERSION) != "one active course"
    assert course(*story, DAY, of=VERSION) == "one active course"


@pytest.mark.parametrize(
    "impossible",
    [
        (language.AddsVersion(COURSE, "French"), catalog.Retires(VERSION)),
        (*JOINED, catalog.Retires(VERSION), language.SwitchesGlobalization(on=False)),
        (*JOINED, catalog.Retires(VERSION), catalog.SavesLanguages(("French",))),
        (
            *JOINED,
            catalog.Retires(VERSION),
            DAY,
            catalog.Reactivates(VERSION),
            catalog.SavesLanguages(("French",)),
        ),
        # It is open where the attempts on it stay.
        (
            *JOINED,
            language.CompletesVersion("Ada", COURSE, "French"),
            language.LeavesItsGroup(VERSION),
        ),
        # It is open which course one has that had one before it joined the group.
        (
            language.AddsVersion(COURSE, "French"),
            DAY,
            language.SwitchesGlobalization(on=True),
            DAY,
            language.LeavesItsGroup(VERSION),
        ),
        (OFFER, SECOND_PAGE),
        (catalog.OffersCourses(), catalog.OffersTwoPages()),
    ],
)
def test_an_action_whose_result_is_open_is_not_drawn(impossible: Sequence[Action]) -> None:
    *story, last = impossible
    assert not after(*story).allows(last)


@pytest.mark.parametrize(
    ("story", "shown"),
    [
        ((), 0),
        ((DAY,), 1_010),
        ((SECOND_PAGE,), None),
        ((SECOND_PAGE, DAY), 1_010),
        ((DAY, SECOND_PAGE), 1_010),
        ((DAY, catalog.SavesTypes(("book",))), 0),
        ((DAY, catalog.SavesTypes(("book",)), ONLY_COURSES, SECOND_PAGE), None),
    ],
)
def test_many_courses_are_shown_or_none(story: Sequence[Action], shown: int | None) -> None:
    found = expected(after(catalog.OffersTwoPages(), *story))
    assert found.get("the number of numbered courses shown") == shown


def test_a_run_that_breaks_off_leaves_what_a_whole_run_would_leave() -> None:
    """What is unchanged keeps all that it shows; what has changed may be old or new."""
    steady = after(catalog.OffersTwoPages(), *JOINED, SECOND_PAGE)
    assert expected(steady)[TRANSLATIONS] == "fr"
    changed = after(catalog.OffersTwoPages(), *JOINED, catalog.Renames(COURSE, "Anew"), SECOND_PAGE)
    assert TRANSLATIONS not in expected(changed)
    assert course(catalog.OffersTwoPages(), *JOINED, SECOND_PAGE, of=COURSE) == "one active course"


def test_the_loss_of_a_course_in_a_run_that_broke_off_is_named_as_such() -> None:
    (stays,) = (
        each
        for each in after(OFFER, DAY, FailedRun("Percipio")).postconditions()
        if each.what == 'what 360Learning has for "A"'
    )
    assert stays.blame("one archived course") == "D05"


def test_a_filter_that_is_saved_again_in_an_outage_leaves_its_courses_open_until_a_run() -> None:
    """The connector may have applied the first one, or never."""
    twice = around.WhileLmsIsDown(catalog.SavesTypes(("course",)), catalog.SavesTypes(()))
    assert course(OFFER, DAY, twice) is None
    assert course(OFFER, DAY, twice, DAY) == "one active course"
    narrowed = around.WhileLmsIsDown(catalog.SavesTypes(()), catalog.SavesTypes(("course",)))
    assert course(OFFER, DAY, narrowed) == "one archived course"
    assert narrowed.judged_at == "derived"


def test_a_run_may_see_globalization_that_is_switched_on_during_it() -> None:
    """It may join a version with its attempts, even if Globalization is off again afterwards."""
    model = after(
        language.AddsVersion(COURSE, "French"),
        DAY,
        language.CompletesVersion("Ada", COURSE, "French"),
        around.DuringRun(language.SwitchesGlobalization(on=True)),
        language.SwitchesGlobalization(on=False),
        DAY,
    )
    assert f'Ada\'s attempts on "{COURSE}"' not in expected(model)


def test_an_action_can_happen_between_two_pages() -> None:
    save = catalog.SavesTypes(("book",))
    between = around.DuringRun(save, at_second_page=True)
    assert not after().allows(between)
    found = expected(after(catalog.OffersTwoPages(), DAY, between))
    assert found["the number of numbered courses shown"] == 0
    assert between.phrases()[-1] == "Percipio answers normally again"
    assert around.DuringRun(save) in between.simpler()


def test_a_refused_write_meets_the_run_that_brings_the_change() -> None:
    refused = around.LmsRefuses(OFFER, "lost")
    assert refused.occurs_within == "a day"
    assert course(refused) == "one active course"


def test_a_refusal_ends_with_its_action() -> None:
    refused = around.LmsRefuses(DAY, "503")
    assert refused.phrases()[-2:] == ("a day has passed", "360Learning answers normally again")


def test_a_long_outage_is_simplified_to_an_hour() -> None:
    long = FailedRun("the connector", UNTIL_EVENING)
    assert "14 hours have passed" in long.phrases()
    assert list(long.simpler()) == [FailedRun("the connector")]


def test_a_page_more_is_simplified_to_a_few_courses() -> None:
    assert list(catalog.OffersTwoPages().simpler()) == [catalog.OffersCourses()]


def test_a_change_seconds_before_a_failed_run_waits_for_the_next_one() -> None:
    renamed = around.BeforeFailedRun(catalog.Renames(COURSE, "Other"), "360Learning")
    assert renamed.phrases()[0].startswith("the next daily run is")
    assert renamed.phrases()[-1] == "360Learning is up again"
    assert f'the title of the course of "{COURSE}"' not in expected(after(renamed))
    assert after(renamed, DAY).catalog.courses[COURSE].title == "Other"
    assert FailedRun("360Learning") in renamed.simpler()
    assert not after().allows(around.BeforeFailedRun(catalog.SavesTypes(()), "360Learning"))


def test_a_failed_run_may_restore_a_missing_course_that_the_filters_let_through_again() -> None:
    missing = (catalog.Drops(COURSE), catalog.SavesTypes(("book",)))
    assert course(*missing, of=COURSE) == "one archived course"
    assert course(*missing, catalog.SavesTypes(()), FailedRun("the connector"), of=COURSE) is None


def test_what_a_failed_run_may_have_archived_depends_on_the_reading_afterwards() -> None:
    model = after(
        around.BeforeFailedRun(catalog.Retires(COURSE), "the connector"),
        catalog.Reactivates(COURSE),
        DAY,
    )
    assert "A-STATUS" in model.relies_on("the course")


def test_a_failed_run_may_tag_a_missing_course() -> None:
    offer = catalog.Offers("Item 3", "course", "English", ("Data",))
    story = (offer, DAY, catalog.Drops("Item 3"), catalog.SwitchesTags(on=True))
    assert 'the tags of "Item 3"' in expected(after(*story))
    assert 'the tags of "Item 3"' not in expected(after(*story, FailedRun("the connector")))
