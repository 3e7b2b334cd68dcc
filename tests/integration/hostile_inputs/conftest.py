"""Shared fixtures: the program, a handmade run, and a folder with its report."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from percipio_conformance.reporting.writer import write_all

TESTS = Path(__file__).parents[2]
sys.path += [str(TESTS / "integration" / "command_line"), str(TESTS / "unit")]

import sample_events  # noqa: E402


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    write_all(sample_events.without_harness_error(), folder)
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(good, tmp_path / "good")
    return tmp_path
