"""The attempts of one learner on one course, from everything heard of them. Pure.

The result depends on *what* was heard, never on the order or the number of deliveries; and a
statement more never makes an attempt less, nor one of those at 100 (see ``retakes``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reference_impl.rules.attempt_splitting import split
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.statement_interpretation import StatementFacts


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as 360Learning shows it; progress and score in percent, time in milliseconds."""

    progress: Literal[0, 50, 100]
    score: int | None
    result: Literal["success"] | None
    time_spent_ms: int
    first_activity_at: datetime
    last_activity_at: datetime
    completed_at: datetime | None


def attempts_of(
    meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE
) -> list[Attempt]:
    """The attempts, the one that was begun first in front.

    All of them show the latest score (C053, A-ALLSCORES); the first one shows the latest
    duration and the others none (C055, C056, A-DURATION); latest is by the statements' own time.
    Where nothing was heard but the score of a test inside the course, the course is in progress:
    nobody takes its test without having begun it (A-ASSESS).
    """
    ordered = sorted({each.statement_id: each for each in meanings}.values(), key=_order)
    scored = [each for each in ordered if each.score is not None]
    timed = [each for each in ordered if each.duration_ms is not None]
    about_progress = [each for each in ordered if each.status is not None]
    # Scores alone are one attempt, however many registrations they name: the first start that is
    # heard of may join them all, and an attempt must never be lost again.
    groups = split(about_progress, readings.retake) or ([scored] if scored else [])
    return [
        _attempt(
            said,
            score=scored[-1].score if scored else None,
            duration_ms=timed[-1].duration_ms or 0 if timed and number == 0 else 0,
            readings=readings,
        )
        for number, said in enumerate(groups)
    ]


def _order(meaning: StatementFacts) -> tuple[datetime, bool, str]:
    # Of one moment, a start comes before a completion; the id breaks the rest of the ties.
    return meaning.at, meaning.status == "Completed", meaning.statement_id


def _attempt(
    said: Sequence[StatementFacts],
    *,
    score: int | None,
    duration_ms: int,
    readings: Interpretations,
) -> Attempt:
    completions = [each for each in said if each.status == "Completed"]
    # The first completion is the attempt's, and it is never lost again (A-REGRESS) ...
    completed = min((each.at for each in completions), default=None)
    last = max(each.at for each in said)
    # ... but by the other reading, where a newer start puts the attempt back.
    if readings.newer_start_overwrites and last > max(
        (each.at for each in completions), default=last
    ):
        completed = None
    unsuccessful = readings.success_needs_success and all(each.unsuccessful for each in completions)
    return Attempt(
        progress=50 if completed is None else 100,
        score=score,
        result=None if completed is None or unsuccessful else "success",
        time_spent_ms=duration_ms,
        first_activity_at=min(each.at for each in said),
        last_activity_at=_last_activity(completed, last, readings),
        completed_at=completed,
    )


def _last_activity(
    completed: datetime | None, last: datetime, readings: Interpretations
) -> datetime:
    """The completion date or that of the last access (C057, A-LASTACT); never that of arrival."""
    if completed is None or readings.last_activity != "completion-first":
        return last
    return completed
