"""Little memory and odd variables of the environment change no result."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from outside_files import ROOT, huge, refused


def test_two_hundred_megabytes_take_no_memory(here: Path) -> None:
    (here / "bad").mkdir()
    huge(here / "bad" / "events.ndjson")
    shutil.copy(here / "good" / "report.json", here / "bad")
    done = subprocess.run(
        [sys.executable, "-m", "harness.cli", "compare", "good", "bad"],
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
        [sys.executable, "-m", "harness.cli", "run", "--clause", "C018", "--sockets"],
        cwd=here,
        env=os.environ | ODD | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 of 1 tested must clause passed." in done.stdout
