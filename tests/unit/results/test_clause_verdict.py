import itertools
from dataclasses import replace

import pytest
import sample_events
from sample_events import SampleClause

from percipio_conformance.core.events import (
    LEVELS,
    VERDICTS,
    ScenarioFinished,
    Selection,
)
from percipio_conformance.results.clause_verdict import (
    count,
    judge_clause,
    judge_clauses,
    judge_scenario,
)
from percipio_conformance.results.run_verdict import judge_run
from percipio_conformance.spec.clauses import ByDefault

MUST = SampleClause("C001", "A section", "A promise.")
PROFILE = replace(MUST, id="C002", level="profile")
DERIVED = replace(MUST, id="D01", level="derived")
PLANNED = replace(MUST, planned=True)
UNSEEN = replace(MUST, unobservable="Only a person sees it.")
NUMBERS = itertools.count()


def outcome(verdict, clauses=("C001",), level="must", **more) -> ScenarioFinished:
    identifier = f"features/a::{next(NUMBERS):04}"
    more.setdefault("reason", None if verdict == "pass" else f"why {verdict}")
    return ScenarioFinished(
        id=identifier, feature="features/a.feature", feature_title="A", rule="", name="",
        level=level,
        clauses=list(clauses), verdict=verdict, duration_s=0.0, replay="", **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "level", "platform_only", "expected"),
    [
        ("pass", "must", False, "pass"),
        ("pass", "profile", True, "pass"),
        ("fail", "must", False, "fail"),
        ("fail", "profile", False, "warn"),
        ("fail", "derived", False, "warn"),
        ("fail", "must", True, "harness_error"),
        ("warn", "must", False, "fail"),
        ("not_testable", "must", True, "not_testable"),
        ("not_applicable", "must", False, "not_applicable"),
        ("harness_error", "profile", False, "harness_error"),
    ],
)
def test_scenario(seen, level, platform_only, expected):
    assert judge_scenario(seen, level, platform_only=platform_only) == expected


@pytest.mark.parametrize(
    ("clause", "outcomes", "verdict", "reason"),
    [
        (MUST, "pass", "pass", None),
        (MUST, "pass fail", "fail", "1 of 2 scenarios failed"),
        (
            MUST,
            "pass fail warn:profile warn:profile",
            "fail",
            "1 of 4 scenarios failed, and 2 more gave warnings (they depend on a reading, a"
            " derived clause or a situation)",
        ),
        (
            MUST,
            "fail warn:profile",
            "fail",
            "1 of 2 scenarios failed, and 1 more gave a warning (it depends on a reading, a"
            " derived clause or a situation)",
        ),
        (PROFILE, "pass fail", "warn", "1 of 2 scenarios failed under the reading of the profile"),
        (
            DERIVED,
            "fail",
            "warn",
            "1 of 1 scenario failed in a derived requirement",
        ),
        (MUST, "not_applicable", "not_applicable", "why not_applicable"),
        (MUST, "not_applicable pass", "pass", "1 of 2 scenarios left out: why not_applicable"),
        (
            MUST,
            "not_testable",
            "not_testable",
            "1 of 1 scenario could not be run: why not_testable",
        ),
        (MUST, "not_testable not_applicable", "not_testable", "1 of 2 scenarios could not be run"),
        (MUST, "not_testable pass", "not_testable", "1 of 2 scenarios could not be run"),
        (MUST, "not_testable fail", "fail", "1 of 2 scenarios failed"),
        (MUST, "fail harness_error", "harness_error", "1 of 2 scenarios could not be judged:"),
        (MUST, "", "not_testable", "no scenario of it was run"),
        (PLANNED, "", "not_testable", "planned"),
        (PLANNED, "pass", "pass", None),
        (UNSEEN, "", "not_testable", "Only a person sees it."),
    ],
)
def test_clause(clause, outcomes, verdict, reason):
    written = (each.partition(":") for each in outcomes.split())
    judged = judge_clause(clause, [outcome(seen, level=at or "must") for seen, _, at in written])
    assert judged.verdict == verdict
    assert judged.reason == reason or judged.reason.startswith(reason)


