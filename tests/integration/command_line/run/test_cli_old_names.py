"""Names of options: in a run, under pytest and in the settings of a project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from program import TESTS, program, surroundings

from percipio_conformance.cli.settings import OLD_NAMES, SettingsError, read_settings

FACTORY = "percipio_conformance.connectors.under_test:InProcessReference"
ONE = ("--clause", "C018", "--report", "out")
TIMEOUT = "is now called timeout; the old name works until the next release."


def recorded(folder: Path) -> list[str]:
    options: list[str] = json.loads((folder / "out/report.json").read_text())["options"]
    return [each for each in options if each != "--quick"]


def pytest_run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The suite under pytest, in a process of its own."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "features/content/arrival.feature"),
            *("-p", "no:cacheprovider", "--clause", "C018", "--report", str(folder / "out")),
            *words,
        ],
        cwd=TESTS.parent,
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_run_with_old_names_notes_each_once_and_records_the_new_ones(tmp_path: Path) -> None:
    done = program(tmp_path, "run", "--subject", FACTORY, "--patience", "20", "-n", "2", *ONE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.splitlines() == [
        f"percipio-conformance: {old} is now called {new}; the old name works until the next"
        " release."
        for old, new in (("--subject", "--connector-factory"), ("--patience", "--timeout"))
    ]
    assert recorded(tmp_path) == ["--connector-factory", FACTORY, "--timeout", "20.0"]


def test_a_run_with_both_names_ends_with_2(tmp_path: Path) -> None:
    done = program(tmp_path, "run", "--patience", "20", "--timeout", "20", *ONE)
    assert done.returncode == 2
    assert "--patience is the old name of --timeout, which is given too" in done.stderr


def test_under_pytest_the_old_name_is_noted_once(tmp_path: Path) -> None:
    done = pytest_run(tmp_path, "--patience", "20", "-n", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count("--patience is now called --connector-timeout;") == 1
    assert recorded(tmp_path) == ["--timeout", "20.0"]


def test_under_pytest_both_names_are_a_wrong_use(tmp_path: Path) -> None:
    done = pytest_run(tmp_path, "--patience", "20", "--connector-timeout", "20")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--patience is the old name of --connector-timeout" in done.stderr


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_a_message_names_the_timeout_as_its_reader_can_type_it(
    tmp_path: Path, workers: tuple[str, ...]
) -> None:
    silent = ("--connector-command", f"{sys.executable} -c 'import time; time.sleep(60)'", *workers)
    run = program(tmp_path, "run", *silent, "--timeout", "1", *ONE)
    assert "raise --timeout." in " ".join(run.stdout.split()), run.stdout + run.stderr
    pytest_run(tmp_path, *silent, "--connector-timeout", "1")
    report = (tmp_path / "out/report.json").read_text()
    assert "raise --connector-timeout." in report
    assert "raise --timeout." not in report


def test_under_pytest_the_options_of_pytest_timeout_are_free(tmp_path: Path) -> None:
    (tmp_path / "other_plugin.py").write_text(
        "def pytest_addoption(parser):\n"
        "    parser.getgroup('timeout').addoption('--timeout', type=float, default=None)\n"
    )
    path = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(TESTS.parent)])}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "other_plugin", "--help"],
        cwd=TESTS.parent,
        env=surroundings() | path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "--connector-timeout=SECONDS" in done.stdout


def test_a_setting_with_an_old_name_works_and_is_noted(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.percipio-conformance]\npatience = 20\n")
    done = program(tmp_path, "run", *ONE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == f"percipio-conformance: patience in pyproject.toml {TIMEOUT}\n"
    assert "Settings of pyproject.toml: timeout." in done.stdout
    assert recorded(tmp_path) == ["--timeout", "20.0"]


def test_a_setting_under_both_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.percipio-conformance]\ntimeout = 20\npatience = 20\n")
    with pytest.raises(SettingsError, match="patience is the old name of timeout"):
        read_settings(path)


def test_every_renamed_option_has_its_old_setting() -> None:
    assert OLD_NAMES == {
        "driver": "connector-class",
        "patience": "timeout",
        "subject": "connector-factory",
    }
