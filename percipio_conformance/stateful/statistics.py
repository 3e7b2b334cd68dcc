"""The analytics domain: learners' activity in Percipio, reported late, twice and out of order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.checks.postcondition import ACTIVE
from percipio_conformance.stateful.domain import Assumptions, DomainName
from percipio_conformance.stateful.models.statistics_model import AnalyticsModel
from percipio_conformance.stateful.models.statistics_proposals import COURSES
from percipio_conformance.stateful.setup import activate_integration
from percipio_conformance.world.world import World

DAY = timedelta(days=1)


class AnalyticsDomain:
    """See :class:`~percipio_conformance.stateful.domain.Domain`."""

    name: DomainName = "analytics"
    random_stream: str = "analytics"
    title = "learners' results"
    capability = "statistics"
    costly_starts: Sequence[Sequence[Action]] = ()

    def background(self, assumptions: Assumptions) -> Sequence[str]:
        return (
            *(f'Percipio offers the course "{course}"' for course in COURSES),
            *ACTIVE,
            "statistics are sent to 360Learning",
            "Percipio lets learners complete a course more than once",
            "a day has passed",
        )

    def begin(self, world: World, assumptions: Assumptions) -> None:
        for course in COURSES:
            world.percipio.catalog.offer(course)
        activate_integration(world)
        world.connect_statistics()
        world.percipio.learners.allow_repeated_completions()
        world.advance_by(DAY)

    def model(self, assumptions: Assumptions, dawn: datetime) -> AnalyticsModel:
        return AnalyticsModel(assumptions, dawn + assumptions.delay + DAY)
