"""Where the situations of a run occurred, and what its sequences reached."""

from test_clause_verdict import outcome

from percipio_conformance.core.events import (
    SequencePlayed,
    SequenceReach,
    SituationMet,
    SituationReach,
)
from percipio_conformance.results.action_pairs import parts_of
from percipio_conformance.results.reach import reach_of, reach_of_sequences
from percipio_conformance.spec.schema_fields import number_of_values


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


def sequence(performed, verdict="pass", values=()):
    played = SequencePlayed(
        actions=["Retires", "BeforeRun(Drops)", "Does"], performed=performed, values=list(values)
    )
    return outcome(verdict, sequence=played)


def test_a_run_without_sequences_reaches_nothing_by_them():
    assert reach_of_sequences([outcome("pass")]) is None


def test_only_actions_that_were_performed_count():
    found = reach_of_sequences([sequence(2, "warn"), sequence(1), sequence(3, "not_testable")])
    # Retires, BeforeRun(Drops) and Drops; Retires before each of the others.
    counts = {"sequences": 3, "ran": 2, "actions": 3, "kinds": 3, "pairs": 2}
    assert found == SequenceReach(**counts, known_values=number_of_values())


def test_a_value_counts_once_and_only_in_a_sequence_that_ran():
    found = reach_of_sequences(
        [
            sequence(1, values=["keywords: []", "code: null"]),
            sequence(1, values=["keywords: []"]),
            sequence(1, "not_testable", values=["duration: null"]),
        ]
    )
    assert found is not None
    assert found.values == 2


def test_surrounded_actions_count_by_themselves_too():
    assert parts_of("Drops") == ("Drops",)
    assert parts_of("WhileLmsIsDown(Does, ConnectorRestarts)")[1:] == ("Does", "ConnectorRestarts")
