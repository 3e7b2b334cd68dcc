"""The catalog domain: items, filters, tags, manual changes and daily runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.checks.postcondition import ACTIVE
from percipio_conformance.stateful.domain import Assumptions, DomainName
from percipio_conformance.stateful.models.catalog_model import CatalogModel
from percipio_conformance.stateful.setup import activate_integration
from percipio_conformance.world.world import World


class CatalogDomain:
    """See :class:`~percipio_conformance.stateful.domain.Domain`."""

    name: DomainName = "catalog"
    random_stream: str = "catalogue"
    title = "the catalog"
    capability = "courses"
    costly_starts: Sequence[Sequence[Action]] = ()

    def background(self, assumptions: Assumptions) -> Sequence[str]:
        return ACTIVE

    def begin(self, world: World, assumptions: Assumptions) -> None:
        activate_integration(world)

    def model(self, assumptions: Assumptions, dawn: datetime) -> CatalogModel:
        return CatalogModel(assumptions)
