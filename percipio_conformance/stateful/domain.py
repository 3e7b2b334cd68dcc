"""A half of the connector's work: its moves, and a model of what must be seen after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal, Protocol

from percipio_conformance.spec.profiles import Profile
from percipio_conformance.stateful.action import Action, ConnectorRestarts
from percipio_conformance.stateful.postcondition import Postcondition
from percipio_conformance.world.world import World

DomainName = Literal["catalog", "analytics"]


@dataclass(frozen=True)
class Assumptions:
    """Whom the histories are for: the readings to judge by, and what the connector can do."""

    profile: Profile
    capabilities: frozenset[str]
    can_restart: bool

    @property
    def delay(self) -> timedelta:
        """Within this time a statistic must be visible (A-NRT)."""
        return timedelta(minutes=float(self.profile.parameters["near_real_time_minutes"]))

    def admit(self, action: Action) -> bool:
        """Whether anything is promised about this move to this connector, by these readings."""
        if isinstance(action, ConnectorRestarts) and not self.can_restart:
            return False
        return (action.capability is None or action.capability in self.capabilities) and all(
            self.profile.reading(ambiguity) == reading
            for ambiguity, reading in action.needs.items()
        )


class Model(Protocol):
    """What is so after the moves until now; knows nothing of how a connector works."""

    def allows(self, action: Action) -> bool:
        """Whether the move can be made now, and what follows from it is promised."""

    def take(self, action: Action) -> None:
        """The move is made, and the time after it passes."""

    def ideas(self, draw: Random) -> Action:
        """A move that might be made next; whether it can be, :meth:`allows` says."""

    def promises(self) -> Iterator[Postcondition]:
        """Everything that must be seen now."""

    @property
    def relies_on(self) -> frozenset[str]:
        """Ambiguities whose reading has mattered until now."""


class Domain(Protocol):
    """The catalog half or the analytics half."""

    @property
    def name(self) -> DomainName: ...
    @property
    def random_stream(self) -> str:
        """Part of every seed. It never changes, so that a seed draws the same in every version."""

    @property
    def title(self) -> str: ...
    @property
    def capability(self) -> str:
        """What a connector declares to be held to this half."""

    @property
    def background(self) -> Sequence[str]:
        """How every history begins, as lines of a feature."""

    def begin(self, world: World) -> None:
        """The same, done."""

    def model(self, assumptions: Assumptions, dawn: datetime) -> Model: ...
