from __future__ import annotations

import pytest
from made_up_faults import IN_TIME, LATE, make_matrix, outcome, played, sleeps_late, verdict
from msgspec.structs import replace

from tools.mutants.mutant import Mutant, by_name, clauses


def test_the_story_is_the_first_paragraph_on_one_line() -> None:
    assert Mutant(sleeps_late).story == "An alarm clock that was set to another time zone."


def test_two_faults_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="sleeps_late"):
        by_name(Mutant(sleeps_late), Mutant(sleeps_late, fails=clauses("C013")))


def test_a_fault_that_turns_its_clause_red_is_caught_by_a_scenario_of_it() -> None:
    seen = verdict()
    assert seen.caught
    assert seen.catching == {"C013": ("features/a::At six",)}
    assert (seen.missed, seen.wronged) == ((), ())


def test_a_fault_that_nobody_notices_is_missed() -> None:
    late = played("At six", "C013", "pass")
    seen = verdict(outcome(late, IN_TIME, C013="pass", C012="pass"))
    assert not seen.caught
    assert seen.missed == ("C013",)


def test_a_clause_that_is_red_in_another_color_is_missed_too() -> None:
    seen = verdict(outcome(LATE, IN_TIME, C013="warn", C012="pass"))
    assert seen.missed == ("C013",)


def test_a_spared_clause_that_turns_red_is_wronged() -> None:
    seen = verdict(outcome(LATE, IN_TIME, C013="fail", C012="warn"))
    assert seen.wronged == ("C012",)


def test_collateral_is_what_turns_red_besides_in_a_run_of_everything() -> None:
    whole = outcome(whole=True, C013="fail", C012="pass", D04="warn", C099="not_testable")
    seen = verdict(whole=whole)
    assert seen.collateral == ("D04",)
    assert seen.unexplained == ("D04",)
    assert verdict(whole=whole, collateral={"D04": "It is late then."}).unexplained == ()
    assert verdict(whole=whole, collateral_reason="Nothing is written.").unexplained == ()
    assert verdict(whole=whole).unexplained == ("D04",)
    assert verdict().collateral == ()


def test_a_reading_gone_against_has_to_be_noticed_by_a_scenario_of_it() -> None:
    reading = ("A-DST", "paris-wall-clock")
    against = {"readings": dict([reading])}
    noticed = played("In summer", "C013", "fail", reading)
    assert verdict(**against).overlooked == ("A-DST.paris-wall-clock",)
    assert verdict(outcome(noticed, C013="fail", C012="pass"), **against).overlooked == ()


def test_a_programming_error_of_the_mutant_is_no_detection() -> None:
    crashed = replace(LATE, verdict="harness_error", reason="AttributeError: no 'by_name'")
    run = outcome(crashed, IN_TIME, C013="harness_error", C012="pass")
    seen = verdict(run, breaks=clauses("C013"), fails=clauses(""))
    assert seen.crash == "AttributeError: no 'by_name'"
    (problem,) = make_matrix(seen).problems
    assert problem == (
        "sleeps_late ends with a programming error of its own: AttributeError: no 'by_name'"
    )


def test_a_refusal_of_a_platform_is_no_programming_error() -> None:
    refused = replace(LATE, verdict="harness_error", reason="RefusedError: no integration")
    assert verdict(outcome(refused, C013="harness_error", C012="pass")).crash is None
