"""Faults are really played here, in forks and in new interpreters."""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec
import pytest

from tools.mutants.fork_pool import ForkPool
from tools.mutants.messages import Job, JobResult
from tools.mutants.plan import run_all
from tools.mutants.registry import load_mutants
from tools.mutants.worker_pool import WorkerDied, WorkerPool, can_fork

NAMES = ("brings_samples_along", "reports_back", "shows_new_credentials_each_time")
ENTRIES = [load_mutants()[name] for name in NAMES]
WAYS = sorted({can_fork(), False})
"""With forks where the system allows it, and without."""


def played(pool: WorkerPool, entries=ENTRIES) -> list[object]:
    with pool:
        verdicts = run_all(entries, (), pool, lambda outcome: None)
    return [(each.name, each.narrow.verdicts, each.narrow.played) for each in verdicts]


def test_neither_order_nor_workers_nor_the_way_of_playing_matters() -> None:
    one = played(WorkerPool(1))
    assert [verdicts for _, verdicts, _ in one] == [each.mutant.expected for each in ENTRIES]
    assert played(WorkerPool(3), ENTRIES[::-1]) == one[::-1]
    assert played(WorkerPool(1, forks=False), ENTRIES[:1]) == one[:1]


def test_one_fault_leaves_no_trace_in_another() -> None:
    sick, sound = Job(mutant=NAMES[1], clauses=("C004",)), Job(mutant=NAMES[2], clauses=("C004",))
    with WorkerPool(1) as pool:
        verdicts = [each.verdicts["C004"] for each in pool.run([sick, sound, sick])]
    assert verdicts == ["fail", "pass", "fail"]


@pytest.mark.parametrize("forks", WAYS)
def test_a_fault_that_cannot_be_played_is_told_of(forks: bool) -> None:
    with WorkerPool(1, forks=forks) as pool:
        (outcome,) = pool.run([Job(mutant="nobody", clauses=("C013",))])
    assert outcome.broken is not None
    assert "ended with" in outcome.broken


def test_the_end_of_the_process_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(WorkerDied, match="has ended"), WorkerPool(1, forks=True) as pool:
        list(pool.run([Job(mutant="nobody")]))


def test_a_fork_that_dies_or_takes_for_ever_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.mutants.fork_pool.SECONDS", 0.1)
    said: list[JobResult] = []

    def run(job: Job) -> JobResult:
        if job.mutant == "dies":
            os._exit(7)
        os.read(os.pipe()[0], 1)
        raise AssertionError

    source, jobs = os.pipe()
    os.write(jobs, b'{"mutant":"dies"}\n{"mutant":"waits"}\n')
    os.close(jobs)
    ForkPool(2, run, said.append).serve(source)
    os.close(source)
    assert {each.job.mutant: each.broken for each in said} == {
        "dies": "its process ended with 7; its last words follow",
        "waits": "it was not done within 0 s",
    }


FORKED = """
import os, signal, sys
from tools.mutants.fork_pool import ForkPool
from tools.mutants.messages import Job

def end(*_):
    raise KeyboardInterrupt

def signaled():
    os.kill(os.getpid(), signal.SIGTERM)
    sum(range(1000))

signal.signal(signal.SIGTERM, end)
os.register_at_fork(after_in_parent=signaled)
try:
    ForkPool(1, lambda job: None, print).serve(sys.stdin.fileno())
except KeyboardInterrupt:
    sys.exit(7)
"""


@pytest.mark.skipif(not can_fork(), reason="this system does not fork")
def test_a_signal_that_comes_during_a_fork_is_not_lost() -> None:
    job = msgspec.json.encode(Job(mutant="any")) + b"\n"
    done = subprocess.run(
        [sys.executable, "-c", FORKED], input=job, capture_output=True, check=False
    )
    assert done.returncode == 7, done
