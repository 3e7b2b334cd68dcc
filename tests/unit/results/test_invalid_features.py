"""A mistake in a feature of the user's own: exit code 2, never green, never the connector's."""

import pytest

from percipio_conformance.core.events import ScenarioFinished
from percipio_conformance.results.invalid_features import judge_mistakes
from percipio_conformance.results.run_verdict import INVALID_FEATURE


def outcome(verdict):
    return ScenarioFinished(
        id=f"ours::{verdict}", feature="ours.feature", feature_title="", rule="", name="",
        level="must",
        clauses=["C001"], verdict=verdict, duration_s=0.0, replay="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("refused", "verdicts", "words"),
    [
        ([], "invalid_feature pass", "1 scenario holds a mistake"),
        (
            ["a.feature: line 3: no such day."],
            "pass",
            "1 file cannot run (a.feature: line 3: no such day).",
        ),
        (
            ["a.feature, line 3: no such day.", "b.feature, line 9: no such step"],
            "pass",
            "2 files cannot run (a.feature, line 3; b.feature, line 9).",
        ),
        (["a.feature"], "fail", "Of the other scenarios 1 failed."),
    ],
)
def test_it_has_a_word_and_an_exit_code_of_its_own(refused, verdicts, words):
    judged = judge_mistakes(refused, [outcome(each) for each in verdicts.split()])
    assert judged is not None
    assert (judged.verdict, judged.exit_code) == ("invalid feature", INVALID_FEATURE)
    assert words in judged.summary


@pytest.mark.parametrize(("fail_on", "number"), [("failure", 1), ("warning", 2)])
def test_it_counts_as_failed_what_fails_the_run(fail_on, number):
    judged = judge_mistakes(["a.feature"], [outcome("fail"), outcome("warn")], fail_on)
    assert f"Of the other scenarios {number} failed." in judged.summary


@pytest.mark.parametrize(
    ("refused", "verdicts"),
    [
        ([], "pass"),
        ([], "fail"),
        (["a.feature"], "harness_error"),
        ([], "invalid_feature harness_error"),
    ],
)
def test_it_is_not_said_of_anything_else(refused, verdicts):
    assert judge_mistakes(refused, [outcome(each) for each in verdicts.split()]) is None
