"""Everybody and everything around one integration, by the names the steps call them by."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from copy import copy
from typing import Any, Self

from fake_lms.platform import Platform
from fake_percipio.site import Percipio
from harness.cast import Cast
from harness.clockwork.clock import WorldClock
from harness.requirements.profiles import Profile
from harness.scenario_state import ScenarioState
from harness.setting_up import SettingUp
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
from harness.wires.browser import Browser
from harness.wires.journal import Journal
from harness.wires.venue import Venue

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
