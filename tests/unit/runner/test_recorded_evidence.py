"""What a connector wrote, and requests that no step accounts for, on the way into every report."""

from __future__ import annotations

import asyncio
import os
from types import ModuleType

import msgspec
import pytest

from percipio_conformance import schemas
from percipio_conformance.connectors.output import Output
from percipio_conformance.core.events import Event, Exchange, ScenarioFinished, encode
from percipio_conformance.core.outcomes import ExpectationFailed
from percipio_conformance.network.traffic_log import AROUND_THE_STEPS, TrafficLog
from percipio_conformance.reporting import html, json_report, junit, terminal
from percipio_conformance.reporting.labels import explanation
from percipio_conformance.runner.recorder import (
    EVIDENCE_EXCHANGES,
    PlannedStep,
    ScenarioInfo,
    ScenarioRecorder,
)

IDENTITY = ScenarioInfo(
    feature="features/some.feature",
    feature_title="Some",
    rule="One",
    name="It snows",
    title="It snows",
    example="",
    clauses=("C013",),
    level="must",
    platform_only=False,
)
SNOW = ExpectationFailed("snow", expected="white", actual="grey")


def test_only_the_output_of_the_step_that_fails_is_its_evidence() -> None:
    async def scenario() -> ScenarioFinished:
        output = Output()
        writing = output.open()
        os.write(writing, b"from the world before\n")
        recording = ScenarioRecorder(IDENTITY)
        recording.listen(output)
        recording.step_begins(PlannedStep("Given", "a world"))
        os.write(writing, b"from the first step\n")
        recording.step_ends()
        recording.step_begins(PlannedStep("When", "it snows"))
        os.write(writing, b"ERROR no flake, password=hunter2\n")
        recording.raised(SNOW)
        os.write(writing, b"from afterwards\n")
        os.close(writing)
        output.close()
        return recording.finish(["again"])

    event = asyncio.run(scenario())
    assert event.failure is not None
    assert event.failure.output == "ERROR no flake, password=[redacted]\n"


def test_a_connector_nobody_can_hear_has_no_output() -> None:
    recording = ScenarioRecorder(IDENTITY)
    recording.listen(None)
    recording.step_begins(PlannedStep("When", "it snows"))
    recording.raised(SNOW)
    event = recording.finish(["again"])
    assert event.failure is not None
    assert event.failure.output is None


def test_requests_between_two_steps_are_counted_and_the_last_of_them_shown() -> None:
    traffic_log = TrafficLog()
    recording = ScenarioRecorder(IDENTITY, traffic_log)
    traffic_log.open("control", "POST", "connector", "/control/reset", {})
    recording.step_begins(PlannedStep("Given", "a world"))
    traffic_log.open("percipio", "GET", "percipio", "/within", {})
    recording.step_ends()
    for number in range(EVIDENCE_EXCHANGES + 3):
        traffic_log.open("lms", "GET", "lms", f"/courses/{number}", {})
    event = recording.finish(["again"])
    assert [each.step for each in traffic_log.exchanges][:3] == [
        AROUND_THE_STEPS,
        "Given a world",
        None,
    ]
    assert event.unattributed == EVIDENCE_EXCHANGES + 3
    assert [each.path for each in event.unattributed_exchanges][
        -1
    ] == f"/courses/{EVIDENCE_EXCHANGES + 2}"
    assert len(event.unattributed_exchanges) == EVIDENCE_EXCHANGES


@pytest.fixture
def told(sample: ModuleType) -> list[Event]:
    """A run with one failure: ten lines of output, and two requests outside all steps."""
    lines = "".join(f"line {number} <b>\n" for number in range(10))
    stray = Exchange(
        step=None,
        side="lms",
        direction="the connector asks 360Learning",
        method="GET",
        path="/api/v2/courses/astray",
        status=200,
        request=None,
        response=None,
    )
    failed = sample._scenario(
        "content/creation",
        "Loud",
        "C029",
        "fail",
        failure=msgspec.structs.replace(sample.FAILURE, output=lines),
        unattributed=2,
        unattributed_exchanges=[stray],
    )
    events: list[Event] = sample.events_of((failed,))
    return events


def test_every_writer_shows_both(told: list[Event]) -> None:
    shown = terminal.summary(told)
    assert "output        (2 earlier lines in report.json)" in shown
    assert "line 9 <b>" in shown
    assert "line 1 <b>" not in shown
    assert "unattributed  2 exchanges outside all steps" in shown
    page = html.render(told)
    assert "Output of the connector" in page
    assert "line 0 &lt;b&gt;" in page
    assert "2 exchanges outside all steps" in page
    assert "/api/v2/courses/astray" in page
    assert "line 9 &lt;b&gt;" in junit.render(told)


def test_the_machine_readable_ones_keep_all_of_it_in_their_schemas(told: list[Event]) -> None:
    report = json_report.build(told)
    assert schemas.problems("report", report) == []
    (clause,) = (each for each in report["clauses"] if each["id"] == "C029")
    evidence = clause["scenarios"][0]["evidence"]
    assert evidence["failure"]["output"].startswith("line 0 <b>\nline 1")
    assert evidence["unattributed"] == 2
    assert evidence["unattributed_exchanges"][0]["path"] == "/api/v2/courses/astray"
    for event in told:
        assert schemas.problems("event", msgspec.json.decode(encode(event))) == []


def test_few_lines_are_shown_as_they_are(told: list[Event], sample: ModuleType) -> None:
    short = msgspec.structs.replace(sample.FAILURE, output="one\ntwo\n")
    quiet = sample._scenario("content/creation", "Short", "C029", "fail", failure=short)
    assert ("output", "one\ntwo") in explanation(quiet)
    assert not [label for label, _ in explanation(quiet) if label == "unattributed"]
