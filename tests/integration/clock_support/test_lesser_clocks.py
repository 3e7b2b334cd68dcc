"""A connector with less clock support gets fewer results, but never wrong ones."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "percipio_conformance", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(HERE), "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )


def run(subject: str, folder: Path, *clauses: str) -> tuple[int, str, dict[str, Any]]:
    asked = [word for clause in clauses for word in ("--clause", clause)]
    # Situations are left out: they need no other support of the clock than the scenarios.
    words = ("--quick", "--connector-factory", f"lesser_clocks:{subject}", "--report", "out")
    done = command(folder, "run", *words, *asked)
    report = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    return done.returncode, done.stdout + done.stderr, report


def seen(report: dict[str, Any]) -> dict[str, str]:
    """Scenario to verdict."""
    return {
        each["name"]: each["verdict"]
        for clause in report["clauses"]
        for each in clause["scenarios"]
    }


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    return {clause["id"]: clause["verdict"] for clause in report["clauses"]}


def of(found: dict[str, str], verdict: str) -> set[str]:
    return {name for name, each in found.items() if each == verdict}


NEVER_BLAMED = {"pass", "not_testable", "not_applicable"}


class TestAConnectorThatIsTriggered:
    def test_is_held_to_what_is_due_at_an_instant(self, tmp_path: Path) -> None:
        code, said, report = run("triggered", tmp_path, "C014", "C018", "C096")
        assert code == 0, said
        assert set(seen(report).values()) <= NEVER_BLAMED
        assert of(seen(report), "pass") >= {
            "A Percipio course becomes a course",
            "The next daily run brings the first courses",
            "Activation itself brings no course",
            "Ada's completion at 12:30 counts the same day [13 January 2026]",
        }
        assert verdicts(report)["C018"] == "pass"

    def test_is_not_held_to_waits_of_its_own(self, tmp_path: Path) -> None:
        code, said, report = run("triggered", tmp_path, "C116", "C095", "D16")
        assert code == 0, said
        assert set(seen(report).values()) <= NEVER_BLAMED
        assert of(seen(report), "not_testable") >= {
            "A statement with an expired token is rejected",
            "Two server errors during the verification do not fail the setup",
        }
        # One scenario that could not be run is enough for a clause not to be green.
        assert verdicts(report) == dict.fromkeys(("C095", "C116", "D16"), "not_testable")
        assert "the connector's clock support is trigger" in " ".join(said.split())


class TestAConnectorThatKeepsItsOwnTime:
    def test_is_held_to_what_needs_no_time(self, tmp_path: Path) -> None:
        code, said, report = run("keeps_its_own_time", tmp_path, "C087", "C018")
        assert code == 0, said
        assert set(seen(report).values()) <= NEVER_BLAMED
        assert any("blank" in name for name in of(seen(report), "pass"))
        assert verdicts(report)["C018"] == "not_testable"

    def test_is_not_conformant_where_nothing_could_be_tested(self, tmp_path: Path) -> None:
        code, said, report = run("keeps_its_own_time", tmp_path, "C018")
        assert code == 3
        assert "the connector was not tested" in said.replace("\n", " ")
        assert set(seen(report).values()) == {"not_testable"}

    def test_is_not_conformant_where_doing_nothing_would_pass_too(self, tmp_path: Path) -> None:
        code, said, report = run("keeps_its_own_time", tmp_path, "C003")
        assert "pass" in seen(report).values()
        assert verdicts(report) == {"C002": "not_testable", "C003": "not_testable"}
        assert code == 3, said


@pytest.mark.parametrize(
    ("clock_support", "says"),
    [
        ("full", "16 checks passed."),
        ("trigger", "15 checks passed; 1 skipped."),
    ],
)
def test_the_program_can_be_started_with_a_lesser_clock(
    tmp_path: Path, clock_support: str, says: str
) -> None:
    program = shlex.join(
        [
            *(
                sys.executable,
                "-m",
                "reference_impl",
                "--control",
                "--clock-support",
                clock_support,
            ),
            *("--port", "{port}", "--database", "{state}/connector.sqlite"),
        ]
    )
    done = command(tmp_path, "smoke", "--connector-command", program)
    assert done.returncode == 0, done.stdout + done.stderr
    assert says in done.stdout


def test_the_program_that_keeps_its_own_time_is_not_blamed_for_that(tmp_path: Path) -> None:
    program = shlex.join(
        [
            *(sys.executable, "-m", "reference_impl", "--control", "--clock-support", "none"),
            *("--port", "{port}", "--database", "{state}/connector.sqlite"),
        ]
    )
    done = command(tmp_path, "smoke", "--connector-command", program, "--timeout", "5")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "skipped, the connector runs on real time" in " ".join(done.stdout.split())


def test_a_clock_support_without_a_test_is_a_wrong_use() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reference_impl", "--clock-support", "none", "--run-now"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
