"""What the situations of ``features/situations.yaml`` do to the world of a scenario."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from fake_lms.server.fault_script import Fault, LostAnswer
from fake_percipio.catalog.faults import ScriptedFault
from percipio_conformance.spec.situations import Situation
from percipio_conformance.world.world import World


class Disturbance:
    """A situation in one scenario; ``world`` is open and has not run a step."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._occurred = 0

    def before_when(self) -> None:
        """Act before a When step, or let something happen from now on."""

    def after_when(self) -> None:
        """Act after a When step."""

    @property
    def occurred(self) -> int:
        """How many times the situation has occurred so far in this scenario."""
        return self._occurred


class _RestartBefore(Disturbance):
    def before_when(self) -> None:
        self._restart()

    def _restart(self) -> None:
        # In some scenarios the connector is down at this moment.
        if self._world.connector_is_up:
            self._world.stop_connector()
            self._world.start_connector()
            self._occurred += 1


class _RestartAfter(_RestartBefore):
    def before_when(self) -> None:
        """Do nothing yet."""

    def after_when(self) -> None:
        self._restart()


class _Pause(Disturbance):
    def before_when(self) -> None:
        self._world.advance_by(timedelta(minutes=1))
        self._occurred += 1


class _LmsFaults(Disturbance):
    """Faults of 360Learning, each for one of the connector's next requests."""

    def __init__(self, world: World, faults: Sequence[Fault | LostAnswer]) -> None:
        super().__init__(world)
        self._faults = faults

    def before_when(self) -> None:
        script = self._world.lms.platform.script
        # A fault of an earlier step that has not occurred yet would make two in a row.
        for each in self._faults:
            if each not in script.pending():
                script.add(each)

    @property
    def occurred(self) -> int:
        return self._world.lms.platform.script.met_connectors


def _once(status: int) -> list[Fault]:
    return [Fault(status, match, connectors_only=True) for match in ("GET", "WRITE")]


class _PercipioThrottles(Disturbance):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._scripted: list[ScriptedFault] = []

    def before_when(self) -> None:
        # Faults that the scenario has scripted come first, and would make several in a row.
        if not self._world.personas.acme.faults.pending():
            self._scripted += self._world.percipio.outages.throttle_each_page(1)

    @property
    def occurred(self) -> int:
        return sum(each.occurred for each in self._scripted)


class _StatementsTwice(Disturbance):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        world.personas.acme.sender.misses_acknowledgments = True

    @property
    def occurred(self) -> int:
        return self._world.personas.acme.sender.missed_acknowledgments


_DISTURBANCES: dict[str, Callable[[World], Disturbance]] = {
    "restart-before": _RestartBefore,
    "restart-after": _RestartAfter,
    "pause": _Pause,
    "lms-fails-once": partial(_LmsFaults, faults=_once(503)),
    "lms-throttles-once": partial(_LmsFaults, faults=_once(429)),
    "lms-answer-lost": partial(_LmsFaults, faults=[LostAnswer("WRITE")]),
    "percipio-throttles": _PercipioThrottles,
    "statements-twice": _StatementsTwice,
}


def disturb(world: World, situation: Situation) -> Disturbance:
    """Prepare ``world``, which is open, for the situation."""
    return _DISTURBANCES[situation.id](world)
