"""The end of a run, whole or split."""

import msgspec
import pytest
import sample_events
from test_clause_verdict import outcome

from percipio_conformance.core.events import (
    ClauseJudged,
    KnownFailure,
    Selection,
    ShardUsed,
    SituationMet,
    SituationUsed,
)
from percipio_conformance.results.conclusion import conclude
from percipio_conformance.spec.builtin_features import scenarios_of
from percipio_conformance.spec.clauses import load_registry

STARTED = sample_events.events_of()[0]
NARROWED = " Narrowed: only some scenarios were chosen by options or plugins of pytest."
SHARD = ShardUsed(number=2, of=5, scenarios=40, plan="x")


def finish(scenarios, lost=(), **more):
    started = msgspec.structs.replace(STARTED, **({"selection": Selection(narrowed=True)} | more))
    return conclude(
        started,
        scenarios,
        load_registry(),
        lost=lost,
        duration_s=1.5,
        finished_at="2026-01-02T03:04:08Z",
    )


def clauses(events):
    return [each.id for each in events if isinstance(each, ClauseJudged)]


def test_a_narrowed_run_judges_what_it_asked_for_or_touched():
    ran = [outcome("pass", clauses=["C013", "C018"])]
    assert clauses(finish(ran)) == ["C013", "C018"]
    only = Selection(narrowed=True, clauses=["C013"])
    assert clauses(finish(ran, selection=only)) == ["C013"]
    assert len(clauses(finish(ran, selection=Selection()))) == 167


def test_a_narrowed_run_says_how_many_scenarios_of_a_clause_it_left_out():
    events = finish([outcome("pass", clauses=["C013"])])
    assert events[-2].left_out == len(scenarios_of("C013")) > 20
    assert finish([outcome("pass", clauses=["C013"])], selection=Selection())[-2].left_out == 0


def test_the_counterpart_of_what_was_asked_for_is_judged_with_it():
    asked = Selection(narrowed=True, clauses=["C098"], counterparts=["C094"])
    ran = [outcome("pass", clauses=["C098"]), outcome("fail", clauses=["C094", "C013"])]
    assert clauses(finish(ran, selection=asked)) == ["C094", "C098"]


def test_what_was_lost_outweighs_everything():
    finished = finish([outcome("pass", clauses=["C013"])], lost=["one never ran"])[-1]
    assert (finished.verdict, finished.exit_code) == ("harness error", 3)
    assert finished.summary == f"Harness error: one never ran.{NARROWED}"


@pytest.mark.parametrize(
    ("verdicts", "exit_code"),
    [
        ("pass", 0),
        ("", 0),
        ("not_testable not_applicable", 0),
        ("pass fail", 1),
        ("pass warn", 0),
    ],
)
def test_a_shard_judges_no_clause_and_never_says_conformant(verdicts, exit_code):
    levels = {"warn": "derived"}
    ran = [
        outcome(each, clauses=["D07" if each == "warn" else "C013"], level=levels.get(each, "must"))
        for each in verdicts.split()
    ]
    events = finish(ran, shard=SHARD)
    finished = events[-1]
    assert clauses(events) == []
    assert (finished.verdict, finished.exit_code) == ("partial", exit_code)
    assert finished.summary == (
        f"Shard 2 of 5: {len(ran)} of 40 scenarios ran, {int(exit_code == 1)} failed;"
        f" no verdict before all 5 are merged.{NARROWED}"
    )


def test_a_shard_in_which_the_connector_took_no_part_is_no_fault():
    ran = [
        outcome("pass", clauses=["C013"], platform_only=True),
        outcome("not_testable", clauses=["C013"]),
    ]
    assert finish(ran)[-1].exit_code == 3
    assert finish(ran, shard=SHARD)[-1].exit_code == 0


def test_a_shard_that_broke_says_so():
    finished = finish([outcome("harness_error", clauses=["C013"])], shard=SHARD)[-1]
    assert (finished.verdict, finished.exit_code) == ("harness error", 3)


