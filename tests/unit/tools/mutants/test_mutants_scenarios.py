"""Every scenario, and each row of an outline, has to turn red for a fault of its own clauses."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_faults import LATE, make_matrix, narrowed, never_wakes, played, verdict

from tools.mutants.excuses import FILE, ExcuseError, load_excuses
from tools.mutants.scenarios import Count

NEVER = played("Never at noon", "C013", "pass")
SUMMER = played("At six in <season> [summer]", "C013", "fail")
WINTER = played("At six in <season> [winter]", "C013", "pass")
SPARED = played("Every day", "C012", "fail")


def test_a_scenario_that_no_fault_of_its_clauses_turns_red_is_a_problem() -> None:
    (problem,) = make_matrix(verdict(narrowed(LATE, NEVER))).problems
    assert problem.startswith("features/a::Never at noon is green under all 1 mutants of C013")


def test_one_fault_of_its_clauses_is_enough() -> None:
    other = verdict(narrowed(LATE, played("Never at noon", "C013", "fail")), make=never_wakes)
    matrix = make_matrix(verdict(narrowed(LATE, NEVER)), other)
    assert matrix.problems == ()
    (late, never) = matrix.scenarios
    assert late.mutants == ("sleeps_late", "never_wakes")
    assert (never.played, never.mutants) == (("sleeps_late", "never_wakes"), ("never_wakes",))


def test_a_fault_counts_for_the_clauses_that_it_breaks_and_not_for_those_that_it_spares() -> None:
    matrix = make_matrix(verdict(narrowed(LATE, SPARED)), only=("C012", "C013"))
    assert [each.id for each in matrix.scenarios] == [LATE.id]


def test_clauses_that_were_not_asked_for_are_left_out() -> None:
    matrix = make_matrix(verdict(narrowed(LATE, NEVER)), only=("C012",))
    assert matrix.scenarios == ()


def test_each_row_of_an_outline_has_to_turn_red() -> None:
    matrix = make_matrix(verdict(narrowed(LATE, SUMMER, WINTER)))
    (problem,) = matrix.problems
    assert problem.startswith("features/a::At six in <season> [winter] is green")
    assert matrix.row_count == Count(red=2, excused=0, total=3)
    assert matrix.scenario_count == Count(red=1, excused=0, total=2)


@pytest.mark.parametrize("name", [WINTER.id, WINTER.scenario])
def test_an_excuse_is_for_a_row_or_for_all_rows_of_an_outline(name: str) -> None:
    matrix = make_matrix(verdict(narrowed(LATE, SUMMER, WINTER)), excuses={name: "It is cold."})
    assert matrix.problems == ()
    assert matrix.row_count == Count(red=2, excused=1, total=3)
    assert matrix.scenario_count == Count(red=1, excused=1, total=2)


@pytest.mark.parametrize("name", [SUMMER.id, LATE.id])
def test_an_excuse_for_what_turns_red_is_a_problem(name: str) -> None:
    mutants = verdict(narrowed(LATE, SUMMER))
    (problem,) = make_matrix(mutants, excuses={name: "It is hot."}).problems
    assert problem == f"{name} is excused, and sleeps_late turns it red: remove the excuse"


def test_an_excuse_that_names_nothing_is_a_problem_where_everything_was_run() -> None:
    excuses = {"features/a::Gone": "It was hard."}
    assert make_matrix(verdict(), excuses=excuses).problems == ()
    problems = make_matrix(verdict(), excuses=excuses, only=()).problems
    gone = "features/a::Gone is excused, and there is no such scenario: correct or remove it"
    assert gone in problems


def test_nothing_is_said_of_scenarios_when_faults_were_picked_by_name() -> None:
    excuses = {LATE.id: "It is hot.", "features/a::Gone": "It was hard."}
    matrix = make_matrix(verdict(narrowed(LATE, NEVER)), excuses=excuses, only=(), complete=False)
    assert matrix.problems == ()


def test_the_table_of_excuses_is_ids_and_sentences(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("'features/a::At six [at night]': Nobody is awake.\n")
    assert load_excuses(tmp_path) == {"features/a::At six [at night]": "Nobody is awake."}
    (tmp_path / FILE).write_text("{}\n")
    assert load_excuses(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (None, "cannot be read"),
        ("- features/a::At six\n", "is not a table"),
        ("features/a::At six: [cold]\n", "is not a table"),
        ("features/a::At six: because\n", "is not a sentence"),
        ("'features/a::At six': ''\n", "is not a sentence"),
    ],
)
def test_another_table_is_refused(text: str | None, complaint: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / FILE).write_text(text)
    with pytest.raises(ExcuseError, match=complaint):
        load_excuses(tmp_path)
