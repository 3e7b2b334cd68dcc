"""How long statements take from their acknowledgement to a visible effect in 360Learning."""

from __future__ import annotations

from datetime import datetime, timedelta

from percipio_conformance.world.lms.lms_facade import LmsFacade
from percipio_conformance.world.percipio.learner_actions import LearnerAction
from percipio_conformance.world.percipio.percipio_facade import PercipioFacade


def statistics_delays(percipio: PercipioFacade, lms: LmsFacade, now: datetime) -> list[timedelta]:
    """From the acknowledgement of each statement until 360Learning showed its effect.

    An attempt records when it took its present form. There is no delay for a statement without an
    effect, for one whose effect a later statement replaced, and for one that came before its
    course did (D11).

    Args:
        now: the present instant of the simulated clock.
    """
    acknowledged = [
        (action, at)
        for action in percipio.learners.actions
        if (at := percipio.statement_queue.acknowledged_at(action.statement_id)) is not None
    ]
    delays = []
    for action, at in acknowledged:
        if not any(each.created_at <= at for each in lms.courses.courses_of(action.title)):
            continue
        end = _next_acknowledgement(action, at, acknowledged, now)
        shown = [
            attempt.recorded_at
            for attempt in lms.attempts.of_learner(action.learner, action.title)
            if at <= attempt.recorded_at < end
        ]
        if shown:
            delays.append(min(shown) - at)
    return delays


def _next_acknowledgement(
    action: LearnerAction,
    since: datetime,
    acknowledged: list[tuple[LearnerAction, datetime]],
    now: datetime,
) -> datetime:
    """The next one for the same learner and item; after ``now`` where there is none."""
    later = [
        at
        for each, at in acknowledged
        if (each.learner, each.title) == (action.learner, action.title) and at > since
    ]
    return min(later, default=now + timedelta(seconds=1))
