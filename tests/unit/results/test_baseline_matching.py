"""What a baseline does to verdicts: never green, counted apart, and found out when out of date."""

from dataclasses import replace

import msgspec
import pytest
from test_clause_verdict import MUST, outcome

from percipio_conformance.core.events import KnownFailure
from percipio_conformance.results.baseline_matching import (
    mark_clauses,
    mark_scenario,
    out_of_date,
    ran_whole,
)
from percipio_conformance.results.clause_verdict import count, judge_clauses
from percipio_conformance.results.run_verdict import judge_run
from percipio_conformance.results.status import status_of
from percipio_conformance.spec.builtin_features import scenarios_of
from percipio_conformance.spec.clauses import load_registry

SECOND = replace(MUST, id="C002")
TODAY = "2026-06-15"


def entry(what, expires="2026-12-31") -> KnownFailure:
    return KnownFailure(what=what, reason="Slow", owner="Olivia", expires=expires)


def judged(scenarios, entries, clauses=(MUST, SECOND)):
    marked = [mark_scenario(each, entries) for each in scenarios]
    return marked, mark_clauses(judge_clauses(clauses, marked), marked, entries)


def test_a_scenario_is_known_by_its_own_entry():
    failed = outcome("fail")
    assert mark_scenario(failed, [entry(failed.id)]).known_failure.reason == "Slow"
    assert mark_scenario(failed, [entry("features/a::other")]).known_failure is None


def test_a_scenario_is_known_when_all_its_clauses_are():
    failed = outcome("fail", clauses=["C001", "C002"])
    assert mark_scenario(failed, [entry("C001")]).known_failure is None
    assert mark_scenario(failed, [entry("C001")], selected=["C001"]).known_failure is not None
    assert mark_scenario(failed, [entry("C001"), entry("C002")]).known_failure.what == "C001"


@pytest.mark.parametrize("verdict", ["pass", "harness_error", "not_testable", "not_applicable"])
def test_nothing_but_a_finding_can_be_known(verdict):
    (scenario,), (clause, _) = judged([outcome(verdict)], [entry("C001")])
    assert scenario.known_failure is None
    assert clause.known_failure is None


def test_a_clause_is_known_by_its_own_entry_or_by_all_its_failures():
    one, other = outcome("fail"), outcome("fail")
    for entries, known in (
        ([entry("C001")], True),
        ([entry(one.id)], False),
        ([entry(one.id), entry(other.id)], True),
        ([], False),
    ):
        _, (clause, _) = judged([one, other, outcome("pass")], entries)
        assert (clause.known_failure is not None) == known
        assert clause.verdict == "fail"
        assert status_of(clause) == ("known_failure" if known else "fail")


def test_a_known_failure_counts_apart_and_does_not_fail_the_run():
    scenarios, clauses = judged(
        [outcome("fail"), outcome("pass", clauses=["C002"])], [entry("C001")]
    )
    assert (count(clauses)["must"]["fail"], count(clauses)["must"]["known_failure"]) == (1, 1)
    verdict = judge_run(clauses, scenarios)
    assert (verdict.verdict, verdict.exit_code) == ("known failures", 0)
    assert "1 of 2 tested must clauses passed" in verdict.summary


@pytest.mark.parametrize(
    ("scenarios", "stale", "verdict", "exit_code"),
    [
        ("known_failure", (), "known failures", 0),
        ("known_failure", ("x is old",), "stale baseline", 4),
        ("pass", ("x is old",), "stale baseline", 4),
        ("known_failure new", (), "not conformant", 1),
        ("known_failure new", ("x is old",), "not conformant", 1),
        ("known_failure broken", ("x is old",), "harness error", 3),
        ("known_failure new broken", ("x is old",), "harness error", 3),
    ],
)
def test_what_counts_before_what(scenarios, stale, verdict, exit_code):
    made = {
        "pass": outcome("pass"),
        "known_failure": outcome("fail"),
        "new": outcome("fail", clauses=["C002"]),
        "broken": outcome("harness_error", clauses=["C003"]),
    }
    clauses = (MUST, SECOND, replace(MUST, id="C003"))
    told, held = judged([made[each] for each in scenarios.split()], [entry("C001")], clauses)
    judgement = judge_run(held, told, stale)
    assert (judgement.verdict, judgement.exit_code) == (verdict, exit_code)


REGISTER = load_registry()
REAL = sorted(scenarios_of("C018"))


def stale(entries, scenarios, today=TODAY):
    clauses = [REGISTER.clause("C018"), REGISTER.clause("C013")]
    return out_of_date(entries, today, judge_clauses(clauses, scenarios), scenarios, REGISTER)


def real(verdict, identifier=REAL[0]):
    return msgspec.structs.replace(outcome(verdict, clauses=["C018"]), id=identifier)


def test_what_still_fails_or_was_left_out_is_not_stale():
    assert stale([entry("C018"), entry(REAL[0])], [real("fail", each) for each in REAL]) == []
    assert stale([entry("C013")], [real("pass")]) == []
    assert stale([entry(REAL[0])], [real("not_applicable", each) for each in REAL]) == []


def test_what_passes_is_stale():
    found = stale([entry("C018"), entry(REAL[0])], [real("pass", each) for each in REAL])
    assert found == [
        "C018 passes now; remove its entry",
        f"{REAL[0]} passes now; remove its entry",
    ]


def test_a_clause_of_which_a_scenario_was_left_out_has_not_passed_yet():
    some = sorted(scenarios_of("C013"))
    passed = [msgspec.structs.replace(outcome("pass", clauses=["C013"]), id=some[0])]
    assert stale([entry("C013")], passed) == []
    assert not ran_whole("C013", frozenset(some[:1]))
    assert ran_whole("C013", frozenset(some))


@pytest.mark.parametrize(("today", "expired"), [("2026-12-31", False), ("2027-01-01", True)])
def test_an_entry_holds_to_the_end_of_its_day(today, expired):
    found = stale([entry("C018")], [real("fail", each) for each in REAL], today)
    assert bool(found) == expired
    if expired:
        assert "expired on 2026-12-31; Olivia must repair" in found[0]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("C999", "There is no clause 'C999'"),
        ("C075", "has no scenario and cannot fail"),
        (REAL[0][:-1], f"is not a scenario of the suite. Did you mean {REAL[0]}"),
    ],
)
def test_an_entry_that_names_nothing_is_stale(what, said):
    (sentence,) = stale([entry(what)], [real("pass", each) for each in REAL])
    assert said in sentence


def test_a_scenario_of_somebody_elses_features_is_known_when_it_ran():
    theirs = "theirs/a::One"
    assert stale([entry(theirs)], [real("fail", theirs)]) == []


def test_an_entry_for_a_scenario_covers_it_under_every_situation():
    failed = outcome("fail")
    again = msgspec.structs.replace(failed, id=f"{failed.id} (situation pause)")
    assert mark_scenario(again, [entry(failed.id)]).known_failure is not None
    assert mark_scenario(again, [entry(again.id)]).known_failure is not None
    assert mark_scenario(failed, [entry(again.id)]).known_failure is None


@pytest.mark.parametrize(("situation", "problems"), [("pause", 0), ("puase", 1)])
def test_an_entry_may_name_a_situation_that_this_run_did_not_draw(situation, problems):
    scenario = sorted(scenarios_of("C013"))[0]
    entries = [entry(f"{scenario} (situation {situation})")]
    assert len(out_of_date(entries, TODAY, [], [], load_registry())) == problems
