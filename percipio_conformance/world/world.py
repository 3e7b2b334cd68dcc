"""One simulated world around one connector; steps call its methods synchronously.

Each scenario gets a new world. Its clock moves only through :meth:`World.advance_to` and
:meth:`World.advance_by`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fake_lms.server.clients import ClientCredentials
from fake_percipio.catalog.catalog import EncodedItem
from percipio_conformance.clock.clock_support import ClockSupport, unsupported
from percipio_conformance.connectors.control_client import ControlProtocol, Message
from percipio_conformance.connectors.reset_message import integration_message
from percipio_conformance.core.names import unknown
from percipio_conformance.core.outcomes import ConnectorError, FeatureMistake, Unreachable
from percipio_conformance.core.times import format_time, format_timestamp
from percipio_conformance.world.environment import Environment
from percipio_conformance.world.further_integrations import Customer, Group, enable_further
from percipio_conformance.world.languages import Languages
from percipio_conformance.world.lms.administration import Administration, add_administrators
from percipio_conformance.world.lms.lms_facade import LmsFacade
from percipio_conformance.world.lms.settings_backend import ConnectorBackend
from percipio_conformance.world.lms.setup import IntegrationSetup
from percipio_conformance.world.lms.users import Method
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.percipio.percipio_facade import PercipioFacade
from percipio_conformance.world.personas import Personas, create_personas
from percipio_conformance.world.scenario_state import ScenarioState
from percipio_conformance.world.statistics_delays import statistics_delays


class World:
    """The simulated world as one integration uses it.

    ``world.percipio`` holds what happens in Percipio and ``world.lms`` what happens in
    360Learning. A further integration has a world of its own, in the same environment.

    Args:
        environment: what the integrations of a scenario share.
        catalog: items of a real site that the user adds to Percipio's catalog.
        integration_name: the integration's name in the control protocol; None for the first one.
    """

    percipio: PercipioFacade
    lms: LmsFacade
    languages: Languages
    personas: Personas
    _client: ClientCredentials

    def __init__(
        self,
        environment: Environment,
        *,
        catalog: Iterable[EncodedItem] = (),
        integration_name: str | None = None,
    ) -> None:
        self._environment = environment
        self._run = environment.run
        self._imported_items = catalog
        self._integration_name = integration_name
        self.profile = environment.profile
        self.seed = environment.seed
        self.clock = environment.clock
        self.traffic_log = environment.traffic_log
        self.state = ScenarioState()
        """Values that steps pass to later steps of the same scenario."""
        self._further: dict[Group, World] = {}
        self._interrupt: Callable[[], None] | None = None

    # Start and end

    def open(self, check_description: Callable[[Message], None] = lambda description: None) -> None:
        """Create the people and groups, and reset the connector.

        Args:
            check_description: receives the connector's description before the reset; may raise.

        Raises:
            Unreachable: the connector does not answer.
        """
        self.start()
        try:
            description: Message = self._run(self.driver.describe())
        except ConnectorError as error:
            raise Unreachable(f"no connector to judge: {error}") from error
        check_description(description)
        self.set_description(description)
        self.reset_connector()

    def start(self) -> None:
        """Create the people and groups, and start the connector without a call to it."""
        environment = self._environment
        site, platform, seed = environment.site, environment.platform, environment.seed
        personas = create_personas(site, platform, Random(seed))
        people = add_administrators(platform, personas)
        catalog = Catalog(personas.acme, seed, self._imported_items)
        other_catalog = Catalog(personas.globex, seed, ())
        bearer_token = personas.acme.issue_token()
        environment.start()
        backend = ConnectorBackend(self.driver)
        platform.backend = backend
        backend.register(personas.integration)
        administration = Administration(platform, personas, self._run, people, backend)
        self._connect(personas, administration, bearer_token, catalog, other_catalog)

    def _connect(
        self,
        personas: Personas,
        administration: Administration,
        bearer_token: str,
        catalog: Catalog,
        other_catalog: Catalog,
    ) -> None:
        """Create both facades for the integration of ``personas``."""
        environment = self._environment
        setup = IntegrationSetup(
            administration,
            organization_id=personas.acme.id,
            bearer_token=bearer_token,
            tenant_url=environment.network.addresses.percipio,
        )
        self.personas = personas
        self.percipio = PercipioFacade(
            environment, personas, catalog, other_catalog, webhook=setup.webhook
        )
        self.lms = LmsFacade(environment, personas, administration, setup, catalog)
        self.languages = Languages(personas.acme, catalog, self.lms.courses, environment.seed)

    def set_description(self, description: Message) -> None:
        """Prepare the world for a connector with this description."""
        self._environment.set_description(description)
        self._client = self.lms.platform.clients.add("Skillsoft connector", in_house=True)

    def reset_connector(self) -> None:
        """Reset the connector, with the integration and its credentials."""
        message = self._integration_message()
        self._run(self.driver.reset(message | {"now": format_timestamp(self.now)}))

    def _integration_message(self) -> Message:
        environment = self._environment
        return integration_message(
            self.lms.platform.integrations.get(self.personas.integration),
            self._client,
            environment.network.addresses.lms,
            environment.seed,
            self.profile,
        )

    def close(self) -> None:
        self._environment.close()

    def facts(self) -> dict[str, Any]:
        """Small evidence for the report: the connector's status at the end of the scenario."""
        self._environment.lift_retry_limit()
        if not self._environment.connector_is_up:
            return {}
        try:
            status = self.status()
        except ConnectorError as error:
            return {"status": str(error)}
        facts = {"state": status["state"], "last_run": status.get("last_run")}
        # From acknowledgement to visible statistic, the longest of the scenario (A-NRT).
        delays = [each.total_seconds() for each in self.statistics_delays()]
        return facts | ({"statistics_delay_seconds": max(delays)} if delays else {})

    # Time

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def begin_at(self, instant: datetime) -> None:
        """Let the scenario begin at ``instant``.

        Nothing is due before the integration is set up, so a connector on real time is reset at
        ``instant``.
        """
        self._demand_later(instant)
        if self.clock_support != "none" or self.status()["state"] != "enabled":
            self.advance_to(instant)
            return
        self.clock.move_to(instant)
        self.reset_connector()

    def demand_own_timers(self, what: str) -> None:
        """Require that the simulated clock also drives the connector's own timers.

        Args:
            what: why the scenario needs it; part of the message.

        Raises:
            NotTestable: the connector's clock support is not full.
        """
        if self.clock_support != "full":
            raise unsupported(self.clock_support, what)

    def advance_to(self, instant: datetime) -> None:
        """Move to ``instant``; all work due before it is done at its time."""
        self._demand_later(instant)
        # Generated items count together with those of an imported catalog.
        items = len(self.personas.acme.catalog)
        self.traffic_log.allow_for(items=items, days=(instant - self.now).days)
        halfway = self.now + (instant - self.now) // 2
        if self._interrupt is not None and halfway > self.now:
            self._environment.advance_to(halfway)
            self._interrupt()
        self._environment.advance_to(instant)

    def interrupt_time(self, interrupt: Callable[[], None]) -> None:
        """Call ``interrupt`` whenever half of the time to a later instant has passed."""
        self._interrupt = interrupt

    def _demand_later(self, instant: datetime) -> None:
        if instant < self.now:
            raise FeatureMistake(
                f"it is {format_time(self.now)} already, and time only passes forward: write a"
                " later moment"
            )

    def advance_by(self, time: timedelta) -> None:
        self.advance_to(self.now + time)

    def run_until_idle(self) -> None:
        """Run all work that is due at this instant."""
        self._environment.run_until_idle()

    @property
    def is_at_rest(self) -> bool:
        """Whether everything is idle, so that nothing changes before the next action."""
        return self._environment.is_at_rest

    @property
    def promised_delay(self) -> timedelta:
        """The time within which a statistic must be visible (A-NRT)."""
        return timedelta(minutes=float(self.profile.parameters["near_real_time_minutes"]))

    def statistics_delays(self) -> list[timedelta]:
        """From the acknowledgement of each statement to its visible effect in 360Learning."""
        return statistics_delays(self.percipio, self.lms, self.now)

    # The integration

    def add_integration(self, group: Group, customer: Customer) -> None:
        """Enable a further integration, for that group and with that customer's Percipio."""
        environment, platform = self._environment, self.lms.platform
        personas = enable_further(environment.site, platform, self.personas, group, customer)
        further = World(environment, integration_name=personas.integration)
        further._client = platform.clients.add(f"Skillsoft connector of {group}", in_house=True)
        catalogs = {
            self.personas.globex.id: self.percipio.other_catalog,
            **{
                each.personas.acme.id: each.percipio.catalog
                for each in (self, *self._further.values())
            },
        }
        if personas.acme.id not in catalogs:
            catalogs[personas.acme.id] = Catalog(personas.acme, self.seed, ())
        further._connect(
            personas,
            self.lms.administration.for_integration(personas),
            personas.acme.issue_token(),
            catalogs[personas.acme.id],
            catalogs[personas.globex.id],
        )
        self._run(self.driver.announce(further._integration_message()))
        self._further[group] = further

    def further_integration(self, group: Group) -> World:
        """The same world for the further integration of that group.

        Raises:
            FeatureMistake: no step of the scenario has added it.
        """
        if group not in self._further:
            raise FeatureMistake(
                f"{group} has no integration of its own; let a step give it one before"
            )
        return self._further[group]

    def move_integration(self, group_id: str) -> None:
        """Give the integration, and its admin, to another group before its setup."""
        platform, personas = self.lms.platform, self.personas
        platform.groups.grant(group_id, personas.connector_admin, "admin")
        platform.integrations.update(personas.integration, group_id=group_id)
        self.reset_connector()

    def status(self) -> Message:
        """The connector's report on the integration and its runs."""
        status: Message = self._run(self.driver.status(self._integration_name))
        return status

    def settings(self) -> Message:
        """The settings that the connector has stored."""
        stored: Message = self._run(self.driver.settings(self._integration_name))
        return stored

    def connect_statistics(self) -> None:
        """Step 4 of the article: learners by email, and the LRS page filled in and enabled."""
        self.lms.setup.change_settings(learner_identification="email")
        self.percipio.lrs_settings.configure(self.lms.setup.webhook())

    def recognize_learners_by(self, method: Method) -> None:
        """Save the method of Learner identification, and the field of statements that it reads."""
        self.lms.setup.change_settings(learner_identification=method)
        # The article pairs the two: the mailbox for email, the account for the other methods.
        self.percipio.lrs_settings.set_field("Actor ID", "Mbox" if method == "email" else "Account")

    def connect_statistics_by_guess(self) -> None:
        """Fill in the LRS page with guessed credentials.

        The two addresses are the same for every customer, so they are not secret.
        """
        webhook: Message = self._run(self.driver.webhook())
        guess = webhook | {"client_id": "nobody", "client_secret": "nothing"}
        self.percipio.lrs_settings.configure(guess)

    @property
    def involved_the_connector(self) -> bool:
        """True if a settings page called the connector, or the connector called a platform."""
        sides = (self.traffic_log.of("percipio"), self.traffic_log.of("lms"))
        return bool(self.lms.administration.calls or any(sides))

    def demand_known(self, title: str) -> None:
        """Reject a title that no step has used; testing its absence would be meaningless.

        Raises:
            FeatureMistake: neither Percipio nor 360Learning has had it in this scenario.
        """
        percipio = self.percipio
        known = {
            *percipio.catalog.titles,
            *percipio.other_catalog.titles,
            *self.lms.manual_edits.titles,
        }
        if not (
            title in known
            or self.languages.has_title(title)
            or percipio.catalog_changes.is_invalid_item(title)
        ):
            raise FeatureMistake(unknown("title in this scenario", title, sorted(known)))

    # The connector

    @property
    def driver(self) -> ControlProtocol:
        return self._environment.driver

    @property
    def description(self) -> Message:
        """The connector's answer to ``GET describe``; empty before that call."""
        return self._environment.description

    @property
    def clock_support(self) -> ClockSupport:
        """How well the connector follows the clock."""
        return self._environment.clock_support

    @property
    def connector_is_up(self) -> bool:
        """Whether the connector runs; steps can stop it."""
        return self._environment.connector_is_up

    def stop_connector(self) -> None:
        self._environment.stop_connector()

    def start_connector(self) -> None:
        """Start the connector again, set its clock, and wait until it is idle."""
        self._environment.start_connector()

    # 360Learning as a whole

    def break_360learning(self, *, for_writes_only: bool = False) -> None:
        """Make every request to 360Learning, or every write, fail until
        :meth:`restore_360learning`."""
        self._environment.break_360learning(for_writes_only=for_writes_only)

    def restore_360learning(self) -> None:
        self._environment.restore_360learning()