def test_a_profile_scenario_of_a_must_clause_only_warns():
    verdict, reason = judge_clause(MUST, [outcome("pass"), outcome("fail", level="profile")])
    assert verdict == "warn"
    assert reason == "1 of 2 scenarios failed under a reading of the profile"


def test_a_profile_scenario_does_not_soften_a_must_failure():
    outcomes = [outcome("fail", level="profile"), outcome("fail")]
    assert judge_clause(MUST, outcomes).verdict == "fail"


def test_a_failure_without_the_connector_is_ours():
    assert judge_clause(MUST, [outcome("fail", platform_only=True)]).verdict == "harness_error"


def test_a_pass_without_the_connector_says_so():
    verdict, reason = judge_clause(MUST, [outcome("pass", platform_only=True)])
    assert verdict == "pass"
    assert "the connector is not involved" in reason


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ([], "needs no code of its own: an upsert does it"),
        (
            [outcome("not_applicable", reason="no tags")],
            "1 of 2 scenarios left out: no tags; needs no code of its own: an upsert does it",
        ),
        ([outcome("fail")], "1 of 2 scenarios failed"),
    ],
)
def test_a_pass_that_takes_no_code_says_what_keeps_it(more, reason):
    kept = replace(MUST, by_default=ByDefault("An upsert does it.", "It archives."))
    assert judge_clause(kept, [outcome("pass"), *more]).reason == reason


def test_an_unobservable_clause_with_a_scenario_is_our_contradiction():
    assert judge_clause(UNSEEN, [outcome("pass")]).verdict == "harness_error"


@pytest.mark.parametrize("verdicts", [*itertools.combinations_with_replacement(VERDICTS, 3)])
def test_the_order_of_scenarios_changes_nothing(verdicts):
    outcomes = [outcome(each) for each in verdicts]
    verdict = judge_clause(MUST, outcomes)
    assert all(judge_clause(MUST, order) == verdict for order in itertools.permutations(outcomes))
    if "harness_error" in verdicts:
        assert verdict.verdict == "harness_error"
    elif "invalid_feature" in verdicts:
        assert verdict.verdict == "invalid_feature"
    elif {"fail", "warn"} & set(verdicts):
        assert verdict.verdict == "fail"
    else:
        assert (verdict.verdict == "pass") == (
            "pass" in verdicts and "not_testable" not in verdicts
        )


def test_a_scenario_counts_for_each_of_its_clauses():
    both = outcome("fail", clauses=["C001", "C002"])
    judged = judge_clauses([PROFILE, MUST], [both, outcome("pass")])
    assert [(each.id, each.verdict) for each in judged] == [("C001", "fail"), ("C002", "warn")]
    assert judged[0].failed == judged[1].failed == judged[1].scenarios == [both.id]


def test_clauses_that_were_not_selected_are_left_out():
    assert [each.id for each in judge_clauses([MUST], [outcome("pass", clauses=["C002"])])] == [
        "C001"
    ]


def test_counts_have_every_level_and_verdict():
    judged = judge_clauses([MUST, replace(PLANNED, id="C003")], [outcome("pass")])
    counts = count(judged)
    assert list(counts) == list(LEVELS)
    assert counts["must"] == {
        "pass": 1, "fail": 0, "warn": 0, "not_applicable": 0, "not_testable": 1, "harness_error": 0,
        "invalid_feature": 0, "planned": 1, "known_failure": 0, "platform_only": 0,
    }  # fmt: skip
    assert not any(counts["profile"].values())


CLAUSES = (MUST, PROFILE, DERIVED)


