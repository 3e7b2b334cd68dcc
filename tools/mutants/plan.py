"""Runs each chosen mutant against its own clauses, and a sample against all scenarios."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from tools.mutants.messages import Job, JobResult
from tools.mutants.registry import Entry
from tools.mutants.verdict import MutantVerdict
from tools.mutants.worker_pool import WorkerPool


def sampled(names: Iterable[str], number: int) -> tuple[str, ...]:
    """``number`` of the names, or all where there are fewer: the same ones on every machine.

    They are drawn by a digest of the name, so that a new fault displaces one of them at most.
    """
    drawn = sorted(names, key=lambda name: hashlib.blake2b(name.encode()).digest())
    return tuple(sorted(drawn[:number]))


def narrow(entry: Entry) -> Job:
    """A job with the scenarios of the mutant's clauses."""
    return Job(mutant=entry.mutant.name, clauses=tuple(sorted(entry.mutant.expected)))


def whole(entry: Entry) -> Job:
    """All scenarios."""
    return Job(mutant=entry.mutant.name)


def run_all(
    entries: Sequence[Entry],
    sample: Iterable[str],
    pool: WorkerPool,
    report: Callable[[JobResult], None],
) -> list[MutantVerdict]:
    """The verdict on each entry, in their order; ``report`` is called with each finished job.

    Raises:
        WorkerDied: the process that plays them has ended.
    """
    everything = set(sample)
    # The longest jobs come first, so that no worker is left alone with one at the end.
    jobs = [whole(each) for each in entries if each.mutant.name in everything]
    jobs += [narrow(each) for each in entries]
    outcomes: dict[tuple[str, bool], JobResult] = {}
    for outcome in pool.run(jobs):
        outcomes[outcome.job.mutant, outcome.job.clauses is None] = outcome
        report(outcome)
    return [
        MutantVerdict(
            mutant=each.mutant,
            module=each.module,
            narrow=outcomes[each.mutant.name, False],
            whole=outcomes.get((each.mutant.name, True)),
        )
        for each in entries
    ]
