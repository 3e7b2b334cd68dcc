"""The models say what the article says, clause by clause, without a world."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.stateful.actions import catalog_actions as actions
from percipio_conformance.stateful.actions.action import Action, DayPasses
from percipio_conformance.stateful.actions.statistics_actions import Does, Enrols, KeepsBack, Sends
from percipio_conformance.stateful.catalog import CatalogDomain
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.statistics import AnalyticsDomain

EVERYTHING = frozenset(
    {"courses", "statistics", "tags", "filters", "globalization", "several-integrations"}
)
TERMS = Assumptions(load_profile("article"), EVERYTHING, can_restart=True)
COURSE = "Six Sigma Basics"
DAY = DayPasses()
OFFER = actions.Offers("A", "book", "French", ("Data",))


def after(domain: Domain, story: Sequence[Action]) -> dict[tuple[str, str], object]:
    """What is promised: (kind, what) to what is expected."""
    model = domain.model(TERMS, START_TIME)
    for action in story:
        assert model.allows(action), action
        model.apply(action)
    return {(each.kind, each.what): each.expected for each in model.postconditions()}


def course(*story: Action) -> object:
    return after(CatalogDomain(), story)["the course", 'what 360Learning has for "A"']


def tags(*story: Action) -> object:
    return after(CatalogDomain(), story)["the tags", 'the tags of "A"']


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ((OFFER,), "no course"),
        ((OFFER, DAY), "one active course"),
        ((OFFER, actions.Retires("A"), DAY), "no course"),
        ((OFFER, DAY, actions.Retires("A")), "one active course"),
        ((OFFER, DAY, actions.Retires("A"), DAY), "one archived course"),
        ((OFFER, DAY, actions.Drops("A"), DAY, DAY), "one active course"),
        ((actions.SavesTypes(("course",)), OFFER, DAY), "no course"),
        ((OFFER, DAY, actions.SavesLanguages(("English",))), "one archived course"),
        ((OFFER, DAY, actions.SavesTypes(("book",))), "one active course"),
        (
            (OFFER, DAY, actions.SavesTypes(("course",)), actions.SavesTypes(())),
            "one archived course",
        ),
        (
            (OFFER, DAY, actions.SavesTypes(("course",)), actions.SavesTypes(()), DAY),
            "one active course",
        ),
        ((OFFER, DAY, actions.ArchivesByHand("A"), DAY, DAY), "one archived course"),
    ],
)
def test_where_a_course_stands(story: Sequence[Action], expected: str) -> None:
    assert course(*story) == expected


def test_which_tags_a_course_has() -> None:
    on, off = actions.SwitchesTags(True), actions.SwitchesTags(False)
    by_hand = actions.TagsByHand("A", "Mandatory")
    assert tags(OFFER, DAY) == "none"
    assert tags(OFFER, on, DAY) == "Data"
    assert tags(OFFER, on, DAY, off) == "Data"
    assert tags(OFFER, on, DAY, by_hand, off, DAY) == "Mandatory"
    assert tags(OFFER, on, DAY, actions.Files("A", ("Design",)), DAY) == "Design"


def figures(*story: Action) -> dict[str, object]:
    told = after(AnalyticsDomain(), story)
    return {kind: told[kind, what] for kind, what in told if "Ada" in what and COURSE in what}


def test_attempts_after_a_restart() -> None:
    found = figures(
        Does("Ada", "completes", COURSE, score=40, minutes=30),
        Does("Ada", "reopens", COURSE),
        Does("Ada", "restarts", COURSE),
        Does("Ada", "works on", COURSE, score=20, minutes=5),
    )
    assert found["the number of attempts"] == 2
    assert found["the progress"] == ["100 %", "50 %"]
    assert found["the result"] == ["Success", "empty"]
    assert found["the score"] == ["20 %", "20 %"]
    assert found["the time spent"] == ["5 minutes", "nothing"]


def test_the_end_of_what_was_finished_is_a_look_at_it() -> None:
    found = figures(Does("Ada", "completes", COURSE), Does("Ada", "completes", COURSE))
    assert found["the number of attempts"] == 1
    # Monday noon, minutes of setup, a day: the first completion, not the second.
    assert found["the last activity"] == ["6 January 2026, 12:05:00 CET"]


def test_what_is_kept_back_is_not_shown_and_comes_in_any_order() -> None:
    kept = (KeepsBack(), Does("Ada", "starts", COURSE), Does("Ada", "completes", COURSE, score=9))
    assert figures(*kept) == {"the number of attempts": 0}
    found = figures(*kept, Sends(", the last one first", " one by one"))
    assert found["the progress"] == ["100 %"]
    assert found["the score"] == ["9 %"]


def test_a_stranger_has_no_attempt() -> None:
    told = after(AnalyticsDomain(), (Enrols("Zoe"), Does("Zoe", "completes", COURSE)))
    assert told["everybody", f'the attempts on "{COURSE}"'] == []


@pytest.mark.parametrize(
    ("fields", "duration"),
    [
        ((("duration", '"PT90M"'), ("keywords", "[]")), "90 minutes"),
        ((("duration", '"PT90M"'), ("duration", "null")), None),
    ],
)
def test_a_course_shows_the_fields_of_its_item(
    fields: tuple[tuple[str, str], ...], duration: str | None
) -> None:
    what = ("the duration", 'the duration of "A"')
    story = [actions.SetsFields("A", (each,)) for each in fields]
    assert after(CatalogDomain(), (OFFER, *story, DAY)).get(what) == duration
    # Without a run the course shows what it has shown.
    assert after(CatalogDomain(), (OFFER, DAY, *story)).get(what) is None


def test_fields_are_set_when_an_item_is_offered() -> None:
    offer = actions.Offers("A", "book", "French", (), (("duration", '"PT3H"'),))
    found = after(CatalogDomain(), (offer, DAY))
    assert found["the duration", 'the duration of "A"'] == "180 minutes"
    assert offer.values == ('duration: "PT3H"',)


def test_subjects_are_tags_like_areas_and_their_case_counts() -> None:
    on = actions.SwitchesTags(on=True)
    files = actions.Files("A", ("Data",), ("data", "Agile & Lean"))
    assert tags(OFFER, on, files, DAY) == "Agile & Lean, Data, data"
    assert tags(OFFER, on, files, DAY, actions.Files("A", ()), DAY) == "none"


def test_simpler_actions_have_fewer_fields() -> None:
    fields = (("code", "null"), ("duration", "null"), ("keywords", "[]"))
    simpler = [each.fields for each in actions.SetsFields("A", fields).simpler()]  # type: ignore[attr-defined]
    assert fields[2:] in simpler
    assert min(map(len, simpler)) == 1
