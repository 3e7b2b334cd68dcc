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
from fake_percipio.site import Percipio
from harness.browser import Browser
from harness.cast import ACADEMY, Cast, assemble
from harness.clock import WorldClock
from harness.driver import ConnectorDriver, Message, Refused
from harness.journal import Exchange, Journal
from harness.moments import write_instant
from harness.outcomes import ConnectorError, Unreachable
from harness.profiles import Profile
from harness.record_store_page import as_the_article_says
from harness.sides.administration import Administration
from harness.sides.content import Content
from harness.sides.curation import Curation
from harness.sides.dispatch import Dispatch
from harness.sides.editing import Editing
from harness.sides.figures import Figures
from harness.sides.groups import Groups
from harness.sides.languages import Languages
from harness.sides.learning import Learning
from harness.sides.notebook import Notebook
from harness.sides.offering import Offering
from harness.sides.people import People
from harness.sides.player import Player
from harness.sides.postman import Postman
from harness.sides.stock import Stock
from harness.sides.training import Training
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
        journal: Journal | None = None,
    ) -> None:
        self._run = run
        self._venue = venue
        self._subject = subject
        self._seed = seed
        self._catalogue = catalogue
        self.profile = profile
        self.clock = WorldClock(start)
        self.journal = journal if journal is not None else Journal()
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
        self.curation = Curation(self.lms, self.cast, self.content)
        self.notebook = Notebook(self.lms, self.content)
        self.stock = Stock(self.cast.acme, self.offering)
        self.groups = Groups(self.lms, self.cast, self.content)
        self.editing = Editing(self.lms, self.cast, self.offering)
        self.administration = Administration(self.lms, self.cast)
        self.languages = Languages(self.cast.acme, self.offering, self.content, self._seed)
        self.learning = Learning(self.percipio, self.lms, self.cast, self.offering, self.content)
        self.player = Player(self.cast, self.offering, self.learning, self.clock)
        self.people = People(self.lms, self.cast)
        self.figures = Figures(self.lms, self.cast, self.content)
        self.dispatch = Dispatch(self.cast, self.offering, run=self._run, webhook=self.webhook)
        self.postman = Postman(
            self.cast,
            self.offering,
            run=self._run,
            client=venue.client(self.journal, "connector"),
            webhook=self.webhook,
            clock=self.clock,
            seed=self._seed,
        )
        self.training = Training(
            self.lms,
            self.cast,
            self.curation,
            browser=Browser(self.lms, venue.client(), venue.addresses.percipio),
            run=self._run,
            profile=self.profile,
        )
        venue.stage(
            self.journal.listen(create_percipio(self.percipio), "percipio"),
            self.journal.listen(create_lms(self.lms), "lms"),
        )
        self.tenant_url = venue.addresses.percipio
        self.bearer_token = self.cast.acme.issue_token()
        self._driver: ConnectorDriver = self._run(
            self._subject.begin(venue, self.clock, self.journal)
        )
        try:
            self.description = self._run(self._driver.describe())
        except ConnectorError as error:
            raise Unreachable(f"no connector to judge: {error}") from error
        self._simulation = Simulation(
            self.clock, self.percipio, self.lms, self._driver, self.journal.exchanges
        )
        self.connector_is_up = True
        self._client = self.lms.clients.add("Skillsoft connector", in_house=True)
        self._hand_over(self.cast.groups[ACADEMY])

    def _hand_over(self, group_id: str) -> None:
        """Let the connector forget everything and tell it whom it works for."""
        self._run(
            self._driver.reset(
                {
                    "lms": {
                        "base_url": self._venue.addresses.lms,
                        "client_id": self._client.client_id,
                        "client_secret": self._client.client_secret,
                    },
                    "integration_id": self.cast.integration,
                    "group_id": group_id,
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
        facts = {"state": status["state"], "last_run": status.get("last_run")}
        # From acknowledgement to visible statistic, the longest of the scenario (A-NRT).
        delays = [each.total_seconds() for each in self.learning.delays()]
        return facts | ({"statistics_delay_seconds": max(delays)} if delays else {})

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

    def move_integration(self, group_id: str) -> None:
        """Before anybody sets it up, the integration is given to another group, its admin too."""
        self.lms.groups.grant(group_id, self.cast.connector_admin, "admin")
        self.lms.integrations.update(self.cast.integration, group_id=group_id)
        self._hand_over(group_id)

    def submit_setup(self, **changes: str | bool | None) -> Refused | None:
        """Click Setup integration with Acme's values; a change of None leaves a value out."""
        values: dict[str, str | bool | None] = {
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

    def settings(self) -> Message:
        """The settings as they are stored."""
        stored: Message = self._run(self._driver.settings())
        return stored

    def change_settings(self, **settings: Any) -> Message:
        changed: Message = self._run(self._driver.change_settings(settings))
        return changed

    def webhook(self) -> Message:
        """The Webhook credentials section, and the two addresses to enter at Percipio."""
        shown: Message = self._run(self._driver.webhook())
        return shown

    def connect_statistics(self) -> None:
        """Step 4 of the article: learners by email, and the LRS page filled in and enabled."""
        self.change_settings(learner_identification="email")
        webhook = self.webhook()
        self.cast.acme.sender.configure(as_the_article_says(webhook))

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
