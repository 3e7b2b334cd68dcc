"""``run --situation``: a fault that no scenario alone shows, and where nothing was tested."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from program import program

TESTS = Path(__file__).parents[3]
PLACES = ("integration/hostile_connectors", "unit/connectors")
WHERE = os.pathsep.join(str(TESTS / each) for each in PLACES)
ONE = ("--scenario", "features/content/arrival::A Percipio course becomes a course")


def run(folder: Path, *words: str) -> tuple[int, str]:
    done = program(folder, "run", *words, "--report", "out", PYTHONPATH=WHERE)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize(
    ("forgets", "clause", "situation", "phrase"),
    [
        ("Globalization", "C043", "restart-before", "The connector is restarted before each When."),
        ("ASavedFilter", "C133", "restart-after", "The connector is restarted after each When."),
    ],
)
def test_what_a_connector_forgets_at_a_restart_is_noticed(
    tmp_path: Path, forgets: str, clause: str, situation: str, phrase: str
) -> None:
    driver = f"hostile_drivers:Forgets{forgets}AtRestart"
    words = ("--connector-class", driver, "--clause", clause)
    code, said = run(tmp_path, *words)
    assert (code, "Not conformant" in said) == (0, False), said
    code, said = run(tmp_path, *words, "--situation", situation)
    assert code == 1, said
    assert f"situation {phrase}" in said
    assert f"--situation {situation} --connector-class {driver}" in said


def test_the_report_names_the_situation_and_counts_where_it_occurred(tmp_path: Path) -> None:
    code, said = run(tmp_path, *ONE, "--situation", "lms-answer-lost")
    assert code == 0, said
    assert "The situation occurred in 1 of 1 scenario that ran." in said
    report = json.loads((tmp_path / "out/report.json").read_bytes())
    assert report["verdict"] == "narrowed"
    assert report["selection"]["situation"]["id"] == "lms-answer-lost"


def test_a_lost_answer_is_lost_on_sockets_too(tmp_path: Path) -> None:
    code, said = run(tmp_path, *ONE, "--sockets", "--situation", "lms-answer-lost")
    assert code == 0, said
    assert "The situation occurred in 1 of 1 scenario that ran." in said


def test_a_situation_that_occurs_nowhere_is_no_pass(tmp_path: Path) -> None:
    code, said = run(tmp_path, *ONE, "--situation", "statements-twice")
    assert code == 3
    assert "the situation statements-twice did not occur in any scenario" in said


def test_an_exception_does_not_run_and_says_why(tmp_path: Path) -> None:
    name = "features/launch/progress::Ada launches the course"
    code, _ = run(tmp_path, "--scenario", name, "--situation", "pause")
    assert code == 3
    events = (tmp_path / "out/events.ndjson").read_text(encoding="utf-8").splitlines()
    (scenario,) = [each for line in events if (each := json.loads(line)).get("id") == name]
    assert scenario["verdict"] == "not_applicable"
    assert scenario["reason"].endswith("situation pause: it checks the minute of a launch")


@pytest.mark.parametrize("word", ["puase", ""])
def test_an_unknown_situation_is_wrong_usage(tmp_path: Path, word: str) -> None:
    code, said = run(tmp_path, f"--situation={word}")
    assert code == 2
    assert ("Did you mean pause?" if word else "it is empty") in said
