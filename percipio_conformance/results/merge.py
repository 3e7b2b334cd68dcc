"""From the parts of a run to the whole: the same story as if one machine had played it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec

from percipio_conformance.core.events import Event, RunStarted, ScenarioFinished, ShardUsed
from percipio_conformance.results.conclusion import conclude
from percipio_conformance.results.run_result import RunResult
from percipio_conformance.results.shards import plan_of
from percipio_conformance.spec.clauses import ClauseRegistry


class MergeError(ValueError):
    """The runs are not the parts of one run. The message says why, and what to do."""


def merge(parts: Sequence[tuple[str, RunResult]], registry: ClauseRegistry) -> list[Event]:
    """The story of the run whose shards are ``parts``, each with the place it was read from.

    The time it took is that of all parts together. How the connector was reached may differ from
    part to part (each machine has its own address); what it says of itself may not.

    Raises:
        MergeError: one is not a shard or broke off, shards are missing or there twice, or they were
            not played alike.
    """
    shards = [(place, _shard(place, run_result)) for place, run_result in parts]
    for (before, one), (after, other) in combinations(parts, 2):
        _refuse_difference(before, one, after, other)
    _refuse_gaps(shards)
    runs = sorted((run_result for _, run_result in parts), key=_number)
    scenarios = [each for run_result in runs for each in run_result.scenarios]
    _refuse_loss(scenarios, shards[0][1])
    return conclude(
        msgspec.structs.replace(
            _speaker(runs).started,
            shard=None,
            options=runs[0].started.options,
            started_at=min(each.started.started_at for each in runs),
        ),
        scenarios,
        registry,
        duration_s=sum(each.finished.duration_s for each in runs),
        finished_at=max(each.finished.finished_at for each in runs),
    )


_ALIKE: Mapping[str, Callable[[RunStarted], Any]] = {
    "versions of the suite": lambda started: started.suite,
    "ways of splitting": lambda started: started.shard.of if started.shard else None,
    "seeds": lambda started: started.seed,
    "profiles": lambda started: started.profile,
    "selections": lambda started: started.selection,
    "catalog files": lambda started: started.catalog and started.catalog.sha256,
    "baselines": lambda started: started.baseline,
    "rules of failure (--fail-on)": lambda started: started.fail_on,
    "transports": lambda started: started.transport,
    "sets of scenarios": lambda started: (
        (started.shard.scenarios, started.shard.plan) if started.shard else None
    ),
}
"""What has to be the same in all parts, in the order in which it is told."""


def _shard(place: str, run_result: RunResult) -> ShardUsed:
    shard = run_result.started.shard
    if shard is None:
        raise MergeError(
            f"{place} is the report of a whole run, not of a part. Merge what"
            " `percipio-conformance run --shard` wrote."
        )
    broke = any(each.verdict == "harness_error" for each in run_result.scenarios)
    verdict = run_result.finished.verdict
    if verdict == "interrupted" or (verdict == "harness error" and not broke):
        raise MergeError(
            f"{place} (shard {shard.number}) broke off: {run_result.finished.summary} Run it again."
        )
    return shard


def _refuse_difference(before: str, one: RunResult, after: str, other: RunResult) -> None:
    for what, of in _ALIKE.items():
        if of(one.started) != of(other.started):
            raise MergeError(
                f"{before} and {after} have different {what}: they are no parts of one run. Give"
                " every shard the same options but for --shard, and the same version of the suite."
            )
    # A part without a scenario never met the connector.
    if one.scenarios and other.scenarios and one.started.connector != other.started.connector:
        raise MergeError(
            f"{before} and {after} met different connectors: they describe themselves differently."
            " Run all shards against one version of one connector."
        )


def _refuse_gaps(shards: Sequence[tuple[str, ShardUsed]]) -> None:
    if not shards:
        raise MergeError("there is nothing to merge. Name the report folder of every shard.")
    of = shards[0][1].of
    by_number: dict[int, str] = {}
    for place, shard in shards:
        if shard.number in by_number:
            raise MergeError(
                f"{by_number[shard.number]} and {place} are both shard {shard.number} of {of}."
                " Name every shard once."
            )
        by_number[shard.number] = place
    missing = [str(number) for number in range(1, of + 1) if number not in by_number]
    if missing:
        raise MergeError(
            f"of {of} shards these are missing: {', '.join(missing)}. Without them nothing can be"
            " said of their clauses; run them, and name their reports too."
        )


def _refuse_loss(scenarios: Sequence[ScenarioFinished], shard: ShardUsed) -> None:
    times = Counter(each.id for each in scenarios)
    for identifier, number in times.items():
        if number > 1:
            raise MergeError(
                f"{identifier} was run by {number} shards. Run them again with one version."
            )
    ids = list(times)
    if plan_of(ids) != shard.plan:
        raise MergeError(
            f"the shards hold {len(ids)} scenarios where {shard.scenarios} were to be run, or"
            " others. Run the shards again."
        )


def _number(run_result: RunResult) -> int:
    return run_result.started.shard.number if run_result.started.shard else 0


def _speaker(runs: Sequence[RunResult]) -> RunResult:
    """The first part in which the connector described itself."""
    return next((each for each in runs if each.scenarios), runs[0])
