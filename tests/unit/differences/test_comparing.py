"""What a comparison reports, for pictures made by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from percipio_conformance.core.outcomes import (
    ConnectorError,
    ExpectationFailed,
    MissingCapability,
    NotApplicable,
    NotTestable,
    Unreachable,
)
from percipio_conformance.differences.comparing import compare
from percipio_conformance.differences.observation import Moment, Observation
from percipio_conformance.differences.picture import Picture, Place
from percipio_conformance.differences.properties import EXISTENCE, NUMBER_OF_ATTEMPTS

NOON = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
INTRO = 'course "Intro"'


def course(**shown: str) -> dict[Place, str]:
    facts = {Place(f"course: {name}"): text for name, text in shown.items()}
    return {Place(EXISTENCE): "there", **facts}


def observed(*pictures: Picture, error: Exception | None = None) -> Observation:
    moments = [Moment(n, f"When {n}", NOON, each, 0) for n, each in enumerate(pictures, 1)]
    return Observation(moments=moments, error=error)


def test_equal_pictures_are_equal() -> None:
    picture = {INTRO: course(title="Intro")}
    found = compare(observed(picture, picture), observed(picture, picture))
    assert (found.outcome, found.pictures, found.differences) == ("equal", 2, [])


def test_a_difference_names_the_first_step_and_what_both_show() -> None:
    ours = observed({INTRO: course(title="Intro")}, {INTRO: course(title="A")})
    theirs = observed({INTRO: course(title="Intro")}, {INTRO: course(title="B")})
    (found,) = compare(ours, theirs).differences
    assert (found.kind, found.what, found.step) == ("course: title", INTRO, "When 2")
    assert (found.shown, found.other, found.more) == ("A", "B", 0)
    assert found.clauses == ["C018", "C030"]


def test_a_kind_is_reported_once_for_a_scenario() -> None:
    ours = {INTRO: course(title="A"), 'course "Next"': course(title="A")}
    theirs = {INTRO: course(title="B"), 'course "Next"': course(title="B")}
    (found,) = compare(observed(ours, ours), observed(theirs, theirs)).differences
    assert (found.step, found.more) == ("When 1", 1)


def test_a_difference_that_passes_is_one() -> None:
    there, gone = {INTRO: course(status="published")}, {INTRO: course(status="archived")}
    found = compare(observed(there, gone, there), observed(there, there, there))
    assert [each.step for each in found.differences] == ["When 2"]


def test_of_a_missing_course_only_its_absence_is_reported() -> None:
    attempts = {Place(NUMBER_OF_ATTEMPTS, "Ada"): "1 attempt"}
    ours: Picture = {}
    theirs = {INTRO: course(title="Intro", status="published")}
    (found,) = compare(observed(ours), observed(theirs)).differences
    assert (found.kind, found.shown, found.other) == (EXISTENCE, "no such course", "there")
    (found,) = compare(
        observed({INTRO: course()}), observed({INTRO: course() | attempts})
    ).differences
    assert (found.what, found.shown) == (f"{INTRO}, Ada", "no attempt")


def test_a_homepage_says_nothing_new_where_courses_differ() -> None:
    def seen(title: str) -> Picture:
        return {INTRO: course(title=title), "homepage of Ada": {Place("homepage", "to do"): title}}

    (found,) = compare(observed(seen("A")), observed(seen("B"))).differences
    assert found.kind == "course: title"


def test_a_homepage_counts_where_courses_are_equal() -> None:
    ours: Picture = {"homepage of Ada": {Place("homepage", "to do"): "Intro"}}
    (found,) = compare(observed(ours), observed({})).differences
    assert (found.kind, found.shown, found.other) == ("homepage", "Intro", "nothing")


def test_only_moments_of_the_same_step_and_time_are_compared() -> None:
    later = Observation(
        moments=[Moment(1, "When 1", NOON + timedelta(minutes=1), {INTRO: course()}, 0)]
    )
    found = compare(observed({}), later)
    assert (found.outcome, found.pictures) == ("not_compared", 0)
    assert found.reason == "no step leaves the world idle with both connectors"


def test_a_step_that_fails_with_one_connector_only_is_a_difference() -> None:
    error = ExpectationFailed("the hour", expected=6, actual=7)
    ours, theirs = observed({}, error=error), observed({})
    ours.failed_step = "Then it is six"
    (found,) = compare(ours, theirs).differences
    assert (found.kind, found.step) == ("check", "Then it is six")
    assert (found.shown, found.other) == (
        "fails: the hour: expected 6, actual 7",
        "all steps hold",
    )


def test_a_failure_says_nothing_new_where_people_see_something_else() -> None:
    ours = observed({INTRO: course(title="A")}, error=ExpectationFailed("a", expected=1, actual=2))
    ours.failed_step = "Then the title is B"
    (found,) = compare(ours, observed({INTRO: course(title="B")})).differences
    assert found.kind == "course: title"


def test_the_same_failure_of_both_is_no_difference() -> None:
    error = ExpectationFailed("the hour", expected=6, actual=7)
    ours, theirs = observed({}, error=error), observed({}, error=error)
    ours.failed_step = theirs.failed_step = "Then it is six"
    assert compare(ours, theirs).outcome == "equal"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ConnectorError("no"), "the other connector broke down: no"),
        (
            Unreachable("nothing at http://127.0.0.1:4711/control"),
            "the other connector cannot be reached: nothing at http://127.0.0.1/control",
        ),
        (MissingCapability(["tags"]), "the other connector: the connector does not declare the"),
        (NotTestable("real time"), "the other connector: real time"),
        (NotApplicable("open"), "the scenario is for another reading than that of the profile"),
        (KeyError("x"), "the other connector: KeyError: 'x'"),
    ],
)
def test_what_cannot_be_compared_is_not_equal(error: Exception, reason: str) -> None:
    found = compare(observed({}), observed({}, error=error))
    assert found.outcome == "not_compared"
    assert found.reason is not None
    assert found.reason.startswith(reason)


def test_a_picture_that_fails_is_no_failure_of_the_scenario() -> None:
    theirs = observed({})
    theirs.fault = TypeError("x")
    found = compare(observed({}), theirs)
    assert (found.outcome, found.reason) == (
        "not_compared",
        "what people see with the other connector could not be described: TypeError: x",
    )


def test_a_secret_does_not_leave_a_comparison() -> None:
    secret = "Bearer " + "abcdef0123456789" * 2
    ours, theirs = {INTRO: course(title=secret)}, {INTRO: course(title="B")}
    (found,) = compare(observed(ours), observed(theirs)).differences
    assert "abcdef" not in found.shown
