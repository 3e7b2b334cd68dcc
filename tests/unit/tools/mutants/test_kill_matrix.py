from __future__ import annotations

from made_up_faults import IN_TIME, LATE, make_matrix, outcome, played, verdict

from tools.mutants.messages import Job, JobResult


def test_a_clause_with_a_catch_of_its_own_is_no_problem() -> None:
    matrix = make_matrix(verdict())
    (row,) = matrix.rows
    assert (row.mutants, row.caught, row.own, row.missed) == (("sleeps_late",),) * 3 + ((),)
    assert matrix.problems == ()


def test_a_must_clause_needs_a_scenario() -> None:
    (problem,) = make_matrix(verdict(), verifying={}).problems
    assert problem == "C013 has no scenario that verifies it"


def test_a_must_clause_needs_a_fault() -> None:
    (problem,) = make_matrix(verdict(), only=("C012",)).problems
    assert "C012 is violated by no mutant" in problem


def test_a_must_clause_needs_a_catch_of_its_own() -> None:
    stray = played("Another", "C012", "fail")
    problems = make_matrix(verdict(outcome(stray, C013="fail", C012="pass"))).problems
    assert any("no scenario of its own" in each for each in problems)


def test_a_derived_clause_may_go_without() -> None:
    assert make_matrix(verdict(), only=("D04",)).problems == ()


def test_nothing_is_said_of_clauses_when_faults_were_picked_by_name() -> None:
    assert make_matrix(verdict(), only=(), verifying={}, complete=False).problems == ()


def test_missed_wronged_and_unplayable_faults_are_problems() -> None:
    missed = verdict(outcome(LATE, IN_TIME, C013="pass", C012="fail"))
    unplayable = verdict(JobResult(job=Job(mutant="sleeps_late"), broken="it fell asleep"))
    problems = make_matrix(missed, unplayable, complete=False).problems
    assert problems == (
        "sleeps_late is missed: C013 should be fail and is pass",
        "sleeps_late spares C012, but that is fail",
        "sleeps_late could not be run: it fell asleep",
    )


def test_collateral_has_to_be_rare_and_explained() -> None:
    whole = outcome(whole=True, C013="fail", C012="fail", D04="warn")
    matrix = make_matrix(verdict(whole=whole, collateral={"D04": "It is late then."}))
    assert matrix.average_collateral == 2.0
    assert matrix.rows[0].collateral == ()
    few, unexplained = matrix.problems
    assert "below 2" in few
    assert unexplained == "sleeps_late turns C012 red, which is unrelated, without an explanation"
    one = outcome(whole=True, C013="fail", D04="warn")
    assert make_matrix(verdict(whole=one, collateral={"D04": "It is late."})).problems == ()


def test_a_reading_is_broken_by_faults_that_a_scenario_of_it_catches() -> None:
    both = played("In summer", "C013", "fail", ("A-DST", "fixed"), ("A-DST", "paris"))
    caught = verdict(outcome(both, C013="fail", C012="pass"))
    tagged = [("A-DST", "paris"), ("A-DST", "fixed")]
    matrix = make_matrix(caught, tagged=tagged, picks={"A-DST": "fixed"})
    assert [(each.reading, each.mutants) for each in matrix.readings] == [
        ("fixed", ("sleeps_late",)),
        ("paris", ()),
    ]
