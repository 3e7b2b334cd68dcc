"""A vendor's own Python runs in the process of the suite, and cannot choose the exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from program import ALL, install_plugin, surroundings

TESTS = Path(__file__).parents[3]
PLACES = ("integration/hostile_connectors", "unit/connectors")
WHERE = os.pathsep.join(str(TESTS / each) for each in PLACES)
ONE = ("--scenario", "features/content/arrival::A Percipio course becomes a course")


def played(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The program, as an installed command starts it."""
    return subprocess.run(
        [sys.executable, "-m", "percipio_conformance", "run", "--quick", *words, "--report", "out"],
        cwd=folder,
        env=surroundings() | {"PYTHONPATH": WHERE} | variables,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    )


def driven_by(name: str) -> tuple[str, ...]:
    return ("--connector-class", f"hostile_drivers:{name}", *ONE)


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a run that went well."""
    folder = tmp_path_factory.mktemp("earlier")
    done = played(folder, *ONE)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out"


@pytest.mark.parametrize("name", ["EndsTheProgram", "BecomesAnotherProgram"])
def test_a_driver_that_ends_the_program_gives_no_verdict(
    tmp_path: Path, earlier: Path, name: str
) -> None:
    shutil.copytree(earlier, tmp_path / "out")
    done = played(tmp_path, *driven_by(name))
    assert done.returncode == 3
    assert "There is no verdict" in done.stderr
    assert not list((tmp_path / "out").iterdir()), "an older report would be taken for this run's"


def test_with_workers_it_is_said_that_one_ended(tmp_path: Path) -> None:
    words = ("-n", "2", "--connector-class", "hostile_drivers:EndsTheProgram", "--clause", "C018")
    done = played(tmp_path, *words)
    assert done.returncode == 3
    assert "a parallel process crashed" in " ".join(done.stdout.split())


def test_a_driver_does_not_choose_the_exit_code_after_the_verdict(tmp_path: Path) -> None:
    done = played(tmp_path, *driven_by("EndsTheProgramAtItsEnd"))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Not conformant" in done.stdout


@pytest.mark.parametrize("name", ["LeavesAThread", "LeavesAProcess"])
def test_what_a_driver_leaves_running_does_not_keep_the_program(tmp_path: Path, name: str) -> None:
    done = played(tmp_path, *driven_by(name))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The program ends without it" in done.stderr


@pytest.mark.parametrize("name", ["FailsToClose", "ClosesAsAFunction", "NeverCloses"])
def test_a_driver_that_cannot_be_closed_changes_no_verdict(tmp_path: Path, name: str) -> None:
    done = played(tmp_path, *driven_by(name), "--timeout", "5")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "the connector could not be closed" in done.stderr
    assert "hunter2" not in done.stderr
    assert json.loads((tmp_path / "out" / "report.json").read_bytes())["exit_code"] == 0


def test_a_warning_of_python_is_not_a_failure_of_the_connector(tmp_path: Path) -> None:
    done = played(tmp_path, *driven_by("WarnsOfWhatIsDeprecated"))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("EndsWithSystemExit", "the driver's move_clock() raised SystemExit: 0"),
        ("RaisesWithoutWords", "raised Unspeakable: (its message cannot be read)"),
        ("TellsTimeInWords", "gave a ClockAnswer with next_due 'soon'"),
    ],
)
def test_what_a_driver_raises_or_answers_is_its_own_fault(
    tmp_path: Path, name: str, words: str
) -> None:
    done = played(tmp_path, *driven_by(name))
    assert done.returncode == 1, done.stdout + done.stderr
    assert words in " ".join(done.stdout.split())


def test_a_driver_that_cannot_be_made_is_no_connector_to_judge(tmp_path: Path) -> None:
    done = played(tmp_path, *driven_by("CannotBeMade"))
    assert done.returncode == 3
    assert "its class raised ValueError: no license" in " ".join(done.stdout.split())
    assert "not foreseen" not in done.stderr


def test_what_is_not_a_subject_is_no_connector_to_judge(tmp_path: Path) -> None:
    done = played(tmp_path, "--connector-factory", "hostile_drivers:makes_a_text", *ONE)
    assert done.returncode == 3
    assert "makes 'connector', which lacks output, begin" in " ".join(done.stdout.split())
    assert "not foreseen" not in done.stderr


def test_a_driver_that_wants_arguments_is_a_wrong_use(tmp_path: Path) -> None:
    done = played(tmp_path, *driven_by("WantsArguments"))
    assert done.returncode == 2
    assert "is called without arguments" in done.stderr


def test_python_is_not_left_open_for_input(tmp_path: Path) -> None:
    done = played(tmp_path, *ONE, PYTHONINSPECT="1")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_foreign_module_that_ends_the_program_gives_no_verdict(tmp_path: Path) -> None:
    (tmp_path / "yaml.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    done = played(tmp_path, *ONE)
    assert done.returncode == 3
    assert "SystemExit" in done.stderr


def test_a_run_that_is_killed_leaves_no_older_report(tmp_path: Path, earlier: Path) -> None:
    shutil.copytree(earlier, tmp_path / "out")
    install_plugin(
        tmp_path,
        "kills",
        "import os, signal\n"
        "def pytest_runtest_logstart():\n    os.kill(os.getpid(), signal.SIGKILL)\n",
    )
    done = played(tmp_path, *ONE, PYTHONPATH=str(tmp_path))
    assert done.returncode == -9
    assert not list((tmp_path / "out").iterdir())


def test_words_that_cannot_be_played_leave_the_older_report(tmp_path: Path, earlier: Path) -> None:
    shutil.copytree(earlier, tmp_path / "out")
    for wrong in (("--clause", "C999"), ("--scenario", "nope"), ("--timeout", "0.001")):
        assert played(tmp_path, *wrong).returncode == 2
    assert (tmp_path / "out" / "badge.json").exists()


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "with workers"])
def test_the_last_failures_are_read_before_their_report_goes(
    tmp_path: Path, workers: tuple[str, ...]
) -> None:
    assert played(tmp_path, *driven_by("EndsTheProgramAtItsEnd")).returncode == 1
    done = played(tmp_path, "--lf", *workers)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"1 of {ALL} scenarios was chosen by --failed-in out" in " ".join(done.stdout.split())
