"""Everybody and everything around one integration, by the names the steps call them by."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from copy import copy
from typing import Any, Self

from fake_lms.platform import Platform
from fake_percipio.site import Percipio
from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.network.network import Network
from percipio_conformance.network.traffic_log import TrafficLog
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.world.languages import Languages
from percipio_conformance.world.learner_activity import LearnerActions
from percipio_conformance.world.lms.attempts import AttemptValues
from percipio_conformance.world.lms.browser import Browser
from percipio_conformance.world.lms.course_editor import CourseEditor
from percipio_conformance.world.lms.courses import SyncedCourses
from percipio_conformance.world.lms.groups import Groups
from percipio_conformance.world.lms.manual_edits import ManualEdits
from percipio_conformance.world.lms.setup import IntegrationSetup
from percipio_conformance.world.lms.snapshots import Snapshots
from percipio_conformance.world.lms.training import Training
from percipio_conformance.world.lms.users import Users
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.percipio.catalog_changes import CatalogChanges
from percipio_conformance.world.percipio.outages import Outages
from percipio_conformance.world.percipio.statement_queue import StatementQueue
from percipio_conformance.world.percipio.webhook_client import WebhookClient
from percipio_conformance.world.personas import Personas
from percipio_conformance.world.player import Player
from percipio_conformance.world.scenario_state import ScenarioState

Do = Callable[[Coroutine[Any, Any, Any]], Any]


class Surroundings(IntegrationSetup):
    """The neighbors of one integration: ``world.content``, ``world.learning`` and so on.

    ``cast`` says whose integration it is and which one.
    """

    percipio: Percipio
    lms: Platform
    clock: SimulatedClock
    traffic_log: TrafficLog
    profile: Profile
    state: ScenarioState
    _run: Do
    _network: Network
    _seed: int

    def surround(self, offering: Catalog, globex: Catalog) -> None:
        """Put everybody in their places around the integration of ``cast``.

        Args:
            offering: what the customer's Percipio offers.
            globex: what another customer's Percipio offers.
        """
        run, network, seed = self._run, self._network, self._seed
        self.offering, self.globex = offering, globex
        self.troubles = Outages(self.cast.acme)
        self.content = SyncedCourses(self.lms, self.cast, self.offering)
        self.curation = ManualEdits(self.lms, self.cast, self.content)
        self.notebook = Snapshots(self.lms, self.content)
        self.stock = CatalogChanges(self.cast.acme, self.offering)
        self.groups = Groups(self.lms, self.cast, self.content)
        self.editing = CourseEditor(self.lms, self.cast, self.offering)
        self.languages = Languages(self.cast.acme, self.offering, self.content, seed)
        self.learning = LearnerActions(
            self.percipio, self.lms, self.cast, self.offering, self.content
        )
        self.player = Player(self.cast, self.offering, self.learning, self.clock)
        self.people = Users(self.lms, self.cast)
        self.figures = AttemptValues(self.lms, self.cast, self.content)
        self.dispatch = StatementQueue(self.cast, self.offering, run=run, webhook=self.webhook)
        self.postman = WebhookClient(
            self.cast,
            self.offering,
            run=run,
            client=network.client(self.traffic_log, "connector"),
            webhook=self.webhook,
            clock=self.clock,
            seed=seed,
        )
        self.training = Training(
            self.lms,
            self.cast,
            self.curation,
            browser=Browser(self.lms, network.client(), network.addresses.percipio),
            run=run,
            profile=self.profile,
        )

    def seen_from(self, cast: Personas) -> Self:
        """The same world at the same time, with another integration in its middle: this cast's."""
        other = copy(self)
        other.cast, other.state = cast, ScenarioState()
        other.administration = self.administration.beside(cast)
        other.bearer_token = cast.acme.issue_token()
        same = cast.acme is self.cast.acme
        other.surround(*((self.offering, self.globex) if same else (self.globex, self.offering)))
        return other
