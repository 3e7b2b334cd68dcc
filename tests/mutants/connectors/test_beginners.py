"""What the smoke test tells somebody who begins: the right thing first, and no more than that."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from connectors import beginners
from percipio_conformance import schemas
from percipio_conformance.connectors.factory import ConnectorFactory
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.network.network import InProcessNetwork
from percipio_conformance.reporting.style import PLAIN
from percipio_conformance.smoke.finding import Finding
from percipio_conformance.smoke.runner import Smoke, SmokeSetup, run_checks
from percipio_conformance.smoke.terminal import to_fix
from percipio_conformance.smoke.webhook import started
from percipio_conformance.spec.profiles import load_profile

TIMEOUT_SECONDS = 0.5
MUTANTS = Path(__file__).parents[1]


def smoke(make: Callable[[], ConnectorUnderTest]) -> Smoke:
    chosen = ConnectorFactory(lambda worker: make(), "in-process")
    network = InProcessNetwork(patience_seconds=TIMEOUT_SECONDS)
    return run_checks(SmokeSetup(chosen, network, load_profile("article"), seed=0))


def first(found: Smoke) -> tuple[str, Finding]:
    result = found.failed[0]
    assert result.finding is not None
    return f"{result.name}, {result.label}", result.finding


def state_of(found: Smoke, label: str) -> str:
    (state,) = (each.state for each in found.results if each.label == label)
    return state


def test_the_reference_passes_all_checks() -> None:
    found = smoke(InProcessReference)
    assert found.unreachable is None
    assert {each.state for each in found.results} == {"passed"}
    assert len(found.results) == 16


@pytest.mark.parametrize(
    ("make", "label", "received", "schema", "place", "fix"),
    [
        (
            beginners.serves_no_settings,
            "PUT settings, learners are recognized by email",
            "404",
            None,
            "",
            "Serve PUT settings below the URL of the control protocol",
        ),
        (
            beginners.answers_with_a_web_page,
            "GET status, state right after reset",
            "200 <!DOCTYPE html>",
            "control/status",
            "",
            "The answer is a web page",
        ),
        (
            beginners.has_no_version,
            "GET describe, description of the connector",
            "200 ",
            "control/describe",
            "/: 'version' is a required property",
            "Correct these fields",
        ),
        (
            beginners.counts_in_words,
            "GET clock, idle right after reset",
            '"pending": "none"',
            "control/clock",
            "/pending: 'none' is not of type 'integer'",
            "Correct these fields",
        ),
        (
            beginners.looks_at_the_wall,
            "PUT clock, one minute later",
            "now is 2031-05-06T07:08:09Z",
            "control/clock",
            "/now",
            "It must be exactly 2026-01-05T11:01:00Z",
        ),
        (
            beginners.is_always_busy,
            "GET clock, idle right after reset",
            "'advancing' for 0.5 seconds, with 1 pending",
            "control/clock",
            "/state",
            "Answer 'ready' when nothing can happen",
        ),
        (
            beginners.lives_in_the_past,
            "GET clock, idle right after reset",
            "next_due is 2025-12-24T18:00:00Z, which is not later than now, 2026-01-05T11:00:00Z",
            "control/clock",
            "/next_due",
            "Finish all due work",
        ),
        (
            beginners.announces_nothing,
            "GET clock, next due instant once active",
            "next_due is nothing, and the next daily run is due at 6 January 2026, 06:00:00 CET",
            "control/clock",
            "/next_due",
            "Return in next_due the earliest instant",
        ),
        (
            beginners.is_reached_from_elsewhere_only,
            "POST token, an access token",
            "no answer from http://connector.internal/api/skillsoft/oauth2/token",
            "control/webhook",
            "/token_endpoint",
            "one that this machine reaches",
        ),
        (
            beginners.takes_a_blank_for_a_value,
            "POST setup, a blank tenant instance URL",
            "the setup was accepted",
            "control/error",
            "/error/field",
            "Answer 400 with an error whose field is tenant_url",
        ),
        (
            beginners.crashes_at_setup,
            "POST setup, a blank tenant instance URL",
            "500 <html><h1>",
            None,
            "",
            "The answer is a web page",
        ),
        (
            beginners.keeps_half_of_its_settings_to_itself,
            "GET settings, all settings",
            "learner_identification, languages, content_types, tags_synchronization missing",
            "control/settings",
            "/learner_identification",
            "Return all settings",
        ),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_it_names_the_first_problem_to_fix(
    make: Callable[[], ConnectorUnderTest],
    label: str,
    received: str,
    schema: str | None,
    place: str,
    fix: str,
) -> None:
    what, finding = first(smoke(make))
    assert what == label
    assert received in finding.received
    assert finding.schema == schema
    assert finding.places == ((place,) if place else ())
    assert fix in finding.fix


def test_independent_checks_run_after_a_failure() -> None:
    found = smoke(beginners.serves_no_settings)
    assert len(found.failed) == 1
    assert state_of(found, "Ada has started a course") == "passed"
    assert state_of(found, "the next morning, with three courses") == "passed"


def test_checks_that_depend_on_a_failure_do_not_run() -> None:
    found = smoke(beginners.is_always_busy)
    assert [each.name for each in found.failed] == ["GET clock"]
    assert state_of(found, "the next morning, with three courses") == "not run"
    assert state_of(found, "credentials and two URLs") == "passed"


def test_all_checks_run_without_a_valid_description() -> None:
    found = smoke(beginners.has_no_version)
    assert [each.name for each in found.failed] == ["GET describe"]
    assert state_of(found, "Ada has started a course") == "passed"


def test_an_empty_server_gets_a_finding_for_the_first_calls() -> None:
    found = smoke(beginners.knows_nothing_yet)
    assert found.unreachable is None
    assert [each.name for each in found.failed] == ["GET describe", "POST reset"]
    assert {each.state for each in found.results} == {"failed", "not run"}


def test_undeclared_capabilities_are_skipped() -> None:
    found = smoke(beginners.claims_nothing)
    assert not found.failed
    assert state_of(found, "Ada has started a course") == "skipped"
    assert state_of(found, "the next morning, with three courses") == "skipped"


def test_findings_contain_no_secret() -> None:
    def wordy() -> ConnectorUnderTest:
        return beginners._changed("GET", "webhook", lambda said: said | {"more": "than asked"})

    what, finding = first(smoke(wordy))
    assert what == "GET webhook, credentials and two URLs"
    assert "[redacted]" in finding.received or "***" in finding.received
    assert "client_secret" in finding.received


def test_the_statement_is_valid() -> None:
    said = started(
        "ada@acme.example", "https://xapi.percipio.com/xapi/course/1", "2026-01-05T11:00:00Z"
    )
    assert schemas.problems("xapi/statement", said) == []


def command(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "percipio_conformance", "smoke", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(MUTANTS)},
        capture_output=True,
        text=True,
        check=False,
    )


class TestTheCommand:
    def test_exits_with_0_if_all_checks_pass(self, tmp_path: Path) -> None:
        done = command(folder=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "The control protocol is correct: 16 checks passed." in done.stdout

    def test_exits_with_1_and_a_numbered_list_after_failures(self, tmp_path: Path) -> None:
        done = command(
            "--connector-factory", "connectors.beginners:serves_no_settings", folder=tmp_path
        )
        assert done.returncode == 1, done.stdout + done.stderr
        assert "\n1. PUT settings\n     check     learners are recognized by email" in done.stdout
        assert "     received  404" in done.stdout
        assert "     fix       Serve PUT settings" in done.stdout
        assert "1 check of 16 failed. Start with number 1" in done.stdout.replace("\n", " ")

    def test_exits_with_3_if_nothing_answers(self, tmp_path: Path) -> None:
        done = command("--connector", "http://127.0.0.1:9/control", folder=tmp_path)
        assert done.returncode == 3, done.stdout + done.stderr
        assert "nothing to ask" in done.stderr
        assert done.stdout == ""

    def test_ends_with_2_where_it_is_used_wrongly(self, tmp_path: Path) -> None:
        done = command("--connector-factory", "nowhere:nobody", folder=tmp_path)
        assert done.returncode == 2
        assert "nowhere" in done.stderr

    def test_asks_a_connector_in_a_process_of_its_own(self, tmp_path: Path) -> None:
        done = command("--sockets", folder=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_list_is_numbered_in_the_order_of_the_calls() -> None:
    words = to_fix(smoke(beginners.knows_nothing_yet).results, PLAIN)
    assert words.startswith("1. GET describe\n")
    assert "\n\n2. POST reset\n" in words
