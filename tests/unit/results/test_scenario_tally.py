"""The verdict on a clause whose scenarios ran alone and under situations."""

import msgspec
import pytest
from test_clause_verdict import MUST, outcome

from percipio_conformance.core.events import SequencePlayed, SituationMet
from percipio_conformance.core.scenario_ids import sequence_id
from percipio_conformance.results.clause_verdict import judge_clause


def under(scenario, situation, verdict, level="must"):
    met = SituationMet(id=situation, phrase="A minute passes.", occurred=1)
    again = outcome(verdict, level=level, situation=met)
    return msgspec.structs.replace(again, id=f"{scenario.id} (situation {situation})")


def sequence(number, verdict, level="must"):
    played = SequencePlayed(actions=["Retires"], performed=1)
    found = outcome(verdict, level=level, sequence=played)
    return msgspec.structs.replace(found, id=sequence_id(number))


PASSED, FAILED, NOT_TESTABLE = (outcome(each) for each in ("pass", "fail", "not_testable"))


@pytest.mark.parametrize(
    ("outcomes", "verdict", "reason"),
    [
        (
            [PASSED, under(PASSED, "pause", "fail")],
            "fail",
            "1 of 1 scenario failed, only under the situation pause",
        ),
        ([FAILED, under(FAILED, "pause", "fail"), PASSED], "fail", "1 of 2 scenarios failed"),
        (
            [PASSED, sequence(7, "fail")],
            "fail",
            "1 of 2 scenarios failed, only in Sequence 7",
        ),
        (
            [PASSED, sequence(7, "fail", "derived"), sequence(8, "fail", "derived")],
            "warn",
            "2 of 3 scenarios failed, only in 2 generated sequences",
        ),
        ([FAILED, sequence(7, "fail")], "fail", "2 of 2 scenarios failed"),
        (
            [FAILED, under(FAILED, "pause", "warn", "derived")],
            "fail",
            "1 of 1 scenario failed",
        ),
        (
            [
                PASSED,
                under(PASSED, "pause", "fail", "derived"),
                under(PASSED, "slow", "fail", "derived"),
            ],
            "warn",
            "1 of 1 scenario failed, only under the situations pause, slow",
        ),
        (
            [PASSED, under(PASSED, "pause", "not_testable")],
            "pass",
            "not run under the situation pause: why not_testable",
        ),
        (
            [NOT_TESTABLE, under(NOT_TESTABLE, "pause", "pass")],
            "not_testable",
            "1 of 1 scenario could not be run: why not_testable",
        ),
        (
            [under(NOT_TESTABLE, "pause", "not_testable")],
            "not_testable",
            "1 of 1 scenario could not be run: why not_testable",
        ),
    ],
)
def test_a_clause_under_situations(outcomes, verdict, reason):
    assert judge_clause(MUST, outcomes) == (verdict, reason)
