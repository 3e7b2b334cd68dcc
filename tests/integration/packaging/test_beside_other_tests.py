"""A feature runs under pytest in one session with other tests, which notice nothing of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FEATURE = """
Feature: Ours
  @C018
  Scenario: A course arrives
    Given the integration is active
    When Percipio offers the course "Six Sigma Basics"
    Then after the next daily run, 360Learning shows "Six Sigma Basics"
"""
OTHERS = """
import time
from datetime import datetime
import orjson
from pytest_bdd import given, scenario

def test_the_time_is_real():
    assert time.time.__name__ == "time"
    assert type(datetime.now()) is datetime
    assert orjson.dumps(datetime(2020, 1, 1))

@scenario("own/plain.feature", "Plain")
def test_plain(): pass

@given("nothing")
def _(): pass
"""
FREEZES = """
import pytest
from freezegun import freeze_time

@pytest.fixture(autouse=True)
def frozen():
    with freeze_time("2001-02-03", real_asyncio=True):
        yield
"""
PLAIN = """
Feature: Plain
  Scenario: Plain
    Given nothing
"""
PLUGINS = ("-p", "percipio_conformance.runner.plugin", "-p", "percipio_conformance.steps")


@pytest.mark.parametrize("conftest", ["", FREEZES], ids=["real", "frozen by a fixture"])
def test_other_tests_see_the_real_time(tmp_path: Path, conftest: str) -> None:
    (tmp_path / "features").mkdir()
    (tmp_path / "features/ours.feature").write_text(FEATURE)
    (tmp_path / "features/conftest.py").write_text(conftest)
    (tmp_path / "own").mkdir()
    (tmp_path / "own/plain.feature").write_text(PLAIN)
    (tmp_path / "test_others.py").write_text(OTHERS)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *PLUGINS, "features", "test_others.py", "-q"],
        cwd=tmp_path, env={**os.environ, "TZ": "Europe/Paris"}, capture_output=True, text=True,
    )  # fmt: skip
    assert "3 passed" in done.stdout, done.stdout + done.stderr