@pytest.mark.parametrize(
    ("scenarios", "exit_code", "words"),
    [
        ([outcome("pass")], 0, "Conformant: 1 of 1 tested must clause passed."),
        (
            [outcome("pass"), outcome("fail", clauses=["C002"], level="profile")],
            0,
            "Conformant with 1 warning (C002 derived): 1 of 1 tested must clause passed.",
        ),
        (
            [outcome("not_testable"), outcome("pass", clauses=["D01"])],
            3,
            "none of 1 must clause could be tested",
        ),
        ([outcome("fail")], 1, "Not conformant: 1 must clause failed (C001)."),
        ([outcome("harness_error")], 3, "1 clause could not be judged (C001)"),
        (
            [outcome("fail"), outcome("harness_error", clauses=["D01"])],
            3,
            "In addition, 1 must clause failed (C001).",
        ),
        ([], 3, "the connector was not tested"),
        (
            [outcome("pass", platform_only=True)],
            0,
            "Conformant as far as it goes: the tested clauses concern the platforms only.",
        ),
        (
            [outcome("pass", platform_only=True), outcome("not_testable", clauses=["C002"])],
            3,
            "the connector was not tested",
        ),
        (
            [outcome("pass"), outcome("not_applicable", clauses=["C002"])],
            0,
            "Conformant: 1 of 1 tested must clause passed",
        ),
        ([outcome("not_applicable"), outcome("not_testable")], 3, "the connector was not tested"),
        ([outcome("fail", clauses=[])], 3, "belongs to no judged clause"),
        ([outcome("pass"), outcome("harness_error", clauses=[])], 3, "belongs to no judged clause"),
    ],
)
def test_run(scenarios, exit_code, words):
    verdict = judge_run(judge_clauses(CLAUSES, scenarios), scenarios)
    assert verdict.exit_code == exit_code
    assert words in verdict.summary
    green = "conformant with warnings" if "warning" in words else "conformant"
    assert verdict.verdict == {0: green, 1: "not conformant", 3: "harness error"}[exit_code]


def test_warnings_name_the_reading_they_rest_on_and_can_fail_the_run():
    clauses = [MUST, replace(PROFILE, ambiguities=("A-ONE",)), replace(PROFILE, id="C003"), DERIVED]
    scenarios = [
        outcome("pass"),
        outcome("warn", clauses=["C002"], level="profile"),
        outcome("warn", clauses=["C003"], level="profile", readings=["A-TWO.left"]),
        outcome("warn", clauses=["D01"], level="derived"),
    ]
    judged = judge_clauses(clauses, scenarios)
    named = (
        "3 warnings (C002 under the reading of A-ONE, C003 under the reading A-TWO.left,"
        " D01 derived)"
    )
    verdict = judge_run(judged, scenarios)
    assert (verdict.verdict, verdict.exit_code) == ("conformant with warnings", 0)
    assert verdict.summary == f"Conformant with {named}: 1 of 1 tested must clause passed."
    verdict = judge_run(judged, scenarios, fail_on="warning")
    assert (verdict.verdict, verdict.exit_code) == ("not conformant", 1)
    assert verdict.summary == f"Not conformant: {named}; --fail-on warning makes them failures."


@pytest.mark.parametrize(
    ("of_the_counterpart", "verdict", "why"),
    [
        ([], "not_testable", "C003 was not run"),
        (["pass"], "pass", None),
        (["pass", "fail"], "not_testable", "C003 did not pass"),
        (["not_applicable"], "not_testable", "C003 did not pass"),
    ],
)
def test_a_clause_that_doing_nothing_passes_counts_only_with_its_counterpart(
    of_the_counterpart, verdict, why
):
    scenarios = [outcome("pass"), *(outcome(each, clauses=["C003"]) for each in of_the_counterpart)]
    (judged,) = judge_clauses([replace(MUST, counterpart="C003")], scenarios)
    assert judged.verdict == verdict
    assert judged.reason == why or judged.reason.endswith(why)


def test_a_run_that_saw_no_counterpart_tested_nothing():
    scenarios = [outcome("pass")]
    judged = judge_clauses([replace(MUST, counterpart="C003")], scenarios)
    assert judge_run(judged, scenarios).exit_code == 3


