"""A report never starts anything by itself: what it names runs only when the user has agreed."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from program import program

ONE = "features/content/arrival::A Percipio course becomes a course"
MARK = "it_ran"
MODULE = f"""\
from pathlib import Path
from percipio_conformance.connectors.under_test import InProcessReference
Path("{MARK}").write_text("")
make = InProcessReference
"""
COMMAND = f'{sys.executable} -c \'open("{MARK}", "w")\''


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("run")
    done = program(folder, "run", "--scenario", ONE, "--report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads((folder / "out" / "report.json").read_text())
    return found


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "theirs.py").write_text(MODULE)
    return tmp_path


def write(folder: Path, report: dict[str, Any], *options: str) -> None:
    (folder / "got").mkdir()
    text = json.dumps(report | {"options": list(options)})
    (folder / "got" / "report.json").write_text(text)


STARTS = {
    ("--connector-command", COMMAND): f"runs the command: {COMMAND}",
    ("--connector-factory", "theirs:make"): "imports the Python module theirs and calls make",
    ("--connector-class", "theirs:make"): "imports the Python module theirs and calls make",
    ("--connector", "http://192.0.2.1:1/control"): "connects to http://192.0.2.1:1/control",
    ("--connector", "http://127.0.0.1@evil.invalid:1/"): "which is not on this machine",
    ("--connector", "http://localhost.evil.invalid:1/"): "which is not on this machine",
    ("--connector", "http://{worker}.evil.invalid:1/"): "which is not on this machine",
    ("--host", "0.0.0.0"): "makes the world accessible to other machines, at 0.0.0.0",  # noqa: S104
}


@pytest.mark.parametrize("options", STARTS)
def test_nothing_is_started_unasked(
    options: tuple[str, str], here: Path, report: dict[str, Any]
) -> None:
    write(here, report, *options)
    done = program(here, "replay", ONE, "--report", "got")
    assert done.returncode == 2, done.stdout + done.stderr
    assert STARTS[options] in done.stderr
    assert "say so with --trust" in done.stderr
    assert done.stdout == ""
    assert not (here / MARK).exists()
    assert not (here / "got" / "replay").exists()


def test_trust_is_said_on_the_command_line(here: Path, report: dict[str, Any]) -> None:
    write(here, report, "--connector-factory", "theirs:make")
    done = program(here, "replay", ONE, "--report", "got", "--trust")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (here / MARK).exists()


def all_of(terminal: int) -> str:
    """The output on a terminal that no process has open; on Linux, reading ends with an error."""
    written = b""
    with suppress(OSError):
        while piece := os.read(terminal, 65_536):
            written += piece
    return written.decode()


@pytest.mark.parametrize(("answer", "runs"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_a_terminal_is_asked(answer: str, runs: bool, here: Path, report: dict[str, Any]) -> None:
    write(here, report, "--connector-factory", "theirs:make")
    ours, theirs = pty.openpty()
    try:
        os.write(ours, answer.encode())
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "percipio_conformance.cli.main",
                "replay",
                ONE,
                "--report",
                "got",
            ],
            cwd=here,
            stdin=theirs,
            stderr=theirs,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(theirs)
        said = all_of(ours)
        os.close(ours)
    assert "imports the Python module theirs and calls make" in said
    assert "[y/N]" in said
    assert done.returncode == (0 if runs else 2)
    assert (here / MARK).exists() is runs


def test_what_the_user_names_needs_no_trust(here: Path, report: dict[str, Any]) -> None:
    write(here, report, "--connector-command", COMMAND)
    ours = "percipio_conformance.connectors.under_test:InProcessReference"
    done = program(here, "replay", ONE, "--report", "got", "--connector-factory", ours)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (here / MARK).exists()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/control", "http://[::1]:1/", "http://localhost:1/"]
)
def test_an_address_of_this_machine_starts_nothing(
    url: str, here: Path, report: dict[str, Any]
) -> None:
    write(here, report, "--connector", url)
    done = program(here, "replay", ONE, "--report", "got")
    assert done.returncode == 3, done.stdout + done.stderr
    assert f"the report names the connector at {url}" in done.stderr


def test_the_reference_needs_no_trust(here: Path, report: dict[str, Any]) -> None:
    write(here, report, "--sockets")
    done = program(here, "replay", ONE, "--report", "got")
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_would_start_is_shown_as_it_is(here: Path, report: dict[str, Any]) -> None:
    write(here, report, "--connector-command", "rm -rf x \x1b[2K\r\u202eharmless\nGo on? y")
    done = program(here, "replay", ONE, "--report", "got")
    assert done.returncode == 2
    shown = "rm -rf x \\x1b[2K\\x0d\\u202eharmless\\nGo on? y"
    assert f"  runs the command: {shown}\n" in done.stderr


@pytest.mark.parametrize("feature", ["/", ".", "theirs.py", "folder.feature"])
def test_a_report_plays_no_folder_and_no_program(
    feature: str, here: Path, report: dict[str, Any]
) -> None:
    (here / "folder.feature").mkdir()
    (here / "folder.feature" / "conftest.py").write_text(MODULE)
    changed = json.loads(json.dumps(report))
    changed["clauses"][0]["scenarios"][0]["feature"] = feature
    write(here, changed)
    done = program(here, "replay", ONE, "--report", "got")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "a feature of your own that does not exist here" in done.stderr
    assert not (here / MARK).exists()


@pytest.mark.parametrize("identifier", ["--report::x", "-x::y", "--connector-command=id::x", "-::"])
def test_a_name_is_not_an_option(identifier: str, here: Path, report: dict[str, Any]) -> None:
    changed = json.loads(json.dumps(report))
    changed["clauses"][0]["scenarios"][0]["id"] = identifier
    write(here, changed)
    done = program(here, "replay", "--report", "got", "--", identifier)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "no scenario" in done.stderr
    assert "usage" not in done.stderr
