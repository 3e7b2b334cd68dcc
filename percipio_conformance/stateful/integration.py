"""The whole integration: catalog and statistics together, with outages and the daily run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.catalog_actions import OffersTwoPages
from percipio_conformance.stateful.actions.statistics_actions import Does, HundredDaysPass
from percipio_conformance.stateful.checks.postcondition import ACTIVE
from percipio_conformance.stateful.domain import Assumptions, DomainName
from percipio_conformance.stateful.models.integration_model import IntegrationModel
from percipio_conformance.stateful.models.statistics_proposals import COURSES, STRANGER
from percipio_conformance.stateful.setup import COPIED, activate_integration
from percipio_conformance.world.personas import LEARNERS
from percipio_conformance.world.world import World

DAY = timedelta(days=1)


class IntegrationDomain:
    """See :class:`~percipio_conformance.stateful.domain.CoveringDomain`."""

    name: DomainName = "integration"
    random_stream: str = "integration"
    title = "the integration"
    capability = "courses"
    costly_starts: Sequence[Sequence[Action]] = (
        (OffersTwoPages(),),
        (Does("Ada", "completes", COURSES[0], 73, 61), HundredDaysPass()),
    )

    def subject(self, draw: Random) -> frozenset[str]:
        """See :class:`~percipio_conformance.stateful.domain.CoveringDomain`."""
        item = draw.choice((COURSES[0], f"Item {len(COURSES) + 1}"))
        versions = (f"{item} in {each}" for each in ("French", "Japanese"))
        learners = draw.sample((*LEARNERS, STRANGER), draw.randint(1, 2)) if item in COURSES else ()
        return frozenset((item, *versions, *learners))

    def background(self, assumptions: Assumptions) -> Sequence[str]:
        statistics = (
            "statistics are sent to 360Learning",
            COPIED,
            "Percipio lets learners complete a course more than once",
        )
        return (
            "Percipio offers:",
            "| kind | title | language | areas | subjects |",
            *(f"| course | {course} | English |  |  |" for course in COURSES),
            *ACTIVE,
            *(statistics if assumptions.with_statistics else ()),
            "a day has passed",
        )

    def begin(self, world: World, assumptions: Assumptions) -> None:
        for course in COURSES:
            world.percipio.catalog.offer(course, areas=(), subjects=())
        activate_integration(world)
        if assumptions.with_statistics:
            world.connect_statistics()
            world.state.webhook_credentials = world.lms.setup.webhook()
            world.percipio.learners.allow_repeated_completions()
        world.advance_by(DAY)

    def model(self, assumptions: Assumptions, dawn: datetime) -> IntegrationModel:
        return IntegrationModel(assumptions, dawn + assumptions.delay + DAY)
