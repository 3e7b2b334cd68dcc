"""One connector, named in every way there is: the verdicts are the same."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from percipio_conformance.reporting.json_report import without_times

TESTS = Path(__file__).parents[3]
PROGRAM = (sys.executable, "-m", "reference_impl", "--control")
COMMAND = shlex.join((*PROGRAM, "--port", "{port}", "--database", "{state}/connector.sqlite"))
SAFE = COMMAND + " --ca-file {ca_file}"
SOME = ("C018", "C052", "C055", "C095", "C120")
"""Some thirty scenarios: the catalog, scores, the setup, and who a learner is; no restart."""

FEW = ("C120",)


def run(folder: Path, *words: str, clauses: tuple[str, ...] = FEW) -> Any:
    return subprocess.run(
        [
            *(
                sys.executable,
                "-m",
                "percipio_conformance.cli.main",
                "run",
                "--quick",
                "--report",
                str(folder),
                *words,
            ),
            *(word for clause in clauses for word in ("--clause", clause)),
        ],
        cwd=folder.parent,
        env=os.environ | {"PYTHONPATH": str(TESTS / "unit" / "connectors")},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def verdicts(folder: Path) -> Any:
    """The report, apart from the way the connector was reached."""
    report = without_times(json.loads((folder / "report.json").read_text()))
    for way in ("transport", "options", "digest"):
        del report[way]
    for clause in report["clauses"]:
        for scenario in clause["scenarios"]:
            del scenario["replay"]
            del scenario["evidence"]["exchanges"]
    return report


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A connector that somebody started: where it serves the control protocol."""
    command = [*PROGRAM, "--port", "0", "--database", str(folder / "connector.sqlite")]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": "1"}, text=True
    )
    assert process.stdout is not None
    try:
        words, _, url = process.stdout.readline().strip().rpartition(" ")
        assert words == "listening on"
        yield f"{url}/control"
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def test_in_process_by_command_by_address_and_by_driver_it_is_the_same_connector(
    tmp_path: Path,
) -> None:
    with running(tmp_path) as url:
        ways = {
            "inside": (),
            "command": ("--connector-command", COMMAND, "-n", "2"),
            "url": ("--connector", url),
            "driver": ("--connector-class", "reference_driver:ReferenceDriver"),
            "tls": ("--tls", "--connector-command", SAFE),
        }
        for name, words in ways.items():
            done = run(tmp_path / name, *words, clauses=SOME)
            assert done.returncode == 0, done.stdout + done.stderr
    inside, *others = (verdicts(tmp_path / name) for name in ways)
    played = sum(len(clause["scenarios"]) for clause in inside["clauses"])
    assert played >= 25
    for other in others:
        assert other == inside


def test_two_workers_each_have_a_running_connector_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    with running(tmp_path / "one") as one, running(tmp_path / "two") as two:
        done = run(
            tmp_path / "out",
            *("--connector", one, "--connector", two, "-n", "2"),
            clauses=("C018", "C120"),
        )
    assert done.returncode == 0, done.stdout + done.stderr


def test_one_running_connector_is_not_shared_by_two_workers(tmp_path: Path) -> None:
    done = run(tmp_path / "out", "--connector", "http://127.0.0.1:1/control", "-n", "2")
    assert done.returncode == 2
    assert "a connector can be in only one" in done.stderr
    assert "{worker}" in done.stderr
    assert not (tmp_path / "out").exists()


def test_nobody_at_the_address_is_no_finding_about_a_connector(tmp_path: Path) -> None:
    done = run(tmp_path / "out", "--connector", "http://127.0.0.1:1/control", clauses=SOME)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "GET describe got no answer" in done.stdout


def test_a_command_that_does_not_exist_is_no_finding_about_a_connector(tmp_path: Path) -> None:
    done = run(tmp_path / "out", "--connector-command", "no-such-program --port {port}")
    assert done.returncode == 3, done.stdout + done.stderr
    assert "'no-such-program' cannot be started: No such file or directory" in " ".join(
        done.stdout.split()
    )


def test_a_running_connector_cannot_be_restarted_and_that_is_said(tmp_path: Path) -> None:
    name = "features/statistics/first_statistics"
    name += "::A statement sent while the connector is down arrives later"
    with running(tmp_path) as url:
        done = run(tmp_path / "out", "--connector", url, "--scenario", name, clauses=())
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    (scenario,) = (each for clause in report["clauses"] for each in clause["scenarios"])
    assert scenario["verdict"] == "not_testable"
    assert "let it start the connector with --connector-command" in scenario["reason"]
    # A run without tests is never conformant.
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--connector", "x", "--connector-class", "y:z"), "each name a connector"),
        (("--timeout", "0"), "not a number of seconds from 1 on"),
        (("--connector-command", ""), "is empty"),
    ],
)
def test_a_wrong_use_is_told_before_anything_runs(
    tmp_path: Path, words: tuple[str, ...], problem: str
) -> None:
    done = run(tmp_path / "out", *words)
    assert done.returncode == 2
    assert problem in done.stderr
    assert not (tmp_path / "out").exists()
