"""The end of a run: from its scenarios to the whole story, with every verdict.

A run that was split is concluded here too, once its parts are merged: the story is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
)
from percipio_conformance.results.baseline_matching import mark_clauses, out_of_date
from percipio_conformance.results.clause_verdict import FAULTY, count, failures, judge_clauses
from percipio_conformance.results.interruption import judge_interruption
from percipio_conformance.results.invalid_features import judge_mistakes
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
    """Judge every clause that was asked for, and tell the whole story.

    ``lost`` says why the run is not whole through a fault of ours, ``interruption`` what ended it
    before its last scenario. The failures of the baseline that ``started`` holds are
    marked in the scenarios already; whether an entry is out of date is asked of the day on which
    the run started. A shard judges no clause.
    """
    ordered = sorted(scenarios, key=lambda each: each.id)
    entries = started.baseline or []
    whole = not started.selection.narrowed and interruption is None
    asked = list(registry.clauses) if whole else _judged(started.selection, ordered, registry)
    judged = mark_clauses(judge_clauses(asked, ordered), ordered, entries)
    if not whole:
        judged = _with_left_out(judged)
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
    # A signal ends a run early: what was lost by that is not our fault.
    signaled = interruption is not None and interruption.signal is not None
    if lost and not signaled:
        told = "; ".join(lost)
        words = f"Harness error: {told}" + ("" if told.endswith("?") else ".")
        other = RunVerdict("harness error", words, HARNESS_ERROR)
    if other is not None:
        verdict = with_narrowing(other, started.selection)
    finished = RunFinished(
        verdict=verdict.verdict,
        summary=verdict.summary,
        exit_code=verdict.exit_code,
        counts=count(judged),
        duration_s=duration_s,
        finished_at=finished_at,
        stale=stale,
        interruption=interruption,
    )
    return [started, *ordered, *judged, finished]


def _judged(
    selection: Selection, scenarios: Sequence[ScenarioFinished], registry: ClauseRegistry
) -> list[Clause]:
    """The clauses that were asked for by id; where none was, those that a scenario touched."""
    ran = {clause for scenario in scenarios for clause in scenario.clauses}
    only = {*selection.clauses, *selection.counterparts} or ran
    return [each for each in registry.clauses if each.id in only]


def _with_left_out(clauses: Iterable[ClauseJudged]) -> list[ClauseJudged]:
    """The clauses with the number of scenarios of each that were not played."""
    return [
        msgspec.structs.replace(each, left_out=len(scenarios_of(each.id) - set(each.scenarios)))
        for each in clauses
    ]


def _of_shard(
    started: RunStarted,
    shard: ShardUsed,
    judged: Sequence[ClauseJudged],
    scenarios: Sequence[ScenarioFinished],
) -> RunVerdict:
    """A shard never says conformant; its exit code says whether it already speaks against it."""
    # That a part alone tested nothing is no fault: the other parts may have.
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
