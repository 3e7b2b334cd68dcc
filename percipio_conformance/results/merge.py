"""Merges the shards of a run; the result equals that of the same run on one machine."""

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
    """The runs are not the shards of one run. The message gives the reason and a remedy."""


def merge(parts: Sequence[tuple[str, RunResult]], registry: ClauseRegistry) -> list[Event]:
    """Returns the events of the run whose shards are ``parts``, each a path and a result.

    The duration is the sum of those of all shards. The address of the connector may differ between
    shards, because each machine has its own; its description must not differ.

    Raises:
        MergeError: a part is not a shard or is incomplete, a shard is missing or duplicate, or the
            shards were run with different options.
    """
    shards = [(place, _shard(place, run_result)) for place, run_result in parts]
    for (before, one), (after, other) in combinations(parts, 2):
        _reject_difference(before, one, after, other)
    _reject_gaps(shards)
    runs = sorted((run_result for _, run_result in parts), key=_number)
    scenarios = [each for run_result in runs for each in run_result.scenarios]
    _reject_loss(scenarios, shards[0][1])
    return conclude(
        msgspec.structs.replace(
            _first_with_description(runs).started,
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
    "connectors of --compare-with": lambda started: (
        started.compared_with.named if started.compared_with else None
    ),
    "transports": lambda started: started.transport,
    "sets of scenarios": lambda started: (
        (started.shard.scenarios, started.shard.plan) if started.shard else None
    ),
}
"""The values that must be equal in all shards, in the order of the checks."""


def _shard(place: str, run_result: RunResult) -> ShardUsed:
    shard = run_result.started.shard
    if shard is None:
        raise MergeError(
            f"{place} is the report of a whole run, not of a shard. Merge reports that"
            " `percipio-conformance run --shard` wrote."
        )
    broke = any(each.verdict == "harness_error" for each in run_result.scenarios)
    verdict = run_result.finished.verdict
    if verdict == "interrupted" or (verdict == "harness error" and not broke):
        raise MergeError(
            f"{place} (shard {shard.number}) is incomplete: {run_result.finished.summary} Run it"
            " again."
        )
    return shard


def _reject_difference(before: str, one: RunResult, after: str, other: RunResult) -> None:
    for what, of in _ALIKE.items():
        if of(one.started) != of(other.started):
            raise MergeError(
                f"{before} and {after} have different {what}: they are not shards of one run. Use"
                " the same version of the suite and, except for --shard, the same options for every"
                " shard."
            )
    # A shard without a scenario has no description of the connector.
    if one.scenarios and other.scenarios and one.started.connector != other.started.connector:
        raise MergeError(
            f"{before} and {after} tested different connectors: their descriptions differ. Run all"
            " shards against one version of one connector."
        )


def _reject_gaps(shards: Sequence[tuple[str, ShardUsed]]) -> None:
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
            f"{len(missing)} of {of} shards {'is' if len(missing) == 1 else 'are'} missing:"
            f" {', '.join(missing)}. Their clauses cannot be judged; run them, and name their"
            " reports, too."
        )


def _reject_loss(scenarios: Sequence[ScenarioFinished], shard: ShardUsed) -> None:
    times = Counter(each.id for each in scenarios)
    for identifier, number in times.items():
        if number > 1:
            raise MergeError(
                f"{identifier} was run by {number} shards. Run them again with one version."
            )
    ids = list(times)
    if plan_of(ids).digest != shard.plan:
        raise MergeError(
            f"the shards contain {len(ids)} scenarios, which are not the {shard.scenarios} selected"
            " ones. Run the shards again."
        )


def _number(run_result: RunResult) -> int:
    return run_result.started.shard.number if run_result.started.shard else 0


def _first_with_description(runs: Sequence[RunResult]) -> RunResult:
    """Returns the first shard in which the connector described itself."""
    return next((each for each in runs if each.scenarios), runs[0])
