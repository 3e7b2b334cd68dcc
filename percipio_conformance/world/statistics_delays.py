"""How long statements take from their acknowledgement to a visible effect in 360Learning."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta

from percipio_conformance.world.lms.lms_facade import LmsFacade
from percipio_conformance.world.percipio.percipio_facade import PercipioFacade

Place = tuple[str, str]
"""Name of a learner, title of an item."""


def statistics_delays(percipio: PercipioFacade, lms: LmsFacade, now: datetime) -> list[timedelta]:
    """From the acknowledgement of each statement until 360Learning showed its effect.

    An attempt records when it took its present form. There is no delay for a statement without an
    effect, for one whose effect a later statement replaced, and for one that came before its
    course did (D11).

    Args:
        now: the present instant of the simulated clock.
    """
    instants = percipio.statement_queue.acknowledgements()
    acknowledged = [
        (action, instants[action.statement_id])
        for action in percipio.learners.actions
        if action.statement_id in instants
    ]
    by_place: dict[Place, list[datetime]] = {}
    for action, at in acknowledged:
        by_place.setdefault((action.learner, action.title), []).append(at)
    shown = {place: _Shown.now(lms, place) for place in by_place}
    for each in by_place.values():
        each.sort()
    delays = []
    for action, at in acknowledged:
        place = action.learner, action.title
        later = bisect_right(by_place[place], at)
        # The effect until the next acknowledgement for the same learner and item.
        end = now + timedelta(seconds=1)
        if later < len(by_place[place]):
            end = by_place[place][later]
        effect = shown[place].first_effect(at, end)
        if effect is not None:
            delays.append(effect - at)
    return delays


@dataclass(frozen=True, slots=True)
class _Shown:
    """What 360Learning shows of one learner and item."""

    made: datetime | None
    """When the first course of the item was created; None if there is none."""
    recorded: list[datetime]
    """When the attempts took their present form, in order."""

    @classmethod
    def now(cls, lms: LmsFacade, place: Place) -> _Shown:
        """As it is shown at this instant."""
        learner, title = place
        courses = lms.courses.courses_of(title)
        attempts = lms.attempts.of_learner(learner, title)
        return cls(
            min((each.created_at for each in courses), default=None),
            sorted(each.recorded_at for each in attempts),
        )

    def first_effect(self, since: datetime, until: datetime) -> datetime | None:
        """The first change from ``since`` on and before ``until``; None without a course then."""
        if self.made is None or self.made > since:
            return None
        place = bisect_left(self.recorded, since)
        if place == len(self.recorded) or self.recorded[place] >= until:
            return None
        return self.recorded[place]
