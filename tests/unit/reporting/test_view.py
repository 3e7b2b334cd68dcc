"""A run as reports look at it: how much of the must level was tested, and by which profile."""

import msgspec
import pytest

from percipio_conformance.core.events import ProfileUsed
from percipio_conformance.reporting.labels import profile_text
from percipio_conformance.reporting.view import RunView


def seen(sample, *more):
    """The sample's clause C012, of which one scenario passed, with further scenarios of it."""
    passed = next(each for each in sample.SCENARIOS if each.clauses == ["C012"])
    others = [
        msgspec.structs.replace(passed, id=f"{passed.id} {number}", **changes)
        for number, changes in enumerate(more)
    ]
    clauses = [each for each in sample.CLAUSES if each.id == "C012"]
    return RunView.of(sample.events_of((passed, *others), clauses))


def test_a_clause_is_tested_in_full_where_everything_of_it_was_played(sample):
    view = seen(sample, {})
    assert (view.must_tested, view.must_in_part) == (1, 0)
    assert view.tested_text == "1 of 1 must clause"


def test_scenarios_of_another_reading_leave_nothing_out(sample):
    view = seen(sample, {"verdict": "not_applicable", "reason": "another reading is in force"})
    assert view.tested_text == "1 of 1 must clause"


def test_scenarios_of_an_undeclared_capability_leave_a_clause_tested_in_part(sample):
    view = seen(
        sample, {"verdict": "not_applicable", "missing_capabilities": ["several-integrations"]}
    )
    assert (view.must_tested, view.must_in_part) == (0, 1)
    assert view.tested_text == "0 of 1 must clause, 1 more in part"


def test_a_clause_that_failed_may_be_tested_in_part_as_well(sample):
    view = seen(sample, {"verdict": "fail"}, {"verdict": "not_testable"})
    assert view.clauses("fail")
    assert view.tested_text == "0 of 1 must clause, 1 more in part"


def test_a_clause_that_could_not_be_tested_is_no_part_of_it(sample):
    view = seen(sample, {"verdict": "not_testable"})
    assert view.tested_text == "0 of 1 must clause"


@pytest.mark.parametrize(
    ("defaulted", "words"),
    [
        ([], "ours"),
        (["A-DST"], "ours (A-CLOSED open; near_real_time_minutes 7.5; 1 by default)"),
        (["A-DST", "A-CLOSED", "near_real_time_minutes"], "ours (3 by default)"),
    ],
)
def test_a_profile_is_told_by_what_it_chose(defaulted, words):
    profile = ProfileUsed(
        name="ours",
        readings={"A-CLOSED": "open", "A-DST": "fixed-utc-plus-1"},
        defaulted=defaulted,
        parameters={"near_real_time_minutes": 7.5},
    )
    assert profile_text(profile) == words
