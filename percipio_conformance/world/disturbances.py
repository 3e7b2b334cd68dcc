"""What the situations of ``features/situations.yaml`` do to the world of a scenario."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

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
    """Faults of 360Learning for the connector's next requests."""

    def before_when(self) -> None:
        # A fault of an earlier step that has not occurred yet would make two in a row.
        if not self._world.lms.platform.script.pending():
            self._script()

    def _script(self) -> None:
        raise NotImplementedError

    @property
    def occurred(self) -> int:
        return self._world.lms.platform.script.met_connectors


class _LmsFailsOnce(_LmsFaults):
    def _script(self) -> None:
        script = self._world.lms.platform.script
        script.fail(1, match="GET", connectors_only=True)
        script.fail(1, match="WRITE", connectors_only=True)


class _LmsThrottlesOnce(_LmsFaults):
    def _script(self) -> None:
        script = self._world.lms.platform.script
        script.throttle(1, match="GET", connectors_only=True)
        script.throttle(1, match="WRITE", connectors_only=True)


class _LmsAnswerLost(_LmsFaults):
    def _script(self) -> None:
        self._world.lms.platform.script.lose_answer(1, match="WRITE")


class _PercipioThrottles(Disturbance):
    def before_when(self) -> None:
        if not self._world.personas.acme.faults.pending():
            self._world.percipio.outages.throttle_each_page(1)

    @property
    def occurred(self) -> int:
        return self._world.personas.acme.faults.throttled


class _StatementsTwice(Disturbance):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        world.personas.acme.sender.repeats = 1

    @property
    def occurred(self) -> int:
        return self._world.personas.acme.sender.repeated


_DISTURBANCES: dict[str, Callable[[World], Disturbance]] = {
    "restart-before": _RestartBefore,
    "restart-after": _RestartAfter,
    "pause": _Pause,
    "lms-fails-once": _LmsFailsOnce,
    "lms-throttles-once": _LmsThrottlesOnce,
    "lms-answer-lost": _LmsAnswerLost,
    "percipio-throttles": _PercipioThrottles,
    "statements-twice": _StatementsTwice,
}


def disturb(world: World, situation: Situation) -> Disturbance:
    """Prepare ``world``, which is open, for the situation."""
    return _DISTURBANCES[situation.id](world)
