"""The page on trust shows the measured figures, and they belong to the present suite."""

from __future__ import annotations

import json

from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.clauses import load_registry
from tools.docs import trust_page
from tools.mutants.registry import load_mutants

KNOWN = json.loads(trust_page.FIGURES.read_text(encoding="utf-8"))
AGAIN = "repeat the measurements: docs/explanation/trust.md says how"


def test_the_page_shows_the_figures_that_were_measured() -> None:
    page = trust_page.PAGE.read_text(encoding="utf-8")
    assert page == trust_page.with_figures(page, trust_page.figures(KNOWN)), AGAIN


def test_every_fault_of_the_catalog_was_played_and_noticed() -> None:
    matrix = KNOWN["matrix"]
    assert matrix["faults"] == len(load_mutants()), AGAIN
    assert matrix["caught"] == matrix["faults"]
    assert matrix["missed"] == matrix["problems"] == 0


def test_every_scenario_turned_red_or_says_why_it_stays() -> None:
    matrix = KNOWN["matrix"]
    assert matrix["rows"] == matrix["rows_turned_red"] + matrix["excused"]
    assert matrix["rows"] == len(builtin_scenarios()), AGAIN


def test_every_clause_that_can_be_observed_was_in_it() -> None:
    observable = load_registry().observable
    must = [each for each in observable if each.level == "must"]
    assert KNOWN["matrix"]["clauses"] == len(observable), AGAIN
    assert KNOWN["matrix"]["must_caught_by_their_own"] == len(must), AGAIN


def test_no_run_differed_from_the_first() -> None:
    assert KNOWN["sameness"]["differences"] == 0
    assert KNOWN["sameness"]["seeds"] >= 20


def test_the_figures_of_a_matrix_are_counted_right() -> None:
    mutant = {"caught": True, "collateral": None}
    clause = {"level": "must", "mutants": ["a", "b"], "own": ["a"], "missed": [], "scenarios": 3}
    scenario = {"scenario": "a::At six", "mutants": ["a"], "excuse": None}
    counted = trust_page.of_matrix(
        {
            "scenarios": [
                scenario,
                scenario | {"scenario": "a::In <season>"},
                scenario | {"scenario": "a::In <season>", "mutants": [], "excuse": "It is cold."},
            ],
            "mutants": [mutant, mutant | {"caught": False, "collateral": {"C001": "why"}}],
            "clauses": [clause, clause | {"own": [], "missed": ["b"], "mutants": ["b"]}],
            "average_collateral": 1.0,
            "problems": ["one"],
        }
    )
    assert counted == {
        "faults": 2,
        "caught": 1,
        "missed": 1,
        "clauses": 2,
        "must_clauses": 2,
        "must_caught_by_their_own": 1,
        "fewest_faults_of_a_clause": 1,
        "scenarios": 6,
        "distinct_scenarios": 2,
        "scenarios_turned_red": 1,
        "rows": 3,
        "rows_turned_red": 2,
        "excused": 1,
        "sample": 1,
        "average_collateral": 1.0,
        "problems": 1,
    }


def test_a_few_faults_that_cut_much_off_do_not_hide_the_others() -> None:
    mutants = [{"collateral": dict.fromkeys(str(each) for each in range(n))} for n in (0, 0, 1, 48)]
    assert trust_page.of_wider({"mutants": [*mutants, {"collateral": None}]}) == {
        "sample": 4,
        "median": 0.5,
        "average": 12.25,
        "below_two": 3,
        "most": 48,
    }
