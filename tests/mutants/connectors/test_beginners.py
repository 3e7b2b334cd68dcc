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

PATIENCE_SECONDS = 0.5
MUTANTS = Path(__file__).parents[1]


def smoke(make: Callable[[], ConnectorUnderTest]) -> Smoke:
    chosen = ConnectorFactory(lambda worker: make(), "in-process")
    network = InProcessNetwork(patience_seconds=PATIENCE_SECONDS)
    return run_checks(SmokeSetup(chosen, network, load_profile("article"), seed=0))


def first(found: Smoke) -> tuple[str, Finding]:
    result = found.wrong[0]
    assert result.finding is not None
    return f"{result.name}, {result.asked}", result.finding


def state_of(found: Smoke, asked: str) -> str:
    (state,) = (each.state for each in found.results if each.asked == asked)
    return state


def test_the_reference_has_nothing_to_put_right() -> None:
    found = smoke(InProcessReference)
    assert found.unreachable is None
    assert {each.state for each in found.results} == {"right"}
    assert len(found.results) == 16


@pytest.mark.parametrize(
    ("make", "asked", "came", "schema", "place", "to_do"),
    [
        (
            beginners.serves_no_settings,
            "PUT settings, learners are recognized by email",
            "404",
            None,
            "",
            "Serve PUT settings below the address of the control protocol",
        ),
        (
            beginners.answers_with_a_web_page,
            "GET status, the state, right after reset",
            "200 <!DOCTYPE html>",
            "control/status",
            "",
            "A web page answers here",
        ),
        (
            beginners.has_no_version,
            "GET describe, who the connector is",
            "200 ",
            "control/describe",
            "/: 'version' is a required property",
            "Correct what is named",
        ),
        (
            beginners.counts_in_words,
            "GET clock, is it at rest, right after reset",
            '"pending": "none"',
            "control/clock",
            "/pending: 'none' is not of type 'integer'",
            "Correct what is named",
        ),
        (
            beginners.looks_at_the_wall,
            "PUT clock, it is a minute later",
            "now is 2031-05-06T07:08:09Z",
            "control/clock",
            "/now",
            "It has to be 2026-01-05T11:01:00Z, exactly",
        ),
        (
            beginners.is_always_busy,
            "GET clock, is it at rest, right after reset",
            "'advancing' for 0.5 seconds, with 1 pending",
            "control/clock",
            "/state",
            "Say 'ready' once nothing can happen",
        ),
        (
            beginners.lives_in_the_past,
            "GET clock, is it at rest, right after reset",
            "next_due is 2025-12-24T18:00:00Z, which is not later than now, 2026-01-05T11:00:00Z",
            "control/clock",
            "/next_due",
            "Whatever is due by now has to be done",
        ),
        (
            beginners.announces_nothing,
            "GET clock, what is due next, once active",
            "next_due is nothing, and the next daily run is due at 6 January 2026, 06:00:00 CET",
            "control/clock",
            "/next_due",
            "Announce in next_due the earliest instant",
        ),
        (
            beginners.is_reached_from_elsewhere_only,
            "POST token, a token, as Percipio asks",
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
            "A web page answers here",
        ),
        (
            beginners.keeps_half_of_its_settings_to_itself,
            "GET settings, every setting",
            "learner_identification, languages, content_types, tags_synchronization missing",
            "control/settings",
            "/learner_identification",
            "Answer with every setting",
        ),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_it_says_what_to_put_right_first(
    make: Callable[[], ConnectorUnderTest],
    asked: str,
    came: str,
    schema: str | None,
    place: str,
    to_do: str,
) -> None:
    what, finding = first(smoke(make))
    assert what == asked
    assert came in finding.came
    assert finding.schema == schema
    assert finding.places == ((place,) if place else ())
    assert to_do in finding.to_do


def test_one_failure_does_not_hide_what_else_can_be_asked() -> None:
    found = smoke(beginners.serves_no_settings)
    assert len(found.wrong) == 1
    assert state_of(found, "Ada has started a course") == "right"
    assert state_of(found, "the next morning, with three courses") == "right"


def test_what_makes_no_sense_any_more_is_not_asked() -> None:
    found = smoke(beginners.is_always_busy)
    assert [each.name for each in found.wrong] == ["GET clock"]
    assert state_of(found, "the next morning, with three courses") == "not asked"
    assert state_of(found, "credentials and two addresses") == "right"


def test_who_cannot_say_who_it_is_is_asked_everything_else() -> None:
    found = smoke(beginners.has_no_version)
    assert [each.name for each in found.wrong] == ["GET describe"]
    assert state_of(found, "Ada has started a course") == "right"


def test_an_empty_server_is_told_every_call_it_lacks() -> None:
    found = smoke(beginners.knows_nothing_yet)
    assert found.unreachable is None
    assert [each.name for each in found.wrong] == ["GET describe", "POST reset"]
    assert {each.state for each in found.results} == {"wrong", "not asked"}


def test_what_is_not_declared_is_left_out() -> None:
    found = smoke(beginners.claims_nothing)
    assert not found.wrong
    assert state_of(found, "Ada has started a course") == "left out"
    assert state_of(found, "the next morning, with three courses") == "left out"


def test_the_words_show_no_secret_of_the_connector() -> None:
    def wordy() -> ConnectorUnderTest:
        return beginners._changed("GET", "webhook", lambda said: said | {"more": "than asked"})

    what, finding = first(smoke(wordy))
    assert what == "GET webhook, credentials and two addresses"
    assert "[redacted]" in finding.came or "***" in finding.came
    assert "client_secret" in finding.came


def test_its_own_statement_is_a_valid_one() -> None:
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
    def test_ends_with_0_where_the_driver_is_right(self, tmp_path: Path) -> None:
        done = command(folder=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "The driver is right: 16 checks passed." in done.stdout

    def test_ends_with_1_and_a_numbered_list_where_it_is_not(self, tmp_path: Path) -> None:
        done = command(
            "--connector-factory", "connectors.beginners:serves_no_settings", folder=tmp_path
        )
        assert done.returncode == 1, done.stdout + done.stderr
        assert "\n1. PUT settings\n     asked     learners are recognized by email" in done.stdout
        assert "     came      404" in done.stdout
        assert "     to do     Serve PUT settings" in done.stdout
        assert "1 check of 16 went wrong. Begin with number 1" in done.stdout.replace("\n", " ")

    def test_ends_with_3_where_nothing_answers(self, tmp_path: Path) -> None:
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
