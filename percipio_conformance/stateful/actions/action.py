"""One action of a sequence: written in the steps of the features, and run in a world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import ClassVar, Literal

import msgspec

from percipio_conformance.core.events import Level
from percipio_conformance.world.world import World

Wait = Literal["nothing", "minutes", "an hour", "a day"]

WAITS: Mapping[Wait, tuple[str, str]] = {
    "minutes": ("a few minutes have passed", "a few minutes pass"),
    "an hour": ("an hour has passed", "an hour passes"),
    "a day": ("a day has passed", "a day passes"),
}
"""The phrases for the time that has passed and that passes."""


BEFORE_RUN = timedelta(seconds=10)
"""How long before a daily run an action happens."""

SOON = f"the next daily run is {BEFORE_RUN.seconds} seconds away"
"""The phrase for that moment."""


class Action(msgspec.Struct, frozen=True, tag=True):
    """An action: ``phrases`` describes it in steps, ``perform`` does it in a world."""

    wait: ClassVar[Wait] = "nothing"
    """How much time passes after it, see :meth:`lasts`."""

    needs: ClassVar[Mapping[str, str]] = {}
    """Readings, ambiguity to reading, on which the result of the action depends."""

    capability: ClassVar[str | None] = None
    """The capability that a connector must declare for it."""

    level: ClassVar[Level] = "must"
    """The obligation that remains after it: below ``must`` where a connector may make up for the
    action later."""

    disturbs: ClassVar[bool] = False
    """Whether it is a circumstance of another action, or a failure of one of the sides."""

    weight: ClassVar[float] = 1
    """How often it occurs in comparison with others; below 1 where few others depend on it."""

    needs_restarts: ClassVar[bool] = False
    """Whether the harness must be able to stop and start the connector."""

    needs_own_timers: ClassVar[bool] = False
    """Whether the connector must act, or wait and try again, by the simulated clock."""

    @property
    def lasts(self) -> Wait:
        """How much time passes after it; without any, no postconditions are checked."""
        return self.wait

    @property
    def judged_at(self) -> Level:
        """See :attr:`level`."""
        return self.level

    @property
    def name(self) -> str:
        """The kind of the action, with that of an action within it in parentheses."""
        return type(self).__name__

    @property
    def about(self) -> frozenset[str]:
        """The items and learners that it concerns; empty if it concerns all, as a setting does."""
        names = (getattr(self, each, None) for each in ("item", "learner", "course"))
        return frozenset(each for each in names if each is not None)

    @property
    def values(self) -> tuple[str, ...]:
        """The values of ``features/values.yaml`` that it uses, ``keywords: []``."""
        return ()

    def phrases(self) -> tuple[str, ...]:
        """The action as lines of a feature in the past tense; table rows begin with ``|``."""
        raise NotImplementedError

    def perform(self, world: World) -> None:
        """Perform the action, without the time that passes afterwards."""
        raise NotImplementedError

    def simpler(self) -> Iterator[Action]:
        """Simpler actions that may have the same effect."""
        yield from ()


def duration(wait: Wait, promised_delay: timedelta) -> timedelta:
    """The time that passes; ``promised_delay`` is that within which a statistic is visible."""
    match wait:
        case "nothing":
            return timedelta()
        case "minutes":
            return promised_delay
        case "an hour":
            return timedelta(hours=1)
        case "a day":
            return timedelta(days=1)


def let_time_pass(world: World, wait: Wait) -> None:
    world.advance_by(duration(wait, world.promised_delay))


class DayPasses(Action, frozen=True):
    wait = "a day"

    def phrases(self) -> tuple[str, ...]:
        return ()

    def perform(self, world: World) -> None:
        """Do nothing: only time passes."""


class ConnectorRestarts(Action, frozen=True):
    weight = 0.4
    wait = "minutes"
    needs_restarts = True

    def phrases(self) -> tuple[str, ...]:
        return ("the connector is restarted",)

    def perform(self, world: World) -> None:
        world.stop_connector()
        world.start_connector()
