"""One simulated world around one connector, as the steps see it: synchronous and in plain words.

The world is made new for each scenario. Its clock moves only through :meth:`World.become` and
:meth:`World.let_pass`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fake_lms.app import create_app as create_lms
from fake_lms.platform import Platform
from fake_lms.server.clients import ClientCredentials
from fake_percipio.app import create_app as create_percipio
from fake_percipio.site import Percipio
from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.clock.clock_support import (
    ClockSupport,
    RetryGuard,
    read_grade,
    unsupported,
)
from percipio_conformance.clock.daily_run import next_daily_run
from percipio_conformance.clock.pace import IDLE_PATIENCES, Pace
from percipio_conformance.connectors.control_client import ControlProtocol, Message
from percipio_conformance.connectors.reset_message import integration_message
from percipio_conformance.connectors.under_test import ConnectorUnderTest
from percipio_conformance.core.names import unknown
from percipio_conformance.core.outcomes import ConnectorError, FeatureMistake, Unreachable
from percipio_conformance.core.times import format_time, format_timestamp
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import Exchange, TrafficLog
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.world.lms.administration import Administration, read_article
from percipio_conformance.world.lms.settings_backend import ConnectorBackend
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.percipio.lrs_settings import lrs_settings
from percipio_conformance.world.personas import ACADEMY, create_personas
from percipio_conformance.world.scenario_state import ScenarioState
from percipio_conformance.world.second_integration import enable_second
from percipio_conformance.world.simulation import Simulation
from percipio_conformance.world.surroundings import Do, Surroundings

OUT_OF_ORDER = 1_000
"""More requests than a connector makes while 360Learning is out of order."""


class World(Surroundings):
    """The neighborhood of the connector under test for the length of one scenario."""

    def __init__(
        self,
        *,
        run: Do,
        network: Network,
        subject: ConnectorUnderTest,
        profile: Profile,
        start: datetime,
        seed: int,
        catalog: Iterable[dict[str, Any]] = (),
        traffic_log: TrafficLog | None = None,
    ) -> None:
        self._run = self._guard = RetryGuard(run)
        self._network = network
        self._subject = subject
        self._seed = seed
        self._catalog = catalog
        self.profile = profile
        self.clock = SimulatedClock(start)
        self.traffic_log = traffic_log if traffic_log is not None else TrafficLog()
        self.state = ScenarioState()
        """What steps leave for later steps of the same scenario."""
        self._announced: str | None = None
        """What the control protocol calls the integration; the first has no name there."""
        self._second: World | None = None
        self.connector_is_up = False
        self.description: Message = {}
        self.clock_support: ClockSupport = "full"
        """How well the connector follows the clock."""

    # How it begins and ends

    def open(self, meet: Callable[[Message], None] = lambda described: None) -> None:
        """Create the people and groups, and hand the connector its world.

        ``meet`` is given what it says of itself before that, and may raise.
        """
        self.stage()
        try:
            description: Message = self._run(self.driver.describe())
        except ConnectorError as error:
            raise Unreachable(f"no connector to judge: {error}") from error
        meet(description)
        self.know(description)
        self.introduce()

    def stage(self) -> None:
        """Put the cast on stage; the connector is begun, and not spoken to yet."""
        network = self._network
        self.percipio = Percipio(
            self.clock.now,
            seed=self._seed,
            http=network.client(self.traffic_log, "connector"),
            base_url=network.addresses.percipio,
        )
        self.lms = Platform(self.clock.now, seed=self._seed, base_url=network.addresses.lms)
        read_article(self.lms.administration, self.profile)
        self.cast = create_personas(self.percipio, self.lms, Random(self._seed))
        self.administration = Administration(self.lms, self.cast, self._run)
        self.surround(
            Catalog(self.cast.acme, self._seed, self._catalog),
            Catalog(self.cast.globex, self._seed, ()),
        )
        whole = network.intake.around
        network.stage(
            self.traffic_log.listen(whole(create_percipio(self.percipio)), "percipio"),
            self.traffic_log.listen(whole(create_lms(self.lms)), "lms"),
        )
        self.tenant_url = network.addresses.percipio
        self.bearer_token = self.cast.acme.issue_token()
        self.driver: ControlProtocol = self._run(
            self._subject.begin(network, self.clock, self.traffic_log)
        )

    def know(self, description: Message) -> None:
        """The connector has described itself so."""
        self.description = description
        self.clock_support = read_grade(self.description["clock"])
        self._guard.watch(self.clock_support, self._trouble_waits)
        # A connector that measures time itself cannot know that a token has ended in the world's.
        self.lms.clients.tokens_end = self.clock_support == "full"
        self._simulation = Simulation(
            self.clock,
            self.percipio,
            self.lms,
            self.driver,
            self.traffic_log,
            patience_seconds=self._network.patience_seconds,
            clock_support=self.clock_support,
            next_run=lambda now: next_daily_run(now, self.profile.reading("A-DST")),
            pace=Pace(self.traffic_log.news, IDLE_PATIENCES * self._network.patience_seconds),
        )
        self.administration.plug_in(ConnectorBackend(self.driver))
        self.connector_is_up = True
        self._client = self.lms.clients.add("Skillsoft connector", in_house=True)

    def introduce(self, group_id: str | None = None) -> None:
        """Let the connector forget everything and tell it whom it works for: the Academy's group,
        unless another one is named."""
        self._group_id = group_id or self.cast.groups[ACADEMY]
        message = self._introduction(self.cast.integration, self._client)
        self._run(self.driver.reset(message | {"now": format_timestamp(self.clock.now())}))

    def _introduction(self, integration_id: str, client: ClientCredentials) -> Message:
        integration, url = self.lms.integrations.get(integration_id), self._network.addresses.lms
        return integration_message(integration, client, url, self._seed, self.profile)

    def _trouble_waits(self) -> bool:
        customers = self.percipio.organizations.values()
        return bool(self.lms.script.pending() or any(each.faults.pending() for each in customers))

    def close(self) -> None:
        self._guard.lift()
        self._run(self._subject.end())

    def facts(self) -> dict[str, Any]:
        """Small evidence for the report: what the connector says of itself at the end."""
        self._guard.lift()
        if not self.connector_is_up:
            return {}
        try:
            status = self.status()
        except ConnectorError as error:
            return {"status": str(error)}
        facts = {"state": status["state"], "last_run": status.get("last_run")}
        # From acknowledgement to visible statistic, the longest of the scenario (A-NRT).
        delays = [each.total_seconds() for each in self.learning.delays()]
        return facts | ({"statistics_delay_seconds": max(delays)} if delays else {})

    # Time

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def begin_at(self, instant: datetime) -> None:
        """It is ``instant`` when the story begins.

        Before anybody has set the integration up, nothing is due on the way; a connector that
        keeps its own time begins anew there.
        """
        self._demand_later(instant)
        if self.clock_support != "none" or self.status()["state"] != "enabled":
            self.advance_to(instant)
            return
        self.clock.move_to(instant)
        self.introduce(self._group_id)

    def demand_own_timers(self, what: str) -> None:
        """Nothing, where the world's clock also moves what the connector counts for itself.

        Raises:
            NotTestable: the connector's clock grade is not full.
        """
        if self.clock_support != "full":
            raise unsupported(self.clock_support, what)

    def advance_to(self, instant: datetime) -> None:
        """Move to ``instant``; everything due on the way happens on the way."""
        self._demand_later(instant)
        # Drawn items are counted with those of a catalog that the run was given.
        offered = len(self.cast.acme.catalog)
        self.traffic_log.allow_for(items=offered, days=(instant - self.now).days)
        self._run(self._simulation.advance_to(instant))
        self._look_at_the_page()

    def _demand_later(self, instant: datetime) -> None:
        if instant < self.now:
            raise FeatureMistake(
                f"it is {format_time(self.now)} already, and time only passes forward: write a"
                " later moment"
            )

    def run_until_idle(self) -> None:
        """Let everything happen that is due at this instant."""
        self._run(self._simulation.run_until_idle())
        self._look_at_the_page()

    def _look_at_the_page(self) -> None:
        if self.connector_is_up:
            self.administration.catch_up()

    def advance_by(self, time: timedelta) -> None:
        self.advance_to(self.now + time)

    @property
    def promised_delay(self) -> timedelta:
        """Within this time a statistic must be visible (A-NRT)."""
        return timedelta(minutes=float(self.profile.parameters["near_real_time_minutes"]))

    # The integration

    def add_integration(self, customer: str) -> None:
        """A second integration, for Sales and with that customer's Percipio, is enabled.

        Until then nothing in a world is any different for it.
        """
        cast = enable_second(self.lms, self.cast, customer)
        client = self.lms.clients.add("Skillsoft connector of Sales", in_house=True)
        self._run(self.driver.announce(self._introduction(cast.integration, client)))
        self._second = self.seen_from(cast)
        self._second._announced = cast.integration

    def second_integration(self) -> World:
        """This world as it looks from the second integration.

        Raises:
            FeatureMistake: no step of the scenario has added it.
        """
        if self._second is None:
            raise FeatureMistake(
                "Sales has no integration of its own; let a step give it one before"
            )
        return self._second

    def move_integration(self, group_id: str) -> None:
        """Before anybody sets it up, the integration is given to another group, its admin too."""
        self.lms.groups.grant(group_id, self.cast.connector_admin, "admin")
        self.lms.integrations.update(self.cast.integration, group_id=group_id)
        self.introduce(group_id)

    def status(self) -> Message:
        """What the connector says of the integration and its runs."""
        status: Message = self._run(self.driver.status(self._announced))
        return status

    def settings(self) -> Message:
        """The settings as they are stored."""
        stored: Message = self._run(self.driver.settings(self._announced))
        return stored

    def connect_statistics_by_guess(self) -> None:
        """The LRS page filled in without having seen any credentials.

        The two addresses are the same for every customer, so they are no secret.
        """
        known: Message = self._run(self.driver.webhook())
        guess = known | {"client_id": "nobody", "client_secret": "nothing"}
        self.cast.acme.sender.configure(lrs_settings(guess))

    def demand_known(self, title: str) -> None:
        """Refuse a title that no step has used: its absence would show nothing.

        Raises:
            FeatureMistake: neither Percipio nor 360Learning has had it in this scenario.
        """
        known = {*self.offering.titles, *self.globex.titles, *self.curation.titles}
        if not (title in known or self.languages.holds(title) or self.stock.is_flaw(title)):
            raise FeatureMistake(unknown("title in this scenario", title, sorted(known)))

    # The connector's life

    def stop_connector(self) -> None:
        self._run(self._subject.stop())
        self.connector_is_up = False
        self._simulation.connector_is_up = False

    def start_connector(self) -> None:
        self._run(self._subject.start())
        self.connector_is_up = True
        self._simulation.connector_is_up = True
        self._run(self._simulation.tell_the_time())
        self.run_until_idle()

    # The neighbors

    def hosts(self) -> dict[str, str]:
        """Percipio's addresses by the region they serve."""
        return {
            "America": self._network.addresses.percipio,
            "Europe": self._network.addresses.percipio_eu,
        }

    def break_360learning(self) -> None:
        """Every request to 360Learning fails until it is mended."""
        self.lms.script.fail(OUT_OF_ORDER)

    def mend_360learning(self) -> None:
        self.lms.script.clear()

    def catalog_requests(self) -> list[Exchange]:
        """Every request that reached Percipio, in order."""
        return self.traffic_log.of("percipio")
