"""A run as reports look at it: how much of the must level was tested, and by which profile."""

import msgspec
import pytest

from percipio_conformance.core.events import ProfileUsed, SituationMet
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


def under_pause(scenario, **changes):
    met = SituationMet(id="pause", phrase="A minute passes.", occurred=1)
    identifier = f"{scenario.id} (situation pause)"
    return msgspec.structs.replace(scenario, id=identifier, situation=met, **changes)


def test_a_scenario_that_fails_alone_is_listed_once(sample):
    failed = next(each for each in sample.SCENARIOS if each.verdict == "fail")
    passed = msgspec.structs.replace(failed, id=f"{failed.id} 2", verdict="pass", failure=None)
    only_under = under_pause(passed, verdict="fail", failure=failed.failure)
    runs = (failed, under_pause(failed), passed, only_under)
    clauses = [each for each in sample.CLAUSES if each.id in failed.clauses[:1]]
    view = RunView.of(sample.events_of(runs, clauses))
    (clause,) = view.run_result.clauses
    assert [each.id for each in view.failures_of(clause)] == [failed.id, only_under.id]
    assert view.ran_text == "4 runs of 2 scenarios"


def test_what_cannot_run_under_a_situation_leaves_a_clause_tested_in_full(sample):
    view = seen(sample, {})
    passed = view.run_result.scenarios[0]
    not_run = under_pause(passed, verdict="not_testable", reason="It cannot be restarted")
    clauses = [each for each in sample.CLAUSES if each.id == "C012"]
    again = RunView.of(sample.events_of((passed, not_run), clauses))
    assert (again.must_tested, again.must_in_part) == (1, 0)
