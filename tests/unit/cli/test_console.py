"""The number of parallel processes for ``-n auto``."""

from __future__ import annotations

import io
import os

import pytest

from percipio_conformance.cli.execution import console


@pytest.mark.parametrize(("cores", "workers"), [(1, 1), (2, 2), (8, 8), (64, 8)])
def test_auto_is_one_process_for_each_core_up_to_a_limit(
    monkeypatch: pytest.MonkeyPatch, cores: int, workers: int
) -> None:
    monkeypatch.setattr(console, "available_cores", lambda: cores)
    assert console.ConsolePlugin(io.StringIO()).pytest_xdist_auto_num_workers() == workers


def test_only_the_cores_of_this_process_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 5}, raising=False)
    assert console.available_cores() == 2
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert console.available_cores() == 4