@pytest.mark.parametrize(
    ("of_the_counterpart", "exit_code"), [("pass", 0), ("not_testable", 3), ("not_applicable", 3)]
)
def test_so_did_one_that_saw_a_part_of_the_clause_and_no_counterpart(of_the_counterpart, exit_code):
    other = replace(MUST, id="C003")
    scenarios = [
        outcome("pass"),
        outcome("not_testable"),
        outcome(of_the_counterpart, clauses=["C003"]),
    ]
    judged = judge_clauses([replace(MUST, counterpart="C003"), other], scenarios)
    assert judged[0].verdict == "not_testable"
    assert judge_run(judged, scenarios).exit_code == exit_code


SELECTION = Selection(narrowed=True, arguments=["-k", "one two"], scenarios=2, suite=9)


@pytest.mark.parametrize(
    ("seen", "verdict", "exit_code"),
    [
        (["pass"], "narrowed", 0),
        (["pass", "warn"], "narrowed", 0),
        (["fail"], "not conformant", 1),
        (["harness_error"], "harness error", 3),
        (["not_applicable"], "harness error", 3),
    ],
)
def test_every_verdict_of_a_narrowed_run_says_so(seen, verdict, exit_code):
    scenarios = [
        outcome(each, **({"clauses": ["D01"], "level": "derived"} if each == "warn" else {}))
        for each in seen
    ]
    judged = judge_run(judge_clauses(CLAUSES, scenarios), scenarios, selection=SELECTION)
    assert (judged.verdict, judged.exit_code) == (verdict, exit_code)
    assert "2 of 9 scenarios were chosen by -k 'one two'." in judged.summary
    assert ("1 warning (D01 derived)" in judged.summary) == ("warn" in seen)


@pytest.mark.parametrize(
    ("of_the_other", "words"),
    [
        (
            [("pass", True)],
            "1 of 1 tested must clause passed; 1 more concerns the platforms only.",
        ),
        (
            [("pass", True), ("not_applicable", False)],
            "1 of 1 tested must clause passed; 1 more concerns the platforms only.",
        ),
        ([("pass", True), ("pass", False)], "2 of 2 tested must clauses passed."),
    ],
)
def test_what_the_platforms_do_alone_counts_neither_for_nor_against(of_the_other, words):
    other = replace(MUST, id="C003")
    scenarios = [outcome("pass")]
    scenarios += [
        outcome(verdict, clauses=["C003"], platform_only=alone) for verdict, alone in of_the_other
    ]
    judged = judge_clauses((MUST, other), scenarios)
    assert judge_run(judged, scenarios).summary == f"Conformant: {words}"
    assert count(judged)["must"]["platform_only"] == ("concerns" in words)


def test_a_run_of_other_levels_alone_says_that_it_goes_no_further():
    scenarios = [outcome("pass", clauses=["D01"])]
    only = [each for each in CLAUSES if each.id == "D01"]
    verdict = judge_run(judge_clauses(only, scenarios), scenarios)
    assert verdict.exit_code == 0
    assert verdict.summary.startswith("Conformant as far as it goes")


def test_a_run_of_no_clause_is_never_conformant():
    assert judge_run([], []).exit_code == 3


def test_many_failures_are_named_but_not_all():
    clauses = [replace(MUST, id=f"C{number:03}") for number in range(1, 21)]
    scenarios = [outcome("fail", clauses=[each.id]) for each in clauses]
    words = judge_run(judge_clauses(clauses, scenarios), scenarios).summary
    assert words.endswith("(C001, C002, C003, C004, C005, C006, C007, C008 and 12 more).")


def test_the_sample_run_ends_in_each_of_the_three_ways():
    runs = (sample_events.conformant, sample_events.without_harness_error, sample_events.events_of)
    assert [run()[-1].exit_code for run in runs] == [0, 1, 3]


def test_a_pass_says_that_the_connector_took_no_part_and_what_was_left_out():
    seen = [outcome("pass", platform_only=True), outcome("not_applicable")]
    verdict, reason = judge_clause(MUST, seen)
    assert verdict == "pass"
    assert reason == (
        "tested on the simulated platforms only; the connector is not involved;"
        " 1 of 2 scenarios left out: why not_applicable"
    )