@pytest.mark.parametrize(
    ("expires", "verdict", "exit_code"),
    [("2026-01-02", "known failures", 0), ("2026-01-01", "stale baseline", 4)],
)
def test_the_day_of_a_baseline_is_the_one_on_which_the_run_began(expires, verdict, exit_code):
    entry = KnownFailure(what="C013", reason="Slow", owner="Olivia", expires=expires)
    failed = outcome("fail", clauses=["C013"], known_failure=entry)
    events = finish([failed], baseline=[entry])
    assert events[-2].known_failure == entry
    assert (events[-1].verdict, events[-1].exit_code) == (verdict, exit_code)
    assert len(events[-1].stale) == (exit_code == 4)


def test_a_shard_does_not_ask_whether_its_baseline_is_out_of_date():
    entry = KnownFailure(what="C013", reason="Slow", owner="Olivia", expires="2020-01-01")
    failed = outcome("fail", clauses=["C013"], known_failure=entry)
    finished = finish([failed], baseline=[entry], shard=SHARD)[-1]
    assert (finished.verdict, finished.exit_code, finished.stale) == ("partial", 0, [])


PAUSE = Selection(
    narrowed=True,
    scenarios=791,
    suite=791,
    situations="one",
    situation=SituationUsed(id="pause", phrase="A minute passes before each When."),
)


def under_pause(occurred):
    return outcome("pass", clauses=["C013"], situation=met(occurred))


def met(occurred, situation="pause"):
    return SituationMet(id=situation, phrase="A minute passes.", occurred=occurred)


def test_a_run_under_a_situation_is_no_verdict_on_the_whole_and_counts_where_it_occurred():
    finished = finish([under_pause(2)], selection=PAUSE)[-1]
    assert (finished.verdict, finished.exit_code) == ("narrowed", 0)
    assert finished.summary.startswith(
        "Narrowed: no verdict on the whole, because the scenarios ran under the situation pause"
        " (A minute passes before each When). In the chosen part, 1 of 1 "
    )
    assert finished.summary.endswith("The situation occurred in 1 of 1 scenario that ran.")


def test_a_situation_that_occurred_nowhere_is_no_pass():
    finished = finish([under_pause(0)], selection=PAUSE)[-1]
    assert (finished.verdict, finished.exit_code) == ("harness error", 3)
    assert finished.summary.startswith(
        "Harness error: the situation pause did not occur in any scenario. Narrowed: "
    )


def test_a_failure_under_a_situation_is_not_conformant():
    failed = outcome("fail", clauses=["C013"], situation=met(1))
    finished = finish([failed], selection=PAUSE)[-1]
    assert (finished.verdict, finished.exit_code) == ("not conformant", 1)
    assert "ran under the situation pause" in finished.summary


def test_a_drawn_situation_must_occur_in_a_whole_run_only():
    drawn = Selection(situations="drawn", scenarios=791, suite=791, under_situations=1)
    never = [outcome("pass", clauses=["C013"]), under_pause(0)]
    finished = finish(never, selection=drawn)[-1]
    assert (finished.verdict, finished.exit_code) == ("harness error", 3)
    assert "the situation pause did not occur in any scenario" in finished.summary
    part = msgspec.structs.replace(drawn, narrowed=True, clauses=["C013"])
    finished = finish(never, selection=part)[-1]
    assert (finished.verdict, finished.exit_code) == ("narrowed", 0)
    (reach,) = finished.situations
    assert (reach.ran, reach.occurred) == (1, 0)


def test_a_scenario_that_ran_under_a_situation_only_is_left_out():
    scenario = sorted(scenarios_of("C018"))[0]
    under = msgspec.structs.replace(
        outcome("pass", clauses=["C018"], situation=met(1)), id=f"{scenario} (situation pause)"
    )
    everything = len(scenarios_of("C018"))
    part = Selection(narrowed=True, clauses=["C018"], scenarios=1, suite=791)
    (clause,) = (each for each in finish([under], selection=part) if hasattr(each, "left_out"))
    assert clause.left_out == everything
    (clause,) = (each for each in finish([under], selection=PAUSE) if hasattr(each, "left_out"))
    assert clause.left_out == everything - 1
