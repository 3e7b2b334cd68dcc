"""Where the situations of a run occurred."""

from test_clause_verdict import outcome

from percipio_conformance.core.events import SituationMet, SituationReach
from percipio_conformance.results.reach import reach_of


def under(situation, occurred, verdict="pass", clauses=("C001",)):
    met = SituationMet(id=situation, phrase=f"It is {situation}.", occurred=occurred)
    return outcome(verdict, clauses=clauses, situation=met)


def reach(situation, **counts):
    return SituationReach(id=situation, phrase=f"It is {situation}.", **counts)


def test_a_run_without_situations_reaches_none():
    assert reach_of([outcome("pass")]) == []


def test_a_situation_counts_where_it_occurred_in_a_scenario_that_ran():
    scenarios = [
        under("pause", 2, clauses=("C001", "C002")),
        under("pause", 0, clauses=("C003",)),
        under("pause", 1, "fail", clauses=("C002",)),
        under("pause", 1, "not_testable", clauses=("C004",)),
    ]
    counts = {"scenarios": 4, "ran": 3, "occurred": 2, "clauses": 3, "clauses_reached": 2}
    assert reach_of(scenarios) == [reach("pause", **counts)]


def test_the_order_is_that_of_the_register_with_unknown_situations_last():
    scenarios = [under(each, 1) for each in ("of-another-version", "pause", "restart-before")]
    assert [each.id for each in reach_of(scenarios)] == [
        "restart-before",
        "pause",
        "of-another-version",
    ]
