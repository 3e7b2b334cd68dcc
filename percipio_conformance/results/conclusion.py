"""Concludes a run: derives all verdicts from its scenarios, and builds the complete event stream.

The merged shards of a run are concluded here, too, with the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec

from percipio_conformance.core.events import (
    ClauseJudged,
    Event,
    Interruption,
    RunFinished,
    RunStarted,
    ScenarioFinished,
    Selection,
    ShardUsed,
    SituationReach,
)
from percipio_conformance.core.scenario_ids import split_situation
from percipio_conformance.core.text import plural
from percipio_conformance.results.baseline_matching import mark_clauses, out_of_date
from percipio_conformance.results.clause_verdict import (
    FAULTY,
    count,
    failures,
    judge_clauses,
)
from percipio_conformance.results.interruption import judge_interruption
from percipio_conformance.results.invalid_features import judge_mistakes
from percipio_conformance.results.reach import reach_of, reach_of_sequences
from percipio_conformance.results.run_verdict import (
    HARNESS_ERROR,
    RunVerdict,
    judge_run,
    with_narrowing,
)
from percipio_conformance.results.summary_text import narrowed_by
from percipio_conformance.spec.builtin_features import scenarios_of
from percipio_conformance.spec.clauses import Clause, ClauseRegistry


def conclude(
    started: RunStarted,
    scenarios: Iterable[ScenarioFinished],
    registry: ClauseRegistry,
    *,
    lost: Sequence[str] = (),
    interruption: Interruption | None = None,
    duration_s: float,
    finished_at: str,
) -> list[Event]:
    """Judges every requested clause, and returns all events of the run.

    The known failures among ``scenarios`` must be marked already. An entry of the baseline is
    outdated or not on the day on which the run started. The clauses of a shard are not judged.

    Args:
        lost: the reasons why the run is incomplete through a fault of the suite.
        interruption: the reason why the run ended before its last scenario.
        duration_s: seconds of real time.
    """
    ordered = sorted(scenarios, key=lambda each: each.id)
    entries = started.baseline or []
    whole = not started.selection.narrowed and interruption is None
    asked = list(registry.clauses) if whole else _judged(started.selection, ordered, registry)
    judged = mark_clauses(judge_clauses(asked, ordered), ordered, entries)
    if not whole:
        judged = _with_left_out(judged, started.selection)
    if started.shard is None:
        today = started.started_at.partition("T")[0]
        stale = out_of_date(entries, today, judged, ordered, registry)
        verdict = judge_run(
            judged, ordered, stale, selection=started.selection, fail_on=started.fail_on
        )
    else:
        stale = []
        verdict = _of_shard(started, started.shard, judged, ordered)
        judged = []
    other = judge_mistakes(started.invalid_features, ordered, started.fail_on)
    if interruption is not None:
        other = judge_interruption(interruption, ordered, started.fail_on)
    reached = reach_of(ordered)
    whole_suite = whole and started.selection.suite > 0
    if interruption is None and not started.shard:
        # A situation that never occurred must not look as if the connector had passed it.
        lost = [*lost, *_never_occurred(reached, started.selection, whole=whole_suite)]
    # If a signal ended the run, missing scenarios are not a fault of the suite.
    signaled = interruption is not None and interruption.signal is not None
    if lost and not signaled:
        reasons = "; ".join(lost)
        summary = f"Harness error: {reasons}" + ("" if reasons.endswith("?") else ".")
        other = RunVerdict("harness error", summary, HARNESS_ERROR)
    if other is not None:
        verdict = with_narrowing(other, started.selection)
    elif started.selection.situation is not None and reached:
        verdict = replace(verdict, summary=f"{verdict.summary} {_where(reached[0])}")
    finished = RunFinished(
        verdict=verdict.verdict,
        summary=verdict.summary,
        exit_code=verdict.exit_code,
        counts=count(judged),
        duration_s=duration_s,
        finished_at=finished_at,
        stale=stale,
        interruption=interruption,
        situations=reached,
        sequences=reach_of_sequences(ordered),
    )
    return [started, *ordered, *judged, finished]


def _never_occurred(
    reached: Sequence[SituationReach], selection: Selection, *, whole: bool
) -> Iterator[str]:
    """Returns the reasons why a run is incomplete: situations that occurred in no scenario.

    Where situations are drawn for a few scenarios only, one may occur in none of them.
    """
    never = [each.id for each in reached if each.ran and not each.occurred] if whole else []
    if selection.situation is not None and not any(each.occurred for each in reached):
        never = [selection.situation.id]
    for each in never:
        yield f"the situation {each} did not occur in any scenario"


def _where(reach: SituationReach) -> str:
    """Returns a sentence for the summary of a run under one situation."""
    ran = plural(reach.ran, "scenario")
    return f"The situation occurred in {reach.occurred} of {ran} that ran."


def _judged(
    selection: Selection, scenarios: Sequence[ScenarioFinished], registry: ClauseRegistry
) -> list[Clause]:
    """Returns the clauses requested by id; if there are none, the clauses of all scenarios."""
    ran = {clause for scenario in scenarios for clause in scenario.clauses}
    only = {*selection.clauses, *selection.counterparts} or ran
    return [each for each in registry.clauses if each.id in only]


def _with_left_out(clauses: Iterable[ClauseJudged], selection: Selection) -> list[ClauseJudged]:
    """Adds to each clause the number of its scenarios that did not run.

    A run under a situation does not count for the scenario alone, unless all run under one.
    """

    def left_out(clause: ClauseJudged) -> int:
        ran = set(clause.scenarios)
        if selection.situation is not None:
            ran = {split_situation(each)[0] for each in ran}
        return len(scenarios_of(clause.id) - ran)

    return [msgspec.structs.replace(each, left_out=left_out(each)) for each in clauses]


def _of_shard(
    started: RunStarted,
    shard: ShardUsed,
    judged: Sequence[ClauseJudged],
    scenarios: Sequence[ScenarioFinished],
) -> RunVerdict:
    """Returns the verdict on a shard: never conformant; its exit code reports failures."""
    # A shard that tested nothing is not faulty: other shards may have tested the connector.
    faulty = any(each.verdict in FAULTY for each in scenarios)
    verdict = judge_run(judged, scenarios, fail_on=started.fail_on) if faulty else None
    if verdict is not None and verdict.exit_code == HARNESS_ERROR:
        return verdict
    narrowed = f" {narrowed_by(started.selection)}" if started.selection.narrowed else ""
    failed = failures(scenarios, started.fail_on)
    return RunVerdict(
        "partial",
        f"Shard {shard.number} of {shard.of}: {len(scenarios)} of {shard.scenarios} scenarios ran,"
        f" {failed} failed; no verdict before all {shard.of} are merged.{narrowed}",
        verdict.exit_code if verdict is not None else 0,
    )
