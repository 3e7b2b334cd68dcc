"""The fakes' own tests notice each unfaithful world, in every file that is there to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
import pytest

from tools.mutants.messages import Job, JobResult
from worlds.registry import load_worlds

WORLDS = load_worlds()
MUTANTS = Path(__file__).parents[1]


class Worker:
    """The warm process from outside."""

    def __init__(self, complaints: IO[bytes]) -> None:
        self._complaints = complaints
        self._process = subprocess.Popen(
            [sys.executable, "-m", "worlds.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=os.environ | {"PYTHONPATH": str(MUTANTS)},
        )

    def run(self, name: str) -> JobResult:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(Job(mutant=name)) + b"\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the worker process has ended:\n{self._last_words()}"
        return msgspec.json.decode(line, type=JobResult)

    def close(self) -> None:
        self._process.communicate()

    def _last_words(self) -> str:
        self._complaints.seek(0)
        return self._complaints.read().decode(errors="replace")[-4_000:]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    with (tmp_path_factory.mktemp("stage") / "complaints").open("w+b") as complaints:
        stage = Worker(complaints)
        yield stage
        stage.close()


@pytest.mark.parametrize("name", WORLDS)
def test_an_unfaithful_world_is_noticed(name: str, stage: Worker) -> None:
    outcome = stage.run(name)
    assert outcome.broken is None
    assert {each.id for each in outcome.played} == WORLDS[name].noticed_by


def test_a_faithful_world_is_not_blamed(stage: Worker) -> None:
    assert stage.run("faithful").played == ()
