"""A run that ended before its last scenario is never green, whatever was played of it."""

import json
from xml.etree import ElementTree

import msgspec
import pytest
import sample_events
from sample_run import a_run
from test_clause_verdict import outcome

from percipio_conformance import schemas
from percipio_conformance.core.events import (
    ClauseJudged,
    Interruption,
    Selection,
    ShardUsed,
    encode,
)
from percipio_conformance.reporting import badge, html, json_report, junit, markdown, terminal
from percipio_conformance.results.conclusion import conclude
from percipio_conformance.results.interruption import judge_interruption
from percipio_conformance.results.merge import MergeError, merge
from percipio_conformance.results.run_result import parse_run
from percipio_conformance.runner.run import Stop
from percipio_conformance.spec.builtin_features import scenarios_of
from percipio_conformance.spec.clauses import load_registry


def finish(scenarios, interruption, lost=(), selection=Selection(narrowed=True)):  # noqa: B008
    started = msgspec.structs.replace(sample_events.events_of()[0], selection=selection)
    return conclude(
        started,
        scenarios,
        load_registry(),
        lost=lost,
        interruption=interruption,
        duration_s=1.5,
        finished_at="2026-01-02T03:04:08Z",
    )


def interruption(signal=None, cause="the first failure (-x)"):
    return Interruption(cause=cause, signal=signal, finished=2, selected=40)


@pytest.mark.parametrize(
    ("seen", "signal", "exit_code"),
    [
        ("pass", 2, 130),
        ("pass", 15, 143),
        ("fail", 1, 129),
        ("pass", None, 2),
        ("fail", None, 1),
        ("harness_error", None, 3),
        ("invalid_feature", None, 2),
    ],
)
def test_the_exit_code_says_what_ended_it(seen, signal, exit_code):
    ran = [outcome("pass", clauses=["C013"]), outcome(seen, clauses=["C018"])]
    assert judge_interruption(interruption(signal), ran).exit_code == exit_code


def test_the_words_say_how_far_it_got():
    ran = [outcome("fail", clauses=["C013"])]
    verdict = judge_interruption(interruption(15, "SIGTERM"), ran)
    assert verdict.verdict == "interrupted"
    assert verdict.summary == (
        "Interrupted after 2 of 40 scenarios: SIGTERM ended the run; 1 failed so far."
        " There is no verdict on the connector."
    )
    early = msgspec.structs.replace(interruption(2), selected=0, finished=0)
    assert judge_interruption(early, []).summary.startswith(
        "Interrupted before the first scenario: "
    )


def test_a_fault_of_ours_outweighs_a_stop_and_not_a_signal():
    ran = [outcome("pass", clauses=["C013"])]
    assert finish(ran, interruption(), lost=["x"])[-1].verdict == "harness error"
    assert finish(ran, interruption(15, "SIGTERM"), lost=["x"])[-1].verdict == "interrupted"


def test_clauses_that_the_run_did_not_reach_are_not_judged():
    ran = [outcome("pass", clauses=["C013"])]
    events = finish(ran, interruption(15, "SIGTERM"), selection=Selection())
    (judged,) = (each for each in events if isinstance(each, ClauseJudged))
    assert (judged.id, judged.verdict) == ("C013", "pass")
    assert judged.left_out == len(scenarios_of("C013"))


def test_no_report_is_green():
    events = finish([outcome("pass", clauses=["C013"])], interruption(15, "SIGTERM"))
    for event in events:
        assert schemas.problems("event", json.loads(encode(event))) == []
    headline = "Interrupted after 2 of 40 scenarios"
    assert f"{headline}: SIGTERM" in terminal.summary(events)
    assert markdown.render(events).startswith(f"## {headline}: ")
    assert f"<h1>{headline}</h1>" in html.render(events)
    report = json.loads(json_report.render(events))
    assert schemas.problems("report", report) == []
    assert report["interruption"] == msgspec.to_builtins(interruption(15, "SIGTERM"))
    shown = json.loads(badge.render(events))
    assert (shown["message"], shown["color"]) == (f"{headline.lower()} (narrowed)", "lightgrey")
    root = ElementTree.fromstring(junit.render(events))  # noqa: S314 - our own text
    assert (root.get("tests"), root.get("errors")) == ("2", "1")
    assert (
        root.find(".//testcase[@name='The whole run']/error").get("message") == events[-1].summary
    )
    for text in (
        terminal.summary(events),
        markdown.render(events),
        html.render(events),
    ):
        assert "Conformant" not in text


def test_a_run_without_a_verdict_is_red_in_junit():
    events = finish([outcome("pass", clauses=["C013"])], None, lost=["one never ran"])
    assert ElementTree.fromstring(junit.render(events)).get("errors") == "1"  # noqa: S314


def stopped(stop):
    run = a_run(stop=stop)
    run.collected, run.running = {"a", "b"}, {"b"}
    run.add("a", outcome("pass", clauses=["C013"]))
    return run


def test_a_run_knows_what_was_under_way():
    found = stopped(Stop("SIGTERM", 15)).finish()[-1].interruption
    assert found == Interruption(cause="SIGTERM", signal=15, finished=1, selected=2, running=["b"])


def test_a_failure_in_the_last_scenario_stops_nothing():
    run = stopped(Stop("the first failure (-x)"))
    run.add("b", outcome("fail", clauses=["C018"]))
    assert run.finish()[-1].verdict == "not conformant"


def test_a_part_that_was_interrupted_is_not_merged():
    started = msgspec.structs.replace(
        sample_events.events_of()[0], shard=ShardUsed(number=1, of=1, scenarios=2, plan="x")
    )
    events = conclude(
        started,
        [outcome("pass", clauses=["C013"])],
        load_registry(),
        interruption=interruption(15, "SIGTERM"),
        duration_s=1.0,
        finished_at="2026-01-02T03:04:08Z",
    )
    with pytest.raises(MergeError, match="is incomplete: Interrupted after 2 of 40"):
        merge([("one", parse_run(events))], load_registry())
