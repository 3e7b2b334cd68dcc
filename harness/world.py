"""One simulated world around one connector, as the steps see it: synchronous and in plain words.

The world is made new for each scenario. Its clock moves only through :meth:`World.become` and
:meth:`World.let_pass`.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fake_lms.app import create_app as create_lms
from fake_lms.platform import Platform
from fake_percipio.app import create_app as create_percipio
from fake_percipio.lrs_configuration import LrsConfiguration
from fake_percipio.site import Percipio
from harness.cast import ACADEMY, Cast, assemble
from harness.clock import WorldClock
from harness.driver import ConnectorDriver, Message, Refused
from harness.journal import Exchange, Journal
from harness.moments import write_instant
from harness.outcomes import ConnectorError
from harness.profiles import Profile
from harness.sides.content import Content
from harness.sides.learning import Learning
from harness.sides.offering import Offering
from harness.sides.troubles import Troubles
from harness.simulation import Simulation
from harness.subject import Subject
from harness.venue import Venue

OUT_OF_ORDER = 1_000
"""More requests than a connector makes while 360Learning is out of order."""

Do = Callable[[Coroutine[Any, Any, Any]], Any]


class World:
    """The neighbourhood of the connector under test for the length of one scenario."""

    def __init__(
        self,
        *,
        run: Do,
        venue: Venue,
        subject: Subject,
        profile: Profile,
        start: datetime,
        seed: int,
        catalogue: Iterable[dict[str, Any]] = (),
    ) -> None:
        self._run = run
        self._venue = venue
        self._subject = subject
        self._seed = seed
        self._catalogue = catalogue
        self.profile = profile
        self.clock = WorldClock(start)
        self.journal = Journal()
        self.notes: dict[str, Any] = {}
        """What one step tells the next ones of the same scenario."""
        self.connector_is_up = False
        self.description: Message = {}

    # How it begins and ends

    def open(self) -> None:
        """Put the cast on stage and hand the connector its world."""
        venue = self._venue
        self.percipio = Percipio(
            self.clock.now,
            seed=self._seed,
            http=venue.client(self.journal, "connector"),
            base_url=venue.addresses.percipio,
        )
        self.lms = Platform(self.clock.now, seed=self._seed, base_url=venue.addresses.lms)
        self.cast: Cast = assemble(self.percipio, self.lms, Random(self._seed))
        self.offering = Offering(self.cast.acme, self._seed, self._catalogue)
        self.globex = Offering(self.cast.globex, self._seed, ())
        self.troubles = Troubles(self.cast.acme)
        self.content = Content(self.lms, self.cast, self.offering)
        self.learning = Learning(self.percipio, self.lms, self.cast, self.offering, self.content)
        venue.stage(
            self.journal.listen(create_percipio(self.percipio), "percipio"),
            self.journal.listen(create_lms(self.lms), "lms"),
        )
        self.tenant_url = venue.addresses.percipio
        self.bearer_token = self.cast.acme.issue_token()
        self._driver: ConnectorDriver = self._run(
            self._subject.begin(venue, self.clock, self.journal)
        )
        self._simulation = Simulation(
            self.clock, self.percipio, self.lms, self._driver, self.journal.exchanges
        )
        self.connector_is_up = True
        self.description = self._run(self._driver.describe())
        client = self.lms.clients.add("Skillsoft connector", in_house=True)
        self._run(
            self._driver.reset(
                {
                    "lms": {
                        "base_url": venue.addresses.lms,
                        "client_id": client.client_id,
                        "client_secret": client.client_secret,
                    },
                    "integration_id": self.cast.integration,
                    "group_id": self.cast.groups[ACADEMY],
                    "connector_admin_id": self.cast.connector_admin,
                    "now": write_instant(self.clock.now()),
                    "seed": self._seed,
                    "readings": dict(self.profile.readings),
                }
            )
        )

    def close(self) -> None:
        self._run(self._subject.end())

    def facts(self) -> dict[str, Any]:
        """Small evidence for the report: what the connector says of itself at the end."""
        if not self.connector_is_up:
            return {}
        try:
            status = self.status()
        except ConnectorError as error:
            return {"status": str(error)}
        return {"state": status["state"], "last_run": status.get("last_run")}

    # Time

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def become(self, instant: datetime) -> None:
        """Move to ``instant``; everything due on the way happens on the way."""
        self._run(self._simulation.advance_to(instant))

    def settle(self) -> None:
        """Let everything happen that is due at this instant."""
        self._run(self._simulation.settle())

    def let_pass(self, time: timedelta) -> None:
        self.become(self.now + time)

    @property
    def promised_delay(self) -> timedelta:
        """Within this time a statistic must be visible (A-NRT)."""
        return timedelta(minutes=float(self.profile.parameters["near_real_time_minutes"]))

    # The integration

    def submit_setup(self, **changes: str | None) -> Refused | None:
        """Click Setup integration with Acme's values; a change of None leaves a value out."""
        values: dict[str, str | None] = {
            "organization_id": self.cast.acme.id,
            "bearer_token": self.bearer_token,
            "tenant_url": self.tenant_url,
        }
        values |= changes
        message: Message = {name: value for name, value in values.items() if value is not None}
        refused: Refused | None = self._run(self._driver.setup(message))
        return refused

    def status(self) -> Message:
        """What the integration's page says."""
        status: Message = self._run(self._driver.status())
        return status

    def change_settings(self, **settings: Any) -> Message:
        changed: Message = self._run(self._driver.change_settings(settings))
        return changed

    def connect_statistics(self) -> None:
        """Step 4 of the article: learners by email, and the LRS page filled in and enabled."""
        self.change_settings(learner_identification="email")
        webhook = self._run(self._driver.webhook())
        self.cast.acme.sender.configure(
            LrsConfiguration(
                url=webhook["statement_url"],
                oauth2=True,
                token_endpoint=webhook["token_endpoint"],
                token_request_parameters={
                    "client_id": webhook["client_id"],
                    "client_secret": webhook["client_secret"],
                },
                actor_id="Mbox",
                course_satisfied_verb="completed",
                assessment_scored_verb="completed",
                waived_verb="completed",
                enabled=True,
                bypass_connection_test=True,
            )
        )

    # The connector's life

    def stop_connector(self) -> None:
        self._run(self._subject.stop())
        self.connector_is_up = False
        self._simulation.connector_is_up = False

    def start_connector(self) -> None:
        self._run(self._subject.start())
        self.connector_is_up = True
        self._simulation.connector_is_up = True
        self._run(self._driver.move_clock(self.now))
        self.settle()

    # The neighbours

    def hosts(self) -> dict[str, str]:
        """Percipio's addresses by the region they serve."""
        return {
            "America": self._venue.addresses.percipio,
            "the Union": self._venue.addresses.percipio_eu,
        }

    def break_360learning(self) -> None:
        """Every request to 360Learning fails until it is mended."""
        self.lms.script.fail(OUT_OF_ORDER)

    def mend_360learning(self) -> None:
        self.lms.script.clear()

    def catalogue_requests(self) -> list[Exchange]:
        """Every request that reached Percipio, in order."""
        return self.journal.of("percipio")
