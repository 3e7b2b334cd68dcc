"""One action of a sequence: written in the steps of the features, and run in a world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import ClassVar, Literal

import msgspec

from percipio_conformance.world.world import World

Wait = Literal["nothing", "minutes", "a day"]

WAITS: Mapping[Wait, tuple[str, str]] = {
    "minutes": ("a few minutes have passed", "a few minutes pass"),
    "a day": ("a day has passed", "a day passes"),
}
"""How a feature says that time passed, and that it passes."""


class Action(msgspec.Struct, frozen=True, tag=True):
    """Something that happens. Subclasses write it in ``phrases`` and do it in ``play``."""

    wait: ClassVar[Wait] = "nothing"
    """How much time passes after it; only after some time anything can be promised."""

    needs: ClassVar[Mapping[str, str]] = {}
    """Readings, ambiguity to reading, on which the result of the action depends."""

    capability: ClassVar[str | None] = None
    """What a connector has to declare for it."""

    def phrases(self) -> tuple[str, ...]:
        """What happens, as lines of a feature in the past; a line of a table begins with ``|``."""
        raise NotImplementedError

    def play(self, world: World) -> None:
        """Do it, without the time that passes afterwards."""
        raise NotImplementedError

    def simpler(self) -> Iterator[Action]:
        """Actions that say less and might show the same."""
        yield from ()


def let_time_pass(world: World, wait: Wait) -> None:
    match wait:
        case "nothing":
            pass
        case "minutes":
            world.advance_by(world.promised_delay)
        case "a day":
            world.advance_by(timedelta(days=1))


class DayPasses(Action, frozen=True):
    wait = "a day"

    def phrases(self) -> tuple[str, ...]:
        return ()

    def play(self, world: World) -> None:
        """Time is all there is to it."""


class ConnectorRestarts(Action, frozen=True):
    wait = "minutes"

    def phrases(self) -> tuple[str, ...]:
        return ("the connector is restarted",)

    def play(self, world: World) -> None:
        world.stop_connector()
        world.start_connector()
