"""What one scenario tells, whatever way it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from percipio_conformance.core.events import ScenarioFinished
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ExpectationFailed,
    FeatureMistake,
    HarnessError,
    NotApplicable,
    NotTestable,
)
from percipio_conformance.network.traffic_log import TrafficLog
from percipio_conformance.runner.recorder import PlannedStep, ScenarioInfo, ScenarioRecorder
from percipio_conformance.spec.situations import find_situation

IDENTITY = ScenarioInfo(
    feature="features/some.feature",
    feature_title="Some",
    rule="One",
    name="It <happens>",
    title="It snows",
    example="snows",
    clauses=("C013",),
    level="must",
    platform_only=False,
)

GIVEN = PlannedStep("Given", "a world", 3)
WHEN = PlannedStep("When", "it snows", 4)
THEN = PlannedStep("Then", "it is white", 5)


def play(
    error: BaseException | None,
    traffic_log: TrafficLog | None = None,
    identity: ScenarioInfo = IDENTITY,
) -> ScenarioFinished:
    recording = ScenarioRecorder(identity, traffic_log)
    recording.plan([GIVEN, WHEN, THEN])
    recording.step_begins(GIVEN)
    recording.step_ends()
    recording.step_begins(WHEN)
    if error is None:
        recording.step_ends()
    else:
        recording.raised(error)
    return recording.finish(["percipio-conformance", "run", "--scenario", "a b"])


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (None, "pass"),
        (ExpectationFailed("snow", expected="white", actual="grey"), "fail"),
        (ConnectorError("no answer"), "fail"),
        (NotTestable("no clock"), "not_testable"),
        (NotApplicable("another reading"), "not_applicable"),
        (HarnessError("our fault"), "harness_error"),
        (ZeroDivisionError("our fault too"), "harness_error"),
        (FeatureMistake("no such day"), "harness_error"),
        # A skip from somewhere must never read as green.
        (pytest.skip.Exception("skipped"), "harness_error"),
    ],
)
def test_how_it_ends_decides_the_verdict(error: BaseException | None, verdict: str) -> None:
    assert play(error).verdict == verdict


def test_a_failure_says_step_expected_seen_and_how_to_see_it_again() -> None:
    event = play(ExpectationFailed("snow", expected="white", actual="grey"))
    assert event.failure is not None
    assert event.failure.step == "When it snows"
    assert (event.failure.expected, event.failure.actual) == ("white", "grey")
    assert event.replay == "percipio-conformance run --scenario 'a b'"
    assert [step.verdict for step in event.steps] == ["pass", "fail", "not_run"]


def test_it_is_known_by_its_written_name_and_read_by_its_title() -> None:
    event = play(None)
    assert event.id == "features/some::It <happens> [snows]"
    assert event.name == "It snows"


def test_the_evidence_leaves_out_the_clock_and_every_secret() -> None:
    traffic_log = TrafficLog()
    for path in ("/control/clock", "/control/setup"):
        exchange = traffic_log.open("control", "PUT", "connector.test", path, {})
        exchange.request = b'{"bearer_token": "s3cret-token-value"}'
        exchange.status = 200
        traffic_log.close(exchange)
    event = play(ExpectationFailed("snow", expected="white", actual="grey"), traffic_log)
    assert event.exchanges == 1
    assert event.failure is not None
    (shown,) = event.failure.exchanges
    assert shown.path == "/control/setup"
    assert "s3cret" not in (shown.request or "")


def test_a_mistake_in_a_feature_of_the_user_is_an_invalid_feature():
    recording = ScenarioRecorder(replace(IDENTITY, own=True, feature="ours/snow.feature"))
    recording.step_begins(WHEN)
    recording.raised(FeatureMistake("there is no snow in July; write 'in January'"))
    event = recording.finish([])
    assert event.verdict == "invalid_feature"
    assert event.failure is not None
    assert (
        event.reason
        == event.failure.message
        == ("ours/snow.feature, line 4: there is no snow in July; write 'in January'")
    )


def test_what_a_step_is_given_belongs_to_it():
    given = PlannedStep("Given", "courses:", table=[["title"], ["Six"]], docstring="All of them.")
    recording = ScenarioRecorder(IDENTITY)
    recording.plan([given, THEN])
    recording.step_begins(given)
    recording.step_ends()
    first, second = recording.finish([]).steps
    assert (first.table, first.docstring) == ([["title"], ["Six"]], "All of them.")
    assert (second.table, second.docstring) == ([], None)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (ExpectationFailed("snow", expected="white", actual="gray"), "warn"),
        (ConnectorError("it ended"), "fail"),
    ],
)
def test_a_situation_excuses_what_can_be_made_up_for_but_no_breakdown(
    error: BaseException, verdict: str
) -> None:
    situation = find_situation("lms-refuses-once")
    assert situation.level == "derived"
    event = play(error, identity=replace(IDENTITY, situation=situation))
    assert event.verdict == verdict
