"""A domain of the connector's work: its actions, and a model of their postconditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal, Protocol

from percipio_conformance.spec.profiles import Profile
from percipio_conformance.stateful.actions.action import Action
from percipio_conformance.stateful.actions.circumstances import Around
from percipio_conformance.stateful.checks.postcondition import Postcondition
from percipio_conformance.stateful.features import Feature
from percipio_conformance.world.world import World

DomainName = Literal["catalog", "analytics", "integration"]


@dataclass(frozen=True)
class Assumptions:
    """The conditions of a run: the profile's interpretations and the connector's abilities."""

    profile: Profile
    capabilities: frozenset[str]
    can_restart: bool
    own_timers: bool = True
    """Whether the connector acts by itself at the second of the simulated clock."""

    @property
    def with_statistics(self) -> bool:
        """Whether the connector declares statistics, and so has a webhook."""
        return "statistics" in self.capabilities

    @property
    def delay(self) -> timedelta:
        """Within this time a statistic must be visible (A-NRT)."""
        return timedelta(minutes=float(self.profile.parameters["near_real_time_minutes"]))

    def admit(self, action: Action) -> bool:
        """True if the clauses cover this action for this connector and profile."""
        if isinstance(action, Around) and not all(map(self.admit, action.parts)):
            return False
        if action.needs_restarts and not self.can_restart:
            return False
        if action.needs_own_timers and not self.own_timers:
            return False
        return (action.capability is None or action.capability in self.capabilities) and all(
            self.profile.reading(ambiguity) == reading
            for ambiguity, reading in action.needs.items()
        )


class Model(Protocol):
    """The expected state after the actions so far, independent of how a connector works."""

    def allows(self, action: Action) -> bool:
        """True if the action is possible now and the clauses determine its result."""

    def apply(self, action: Action) -> None:
        """Update the state for the action and the time that passes after it."""

    def propose(self, draw: Random) -> Action:
        """Draw a candidate for the next action; check it with :meth:`allows`."""

    def postconditions(self) -> Iterator[Postcondition]:
        """All postconditions that must hold now."""

    def features(self) -> Iterator[Feature]:
        """What is special about the state."""

    def relies_on(self, kind: str) -> frozenset[str]:
        """Ambiguities whose interpretation has affected the state that postconditions of this kind
        check."""


class Domain(Protocol):
    """One domain: the catalog or the analytics."""

    @property
    def name(self) -> DomainName: ...
    @property
    def random_stream(self) -> str:
        """Part of every seed. It never changes, so that seeds keep their sequences."""

    @property
    def title(self) -> str: ...
    @property
    def capability(self) -> str:
        """The capability that a connector must declare for this domain to apply."""

    @property
    def costly_starts(self) -> Sequence[Sequence[Action]]:
        """What some sequences begin with in turn, because it would make all of them too slow."""

    def background(self, assumptions: Assumptions) -> Sequence[str]:
        """The start of every sequence, as lines of a feature."""

    def begin(self, world: World, assumptions: Assumptions) -> None:
        """Perform the steps of :meth:`background`."""

    def model(self, assumptions: Assumptions, dawn: datetime) -> Model: ...


class CoveringDomain(Domain, Protocol):
    """A domain of which a run performs sequences."""

    def subject(self, draw: Random) -> frozenset[str]:
        """Draw the items and learners that a sequence can be about."""
