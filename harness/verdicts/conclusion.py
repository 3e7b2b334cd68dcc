"""The end of a run: from its scenarios to the whole story, with every verdict.

A run that was split is concluded here too, once its parts are merged: the story is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harness.requirements.register import Clause, Register
from harness.story.events import (
    ClauseJudged,
    Event,
    Interruption,
    RunFinished,
    RunStarted,
    ScenarioFinished,
    Selection,
    ShardUsed,
)
from harness.verdicts.interruption import judge_interruption
from harness.verdicts.judge import (
    FAULTY,
    HARNESS_ERROR,
    RunVerdict,
    count,
    judge_clauses,
    judge_run,
)
from harness.verdicts.known_failures import mark_clauses, out_of_date
from harness.verdicts.mistakes import judge_mistakes


def conclude(
    started: RunStarted,
    scenarios: Iterable[ScenarioFinished],
    register: Register,
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
    clauses = judge_clauses(_judged(started.selection, ordered, register), ordered)
    judged = mark_clauses(clauses, ordered, entries)
    if started.shard is None:
        today = started.started_at.partition("T")[0]
        stale = out_of_date(entries, today, judged, ordered, register)
        verdict = judge_run(judged, ordered, stale)
    else:
        stale = []
        verdict = _of_shard(started.shard, judged, ordered)
        judged = []
    verdict = judge_mistakes(started.refused, ordered) or verdict
    if interruption is not None:
        verdict = judge_interruption(interruption, ordered)
    # A signal ends a run in its midst: what was lost by that is no fault of ours.
    signaled = interruption is not None and interruption.signal is not None
    if lost and not signaled:
        told = "; ".join(lost)
        words = f"Harness error: {told}" + ("" if told.endswith("?") else ".")
        verdict = RunVerdict("harness error", words, HARNESS_ERROR)
    finished = RunFinished(
        verdict=verdict.verdict,
        words=verdict.words,
        exit_code=verdict.exit_code,
        counts=count(judged),
        duration_s=duration_s,
        finished_at=finished_at,
        stale=stale,
        interruption=interruption,
    )
    return [started, *ordered, *judged, finished]


def _judged(
    selection: Selection, scenarios: Sequence[ScenarioFinished], register: Register
) -> list[Clause]:
    if not selection.narrowed:
        return list(register.clauses)
    ran = {clause for scenario in scenarios for clause in scenario.clauses}
    only = set(selection.clauses) or ran
    return [each for each in register.clauses if each.id in only]


def _of_shard(
    shard: ShardUsed, judged: Sequence[ClauseJudged], scenarios: Sequence[ScenarioFinished]
) -> RunVerdict:
    """A shard never says conformant; its exit code says whether it already speaks against it."""
    # That a part alone tested nothing is no fault: the other parts may have.
    faulty = any(each.verdict in FAULTY for each in scenarios)
    verdict = judge_run(judged, scenarios) if faulty else None
    if verdict is not None and verdict.exit_code == HARNESS_ERROR:
        return verdict
    failed = sum(each.verdict == "fail" and each.known is None for each in scenarios)
    return RunVerdict(
        "partial",
        f"Shard {shard.number} of {shard.of}: {len(scenarios)} of {shard.scenarios} scenarios ran,"
        f" {failed} failed; no verdict before all {shard.of} are merged.",
        verdict.exit_code if verdict is not None else 0,
    )
