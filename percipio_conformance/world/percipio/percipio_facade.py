"""``world.percipio``: actions of people and of the service in Percipio."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fake_percipio.catalog.request_log import CatalogCall
from percipio_conformance.connectors.control_client import Message
from percipio_conformance.network.traffic_log import Exchange
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.percipio.catalog_changes import CatalogChanges
from percipio_conformance.world.percipio.learner_actions import LearnerActions
from percipio_conformance.world.percipio.lrs_settings import LrsSettings
from percipio_conformance.world.percipio.outages import Outages
from percipio_conformance.world.percipio.statement_queue import StatementQueue
from percipio_conformance.world.percipio.webhook_client import WebhookClient
from percipio_conformance.world.personas import Personas

if TYPE_CHECKING:
    from percipio_conformance.world.environment import Environment


class PercipioFacade:
    """Percipio from the point of view of one integration's customer.

    Args:
        catalog: of that customer.
        other_catalog: of the other customer.
        webhook: returns the integration's webhook credentials and addresses.
    """

    def __init__(
        self,
        environment: Environment,
        personas: Personas,
        catalog: Catalog,
        other_catalog: Catalog,
        *,
        webhook: Callable[[], Message],
    ) -> None:
        organization, run = personas.acme, environment.run
        self._organization = organization
        self._traffic_log = environment.traffic_log
        self._addresses = environment.network.addresses
        self.site = environment.site
        self.catalog = catalog
        self.other_catalog = other_catalog
        self.catalog_changes = CatalogChanges(organization, catalog)
        self.outages = Outages(organization)
        self.learners = LearnerActions(
            environment.platform, personas, catalog, clock=environment.clock
        )
        self.lrs_settings = LrsSettings(organization, run=run, webhook=webhook)
        self.statement_queue = StatementQueue(personas, catalog, webhook=webhook)
        self.webhook_client = WebhookClient(
            personas,
            catalog,
            run=run,
            client=environment.network.client(environment.traffic_log, "connector"),
            webhook=webhook,
            clock=environment.clock,
            seed=environment.seed,
        )

    def hosts(self) -> dict[str, str]:
        """Percipio's base addresses by region."""
        return {"America": self._addresses.percipio, "Europe": self._addresses.percipio_eu}

    def catalog_calls(self) -> list[CatalogCall]:
        """The requests for the catalog of this customer, in order."""
        return [each for each in self.site.calls if each.organization_id == self._organization.id]

    def requests(self) -> list[Exchange]:
        """Every request that reached Percipio, in order."""
        return self._traffic_log.of("percipio")
