"""How the Makefile installs: settings of pip that it keeps out, and which Python it takes.

A made-up interpreter replaces Python, so that nothing is installed or downloaded: it makes an
environment that holds itself, and writes down the settings that pip would see.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from locked import ROOT

INTERPRETER = """\
#!/bin/sh
case "$1 $2" in
    "-V ") echo "Python {version}" ;;
    "-m venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    "-m pip") env | grep '^PIP_' | sort >> settings; echo "$@" >> calls ;;
esac
"""
ELSEWHERE = ("CONSTRAINT", "EDITABLE", "PREFIX", "PYTHON", "REQUIREMENT", "ROOT", "TARGET")
SWITCHES = ("DRY_RUN", "REQUIRE_HASHES", "USER")


def interpreter(path: Path, version: str) -> Path:
    path.write_text(INTERPRETER.format(version=version))
    path.chmod(0o755)
    return path


def make(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"]} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    interpreter(tmp_path / "old", "3.11.2")
    interpreter(tmp_path / "new", "3.14.1")
    return tmp_path


def test_settings_for_other_places_are_kept_out_and_those_of_the_index_stay(checkout: Path) -> None:
    given = {f"PIP_{each}": "/elsewhere" for each in ELSEWHERE}
    given |= {f"PIP_{each}": "1" for each in SWITCHES}
    done = make(checkout, "dev", PYTHON="./old", PIP_INDEX_URL="http://mirror.test", **given)
    assert done.returncode == 0, done.stderr
    seen = set((checkout / "settings").read_text().split())
    assert seen == {"PIP_INDEX_URL=http://mirror.test", *(f"PIP_{each}=0" for each in SWITCHES)}


def test_a_run_is_installed_without_the_packages_of_the_tests(checkout: Path) -> None:
    assert make(checkout, ".venv/.installed", PYTHON="./old").returncode == 0
    calls = (checkout / "calls").read_text()
    assert "--no-deps --only-binary :all: --require-hashes --requirement requirements.lock" in calls
    assert "requirements-dev.lock" not in calls


@pytest.mark.parametrize("given", ["on the command line", "in the environment"])
def test_another_python_than_that_of_the_environment_is_an_error(
    checkout: Path, given: str
) -> None:
    def asked(python: str, *goals: str) -> subprocess.CompletedProcess[str]:
        if given == "in the environment":
            return make(checkout, *goals, PYTHON=python)
        return make(checkout, *goals, f"PYTHON={python}")

    assert asked("./old", "dev").returncode == 0
    refused = asked("./new", "dev")
    assert refused.returncode == 2
    assert ".venv was made by Python 3.11.2, and PYTHON=./new is Python 3.14.1" in refused.stderr
    assert "Run `make clean` first" in refused.stderr
    assert asked("./none", "dev").returncode == 2
    assert asked("./old", "dev").returncode == 0
    assert make(checkout, "dev").returncode == 0
    assert asked("./new", "clean").returncode == 0
    assert asked("./new", "dev").returncode == 0
