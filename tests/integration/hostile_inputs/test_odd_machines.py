"""Little memory and odd variables of the environment change no result."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from outside_files import ROOT, huge, refused


def test_two_hundred_megabytes_take_no_memory(here: Path) -> None:
    (here / "bad").mkdir()
    huge(here / "bad" / "events.ndjson")
    shutil.copy(here / "good" / "report.json", here / "bad")
    done = subprocess.run(
        [sys.executable, "-m", "percipio_conformance", "compare", "good", "bad"],
        cwd=here,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (300 << 20, 300 << 20)),
    )
    assert done.returncode == 2, done.stderr
    assert "is too large: 200.0 MiB" in done.stderr


def test_many_small_values_are_refused_before_they_are_read(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "good" / "report.json").write_text("[" + "[]," * 2_600_000 + "[]]")
    assert "more than 5,000,000 values" in refused(["replay", "x", "--report", "good"], capsys)


ODD = {
    "HTTP_PROXY": "http://192.0.2.1:1",
    "HTTPS_PROXY": "no address",
    "SSL_CERT_FILE": "/nonexistent",
    "COLUMNS": "-3",
    "LINES": "²",
    "LC_ALL": "xx_YY.none",
    "LANG": "\udcff",
    "TERM": "",
    "PYTHONIOENCODING": "ascii",
    "CONTROL_PORT": "abc",
    "STATE_FOLDER": "/nonexistent",
    "PERCIPIO_URL": "javascript:alert(1)",
    "TMPDIR": "/nonexistent",
    "HOME": "/nonexistent",
    "NO_COLOR": "",
}


def test_an_odd_environment_changes_nothing(here: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "percipio_conformance.cli.main",
            "run",
            "--quick",
            "--clause",
            "C018",
            "--sockets",
        ],
        cwd=here,
        env=os.environ | ODD | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 of 1 tested must clause passed." in done.stdout


@pytest.mark.parametrize("columns", ["99999999999", "9" * 5000, "501", "0"])
def test_no_width_takes_all_memory(here: Path, columns: str) -> None:
    done = played(here, "run", "--quick", "--clause", "C018", COLUMNS=columns)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", ["run", "smoke", "explore"])
def test_a_current_folder_that_is_gone_is_said(here: Path, command: str) -> None:
    gone = here / "gone"
    gone.mkdir()
    done = played(gone, command, before=gone.rmdir)
    assert done.returncode == 2
    assert "the current folder cannot be used" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("limit", "low", "words"),
    [
        (resource.RLIMIT_NOFILE, 12, "the limit of open files is too low"),
        (resource.RLIMIT_FSIZE, 100 << 10, "the limit of the size of a file is too low"),
    ],
)
def test_a_limit_that_is_too_low_blames_no_connector(
    here: Path, limit: int, low: int, words: str
) -> None:
    done = played(here, "run", "--clause", "C018", before=partial(_lower, limit, low))
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def _lower(limit: int, low: int) -> None:
    resource.setrlimit(limit, (low, low))


def played(
    folder: Path, *words: str, before: Callable[[], None] | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """The program in ``folder``; ``before`` is called in its process first."""
    return subprocess.run(
        [sys.executable, "-m", "percipio_conformance", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | variables,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )
