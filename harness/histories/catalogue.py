"""The catalogue half: items, filters, tags, people's hands and mornings."""

from __future__ import annotations

from datetime import datetime

from harness.histories.catalogue_model import CatalogueModel
from harness.histories.half import HalfName, Terms
from harness.histories.settled import activate
from harness.world import World


class CatalogueHalf:
    """See :class:`~harness.histories.half.Half`."""

    name: HalfName = "catalogue"
    title = "the catalogue"
    capability = "courses"
    background = ("the integration is active",)

    def begin(self, world: World) -> None:
        activate(world)

    def model(self, terms: Terms, dawn: datetime) -> CatalogueModel:
        return CatalogueModel(terms)
