"""A run that a signal or ``-x`` ends reports the scenarios that ran, and is never green."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from program import program
from under_way import HOSTILE, hostile_command, under_way

RUN = (sys.executable, "-m", "percipio_conformance", "run", "--quick", "--report", "out")
BEGINS_NOT = ("--connector-factory", "never_begins:NeverBegins", "--clause", "C013")
COMES_NOT_BACK = ("--connector-command", hostile_command("never_comes_back"), "--clause", "C013")


@pytest.mark.parametrize(
    ("subject", "number", "code", "cause"),
    [
        (BEGINS_NOT, signal.SIGINT, 130, "Ctrl-C (SIGINT)"),
        (COMES_NOT_BACK, signal.SIGTERM, 143, "SIGTERM"),
        (BEGINS_NOT, signal.SIGHUP, 129, "SIGHUP"),
    ],
    ids=["SIGINT", "SIGTERM", "SIGHUP"],
)
def test_a_signal_ends_a_run_with_a_report_of_what_was_played(
    tmp_path: Path, subject: tuple[str, ...], number: signal.Signals, code: int, cause: str
) -> None:
    with under_way(tmp_path, [*RUN, *subject]) as run:
        # Senders of a signal often send a second one at once.
        ended, said, complained = run.end(number, number)
    assert complained == ""
    assert ended == code
    words = f"Interrupted after 2 of 23 scenarios: {cause} ended the run; 0 failed so far."
    assert words in " ".join(said.split())
    assert "Conformant" not in said
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert (report["verdict"], report["exit_code"]) == ("interrupted", code)
    assert report["interruption"]["finished"] == 2
    assert report["interruption"]["selected"] == 23
    assert len(report["interruption"]["running"]) == 1
    badge = json.loads((tmp_path / "out" / "badge.json").read_text())
    assert (badge["message"], badge["color"]) == (
        "interrupted after 2 of 23 scenarios (narrowed)",
        "lightgrey",
    )
    summary = (tmp_path / "out" / "summary.md").read_text()
    assert summary.startswith("## Interrupted after 2 of 23 scenarios: ")
    page = (tmp_path / "out" / "index.html").read_text()
    assert "<h1>Interrupted after 2 of 23 scenarios</h1>" in page
    junit = ElementTree.parse(tmp_path / "out" / "junit.xml").getroot()  # noqa: S314 - our own
    assert junit.get("errors") == "1"


def test_a_signal_ends_the_workers_of_a_parallel_run(tmp_path: Path) -> None:
    # Both workers reach their third scenario, and hang there.
    with under_way(tmp_path, [*RUN, *COMES_NOT_BACK, "-n", "2"], lines=2) as run:
        ended, said, _ = run.end(signal.SIGTERM)
    assert ended == 143
    assert "Interrupted after 4 of 23 scenarios: " in " ".join(said.split())
    assert (
        json.loads((tmp_path / "out" / "report.json").read_text())["interruption"]["finished"] == 4
    )


def test_a_warning_stops_a_run_that_fails_on_warnings(tmp_path: Path) -> None:
    warns = (
        "--connector-factory",
        "connectors.content.updates:never_restores",
        "--clause",
        "C136",
        "-x",
    )
    done = program(tmp_path, "run", *warns, "--fail-on", "warning", "--report", "out")
    assert (done.returncode, "the first failure (-x)" in done.stdout) == (1, True), done.stdout
    done = program(tmp_path, "run", *warns, "--report", "out")
    assert (done.returncode, "the first failure (-x)" in done.stdout) == (0, False), done.stdout


def test_a_run_that_stops_at_its_first_failure_says_so(tmp_path: Path) -> None:
    said = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-c", str(HOSTILE.parents[2] / "pyproject.toml")),
            *(str(HOSTILE.parents[2] / "features"), "-x", "--clause", "C030"),
            *(
                "--connector-factory",
                "connectors.content.updates:never_restores",
                "--report",
                str(tmp_path / "out"),
            ),
        ],
        cwd=HOSTILE.parents[1] / "mutants",
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert (
        report["summary"].partition(": ")[2].startswith("the first failure (-x) ended the run; 1")
    )
    assert (report["verdict"], report["exit_code"]) == ("interrupted", 1), said.stdout
