"""The environment shared by all integrations of one scenario: platforms, connector and clock."""

from __future__ import annotations

from datetime import datetime

from fake_lms.app import create_app as create_lms
from fake_lms.platform import Platform
from fake_percipio.app import create_app as create_percipio
from fake_percipio.site import Percipio
from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.clock.clock_support import ClockSupport, RetryGuard, read_clock_support
from percipio_conformance.clock.daily_run import next_daily_run
from percipio_conformance.clock.pace import IDLE_TIMEOUT_FACTOR, Pace
from percipio_conformance.connectors.control_client import ControlProtocol, Message
from percipio_conformance.connectors.under_test import ConnectorUnderTest
from percipio_conformance.core.coroutines import RunCoroutine
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.world.lms.administration import apply_role_rules
from percipio_conformance.world.lms.paths import training_rules
from percipio_conformance.world.simulation import Simulation

OUTAGE_FAILURES = 1_000
"""More requests than a connector makes during an outage of 360Learning."""


class Environment:
    """The environment of the connector in one scenario.

    Args:
        run: runs a coroutine to its end.
        network: an open network.
        start: the first instant of the simulated clock.
        seed: determines every generated value.
        traffic_log: receives all exchanges; a new one by default.
    """

    driver: ControlProtocol
    """Calls the connector's control protocol; set by :meth:`start`."""

    def __init__(
        self,
        *,
        run: RunCoroutine,
        network: Network,
        subject: ConnectorUnderTest,
        profile: Profile,
        start: datetime,
        seed: int,
        traffic_log: TrafficLog | None = None,
    ) -> None:
        self._guard = RetryGuard(run)
        self.run: RunCoroutine = self._guard
        self.network = network
        self._subject = subject
        self.profile = profile
        self.seed = seed
        self.clock = SimulatedClock(start)
        self.traffic_log = traffic_log if traffic_log is not None else TrafficLog()
        self.site = Percipio(
            self.clock.now,
            seed=seed,
            http=network.client(self.traffic_log, "connector"),
            base_url=network.addresses.percipio,
        )
        self.platform = Platform(self.clock.now, seed=seed, base_url=network.addresses.lms)
        apply_role_rules(self.platform.administration, profile)
        self.platform.training.rules = training_rules(profile)
        self.connector_is_up = False
        self.description: Message = {}
        """The connector's answer to ``GET describe``; empty before that call."""
        self.clock_support: ClockSupport = "full"
        """How well the connector follows the clock."""
        self._exchanges_at_rest: int | None = None
        """The number of exchanges when everything was idle for the last time."""

    def start(self) -> None:
        """Mount both platforms on the network and start the connector, without a call to it."""
        limited = self.network.intake.around
        self.network.stage(
            self.traffic_log.listen(limited(create_percipio(self.site)), "percipio"),
            self.traffic_log.listen(limited(create_lms(self.platform)), "lms"),
        )
        self.driver = self.run(self._subject.begin(self.network, self.clock, self.traffic_log))

    def set_description(self, description: Message) -> None:
        """Prepare the simulation for a connector with this description.

        Raises:
            NotTestable: the connector's clock support is unknown.
        """
        self.description = description
        self.clock_support = read_clock_support(description["clock"])
        self._guard.watch(self.clock_support, self._has_pending_faults)
        # A connector that measures time itself cannot notice that a token expires in simulated
        # time.
        self.platform.clients.tokens_end = self.clock_support == "full"
        timeout = self.network.patience_seconds
        self._simulation = Simulation(
            self.clock,
            self.site,
            self.platform,
            self.driver,
            self.traffic_log,
            timeout_seconds=timeout,
            clock_support=self.clock_support,
            next_run=lambda now: next_daily_run(now, self.profile.reading("A-DST")),
            pace=Pace(self.traffic_log.news, IDLE_TIMEOUT_FACTOR * timeout),
        )
        self.connector_is_up = True

    def lift_retry_limit(self) -> None:
        """Allow the connector to wait in real time: the scenario has ended."""
        self._guard.lift()

    def close(self) -> None:
        """End the connector's part in the scenario."""
        self.lift_retry_limit()
        self.run(self._subject.end())

    # Time

    def advance_to(self, instant: datetime) -> None:
        """Move the clock to ``instant``; all work due before it is done at its time."""
        self.run(self._simulation.advance_to(instant))
        self._refresh_settings_page()

    def run_until_idle(self) -> None:
        """Run all work that is due at this instant."""
        self.run(self._simulation.run_until_idle())
        self._refresh_settings_page()

    def _refresh_settings_page(self) -> None:
        # A settings page that waits for the result of a setup asks the connector again.
        pages = self.platform.settings_pages
        if self.connector_is_up and pages.waits_for_verdict:
            self.run(pages.catch_up())
        self._exchanges_at_rest = len(self.traffic_log.exchanges)

    @property
    def is_at_rest(self) -> bool:
        """Whether everything is idle, and nothing has happened since but questions of the harness.

        It sends no request: a question could change what the connector does.
        """
        if self._exchanges_at_rest is None or self.platform.busy:
            return False
        due = self.site.next_due()
        later = self.traffic_log.exchanges[self._exchanges_at_rest :]
        return (due is None or due > self.clock.now()) and all(
            each.side == "control" and each.method == "GET" for each in later
        )

    # Outages

    def stop_connector(self) -> None:
        self.run(self._subject.stop())
        self._set_connector_up(False)

    def start_connector(self) -> None:
        """Start the connector again, set its clock, and wait until it is idle."""
        self.run(self._subject.start())
        self._set_connector_up(True)
        self.run(self._simulation.send_time())
        self.run_until_idle()

    def break_360learning(self, *, for_writes_only: bool = False) -> None:
        """Make every request to 360Learning fail until :meth:`restore_360learning`, or every write,
        as during maintenance."""
        # No request of an outage is carried out, as one with a lost answer would be.
        self.platform.script.clear()
        self.platform.script.fail(OUTAGE_FAILURES, match="WRITE" if for_writes_only else "ANY")

    def restore_360learning(self) -> None:
        self.platform.script.clear()

    def _set_connector_up(self, up: bool) -> None:
        self.connector_is_up = up
        self._simulation.connector_is_up = up

    def _has_pending_faults(self) -> bool:
        customers = self.site.organizations.values()
        return bool(
            self.platform.script.pending() or any(each.faults.pending() for each in customers)
        )
