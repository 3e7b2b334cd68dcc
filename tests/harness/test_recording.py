"""What one scenario tells, whatever way it ends."""

from __future__ import annotations

import pytest

from harness.story.events import ScenarioFinished
from harness.story.recording import Identity, Recording
from harness.verdicts.outcomes import (
    ConnectorError,
    HarnessError,
    Inapplicable,
    Mismatch,
    NotTestable,
)
from harness.wires.journal import Journal

IDENTITY = Identity(
    feature="features/some.feature",
    subject="Some",
    rule="One",
    name="It <happens>",
    title="It snows",
    example="snows",
    clauses=("C013",),
    level="must",
    platform_only=False,
)


def play(error: BaseException | None, journal: Journal | None = None) -> ScenarioFinished:
    recording = Recording(IDENTITY, journal)
    recording.plan([("Given", "a world"), ("When", "it snows"), ("Then", "it is white")])
    recording.step_begins("Given", "a world")
    recording.step_ends()
    recording.step_begins("When", "it snows")
    if error is None:
        recording.step_ends()
    else:
        recording.raised(error)
    return recording.finish(["percipio-conformance", "run", "--scenario", "a b"])


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (None, "pass"),
        (Mismatch("snow", expected="white", seen="grey"), "fail"),
        (ConnectorError("no answer"), "fail"),
        (NotTestable("no clock"), "not_testable"),
        (Inapplicable("another reading"), "inapplicable"),
        (HarnessError("our fault"), "harness_error"),
        (ZeroDivisionError("our fault too"), "harness_error"),
        # A skip from somewhere must never read as green.
        (pytest.skip.Exception("skipped"), "harness_error"),
    ],
)
def test_how_it_ends_decides_the_verdict(error: BaseException | None, verdict: str) -> None:
    assert play(error).verdict == verdict


def test_a_failure_says_step_expected_seen_and_how_to_see_it_again() -> None:
    event = play(Mismatch("snow", expected="white", seen="grey"))
    assert event.failure is not None
    assert event.failure.step == "When it snows"
    assert (event.failure.expected, event.failure.seen) == ("white", "grey")
    assert event.replay == "percipio-conformance run --scenario 'a b'"
    assert [step.verdict for step in event.steps] == ["pass", "fail", "not_run"]


def test_it_is_known_by_its_written_name_and_read_by_its_title() -> None:
    event = play(None)
    assert event.id == "features/some::It <happens> [snows]"
    assert event.name == "It snows"


def test_the_evidence_leaves_out_the_clock_and_every_secret() -> None:
    journal = Journal()
    for path in ("/control/clock", "/control/setup"):
        exchange = journal.open("control", "PUT", "connector.test", path, {})
        exchange.request = b'{"bearer_token": "s3cret-token-value"}'
        exchange.status = 200
    event = play(Mismatch("snow", expected="white", seen="grey"), journal)
    assert event.exchanges == 1
    assert event.failure is not None
    (shown,) = event.failure.exchanges
    assert shown.path == "/control/setup"
    assert "s3cret" not in (shown.request or "")
