"""Everybody and everything around one integration, by the names the steps call them by."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from copy import copy
from typing import Any, Self

from fake_lms.platform import Platform
from fake_percipio.site import Percipio
from percipio_conformance.clock.clock import WorldClock
from percipio_conformance.network.network import Venue
from percipio_conformance.network.traffic_log import Journal
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.world.languages import Languages
from percipio_conformance.world.learner_activity import Learning
from percipio_conformance.world.lms.attempts import Figures
from percipio_conformance.world.lms.browser import Browser
from percipio_conformance.world.lms.course_editor import Editing
from percipio_conformance.world.lms.courses import Content
from percipio_conformance.world.lms.groups import Groups
from percipio_conformance.world.lms.manual_edits import Curation
from percipio_conformance.world.lms.setup import SettingUp
from percipio_conformance.world.lms.snapshots import Notebook
from percipio_conformance.world.lms.training import Training
from percipio_conformance.world.lms.users import People
from percipio_conformance.world.percipio.catalog import Offering
from percipio_conformance.world.percipio.catalog_changes import Stock
from percipio_conformance.world.percipio.outages import Troubles
from percipio_conformance.world.percipio.statement_queue import Dispatch
from percipio_conformance.world.percipio.webhook_client import Postman
from percipio_conformance.world.personas import Cast
from percipio_conformance.world.player import Player
from percipio_conformance.world.scenario_state import ScenarioState

Do = Callable[[Coroutine[Any, Any, Any]], Any]


class Surroundings(SettingUp):
    """The neighbours of one integration: ``world.content``, ``world.learning`` and so on.

    ``cast`` says whose integration it is and which one.
    """

    percipio: Percipio
    lms: Platform
    clock: WorldClock
    journal: Journal
    profile: Profile
    state: ScenarioState
    _run: Do
    _venue: Venue
    _seed: int

    def surround(self, offering: Offering, globex: Offering) -> None:
        """Put everybody in their places around the integration of ``cast``.

        Args:
            offering: what the customer's Percipio offers.
            globex: what another customer's Percipio offers.
        """
        run, venue, seed = self._run, self._venue, self._seed
        self.offering, self.globex = offering, globex
        self.troubles = Troubles(self.cast.acme)
        self.content = Content(self.lms, self.cast, self.offering)
        self.curation = Curation(self.lms, self.cast, self.content)
        self.notebook = Notebook(self.lms, self.content)
        self.stock = Stock(self.cast.acme, self.offering)
        self.groups = Groups(self.lms, self.cast, self.content)
        self.editing = Editing(self.lms, self.cast, self.offering)
        self.languages = Languages(self.cast.acme, self.offering, self.content, seed)
        self.learning = Learning(self.percipio, self.lms, self.cast, self.offering, self.content)
        self.player = Player(self.cast, self.offering, self.learning, self.clock)
        self.people = People(self.lms, self.cast)
        self.figures = Figures(self.lms, self.cast, self.content)
        self.dispatch = Dispatch(self.cast, self.offering, run=run, webhook=self.webhook)
        self.postman = Postman(
            self.cast,
            self.offering,
            run=run,
            client=venue.client(self.journal, "connector"),
            webhook=self.webhook,
            clock=self.clock,
            seed=seed,
        )
        self.training = Training(
            self.lms,
            self.cast,
            self.curation,
            browser=Browser(self.lms, venue.client(), venue.addresses.percipio),
            run=run,
            profile=self.profile,
        )

    def seen_from(self, cast: Cast) -> Self:
        """The same world at the same time, with another integration in its middle: this cast's."""
        other = copy(self)
        other.cast, other.state = cast, ScenarioState()
        other.administration = self.administration.beside(cast)
        other.bearer_token = cast.acme.issue_token()
        same = cast.acme is self.cast.acme
        other.surround(*((self.offering, self.globex) if same else (self.globex, self.offering)))
        return other
