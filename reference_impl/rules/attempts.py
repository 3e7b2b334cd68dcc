"""The attempts of one learner on one course, computed from all statements. Pure.

The result depends on the *set* of statements, never on the order or the number of deliveries. An
additional statement never reduces the attempts, nor those at 100 (see ``retakes``).
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
    """One attempt as in 360Learning; progress and score in percent, time in milliseconds."""

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
    """Compute the attempts, in the order in which they began.

    All of them show the latest score (C053, A-ALLSCORES); the first one shows the latest
    duration and the others none (C055, C056, A-DURATION); latest refers to the statements' time.
    If the only statement is the score of a test inside the course, the course is in progress:
    a learner who takes its test has started it (A-ASSESS).
    """
    ordered = sorted({each.statement_id: each for each in meanings}.values(), key=_order)
    scored = [each for each in ordered if each.score is not None]
    timed = [each for each in ordered if each.duration_ms is not None]
    about_progress = [each for each in ordered if each.status is not None]
    # Scores alone are one attempt, even with several registrations: the first start that arrives
    # may join them all, and an attempt must never be lost again.
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
    # At the same time, a start precedes a completion; the id decides between the others.
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
    # ... except in the other interpretation, where a newer start resets the attempt.
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
    """The date of the completion or the last access (C057, A-LASTACT); never that of arrival."""
    if completed is None or readings.last_activity != "completion-first":
        return last
    return completed
