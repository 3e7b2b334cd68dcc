"""A run ends in bounded time and fails only the right clauses, whatever the connector does.

C120 saves settings, where most of these programs fail; C013 comes after it and does not.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from process_leaks import is_alive
from programs import HERE, program_path

from percipio_conformance.network.server import free_port

SAVES_SETTINGS, LATER, STATISTICS = "C120", "C013", "C047"


def await_listener(port: int) -> None:
    """Until somebody listens there; a program that never does fails the run that follows."""
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("program", "timeout", "problem"),
    [
        ("falls_silent", 4.0, "was not answered in whole within 4 seconds"),
        ("crashes", 20.0, "got no answer from the connector"),
        ("answers_garbage", 20.0, "was answered with something that is not JSON"),
        ("never_stops_talking", 20.0, "the answer has more than 1,048,576 bytes"),
    ],
)
def test_what_goes_wrong_in_a_scenario_fails_it_and_no_later_one(
    hold: Any, program: str, timeout: float, problem: str
) -> None:
    ended = hold(program, SAVES_SETTINGS, LATER, timeout=timeout)
    assert ended.code == 1, ended.said
    assert ended.verdicts == {SAVES_SETTINGS: "fail", LATER: "pass"}
    assert problem in ended.failure(SAVES_SETTINGS)["message"]


def test_one_that_crashes_and_cannot_be_restarted_is_blamed_for_that_alone(
    hold: Any, tmp_path: Path
) -> None:
    port = str(free_port())
    words = [sys.executable, str(program_path("crashes")), "--control", "--port", port]
    words += ["--database", str(tmp_path / "connector.sqlite")]
    where = os.environ | {"PYTHONPATH": str(HERE)}
    with subprocess.Popen(words, env=where, stdout=subprocess.DEVNULL) as crashing:
        try:
            await_listener(int(port))
            ended = hold(f"http://127.0.0.1:{port}/control", SAVES_SETTINGS, LATER)
        finally:
            # It has crashed by itself; if not, the test must fail and not wait for it.
            crashing.kill()
    assert ended.code == 1, ended.said
    assert ended.verdicts == {SAVES_SETTINGS: "fail", LATER: "not_testable"}
    assert "the connector stopped responding in an earlier scenario" in " ".join(ended.said.split())


def test_one_that_asks_for_it_is_started_anew_for_every_scenario(hold: Any, tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    ended = hold("wants_restarts", "C018", SAVES_SETTINGS, STARTS=str(starts))
    assert ended.code == 0, ended.said
    played = sum(len(clause["scenarios"]) for clause in ended.report["clauses"])
    assert len(starts.read_text().splitlines()) == played > 1


def test_what_it_wrote_at_that_moment_is_evidence_without_its_secrets(hold: Any) -> None:
    ended = hold("crashes", SAVES_SETTINGS)
    wrote = "panic: settings are null, client_secret=[redacted]"
    assert ended.failure(SAVES_SETTINGS)["output"].strip() == wrote
    assert f"output        {wrote}" in ended.said
    assert "hunter2" not in ended.said


@pytest.mark.parametrize("program", ["answers_slowly", "binds_late", "floods_its_output"])
def test_who_is_only_slow_or_loud_is_conformant(hold: Any, program: str) -> None:
    ended = hold(program, SAVES_SETTINGS)
    assert ended.code == 0, ended.said
    assert ended.verdicts == {SAVES_SETTINGS: "pass"}


def test_a_declared_capability_that_does_not_work_is_a_failure_and_no_skip(hold: Any) -> None:
    ended = hold("promises_too_much", STATISTICS)
    assert ended.code == 1, ended.said
    assert ended.verdicts == {STATISTICS: "fail"}


def test_one_that_dies_at_its_start_is_not_judged_and_its_last_words_are_shown(hold: Any) -> None:
    ended = hold("dies_at_start", SAVES_SETTINGS, LATER)
    assert ended.code == 3, ended.said
    assert ended.verdicts == {SAVES_SETTINGS: "harness_error", LATER: "not_testable"}
    message = ended.failure(SAVES_SETTINGS)["message"]
    assert "ended with 1 before it answered" in message
    assert "the license file license.key is missing" in message


def test_one_that_takes_connections_and_says_nothing_costs_the_patience_once(hold: Any) -> None:
    ended = hold("accepts_and_says_nothing", SAVES_SETTINGS, LATER, timeout=3.0)
    assert ended.code == 3, ended.said
    assert ended.verdicts == {SAVES_SETTINGS: "harness_error", LATER: "not_testable"}
    assert "did not answer GET" in ended.failure(SAVES_SETTINGS)["message"]
    # More than a dozen scenarios, each of which could have waited so long.
    assert ended.seconds < 30


@pytest.mark.parametrize("program", ["leaves_children", "forks_for_ever"])
def test_no_child_is_left_behind(hold: Any, tmp_path: Path, program: str) -> None:
    helpers = tmp_path / "helpers"
    ended = hold(program, SAVES_SETTINGS, HELPERS=str(helpers))
    assert ended.code == 0, ended.said
    started = [int(line) for line in helpers.read_text().split()]
    assert started
    for _ in range(600):
        if not any(is_alive(each) for each in started):
            break
        time.sleep(0.05)
    else:
        pytest.fail(f"of {started} some still live")
