"""What the situations of ``features/situations.yaml`` do to the world of a scenario."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from itertools import count, cycle, islice

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


class _RestartHalfway(_RestartBefore):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        world.interrupt_time(self._restart)

    def before_when(self) -> None:
        """Wait until time passes."""


class _Pause(Disturbance):
    def before_when(self) -> None:
        self._world.advance_by(timedelta(minutes=1))
        self._occurred += 1


class _LmsFaults(Disturbance):
    """Faults of 360Learning, each for one of the connector's next requests.

    Args:
        turns: the faults of the first When, of the second, and so on; after the last turn the
            first one follows.
    """

    def __init__(self, world: World, turns: Sequence[Sequence[Fault | LostAnswer]]) -> None:
        super().__init__(world)
        # The same scenario meets the same faults in every run; others begin with another turn.
        self._turns = islice(cycle(turns), world.seed % len(turns), None)

    def before_when(self) -> None:
        self._world.lms.outages.add(next(self._turns))

    @property
    def occurred(self) -> int:
        return self._world.lms.platform.script.met_connectors


_REFUSALS = [
    [Fault(503, "GET", connectors_only=True), Fault(429, "WRITE", connectors_only=True)],
    [Fault(429, "GET", connectors_only=True), Fault(503, "WRITE", connectors_only=True)],
    # After a refused read the connector has a new access token for its write.
    [Fault(401, "WRITE", connectors_only=True)],
]


class _PercipioRefuses(Disturbance):
    _first_page = ("too many requests", "a server error", "a truncated response")
    # A rejected token on the first page would say that the parameters of a setup are wrong.
    _later_pages = ("a rejected token", *_first_page)

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._scripted: list[ScriptedFault] = []
        self._turns = count(world.seed % len(self._first_page))

    def before_when(self) -> None:
        # Faults that the scenario has scripted come first, and would make several in a row.
        if not self._world.personas.acme.faults.pending():
            turn = next(self._turns)
            first = self._first_page[turn % len(self._first_page)]
            later = islice(cycle(self._later_pages), turn % len(self._later_pages), None)
            self._scripted += self._world.percipio.outages.refuse_each_page(first, later)

    @property
    def occurred(self) -> int:
        return sum(each.occurred for each in self._scripted)


class _BulkBreaksOff(Disturbance):
    def before_when(self) -> None:
        self._world.lms.outages.break_off_next_bulk()

    @property
    def occurred(self) -> int:
        return self._world.lms.platform.script.met_breakdowns


class _SecondWorker(Disturbance):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        world.personas.acme.sender.tokens.has_second_worker = True

    @property
    def occurred(self) -> int:
        return self._world.personas.acme.sender.tokens.of_second_worker


class _TokensInUse(Disturbance):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._client = world.percipio.webhook_client
        self._client.uses_tokens_for = world.percipio.learners.stranger

    @property
    def occurred(self) -> int:
        return self._client.used_tokens


class _StatementsTwice(Disturbance):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        sender = world.personas.acme.sender
        sender.misses_acknowledgments = sender.repeats_earlier = True

    @property
    def occurred(self) -> int:
        return self._world.personas.acme.sender.missed_acknowledgments


class _ChoiceSavedAgain(Disturbance):
    def before_when(self) -> None:
        setup = self._world.lms.setup
        if self._world.connector_is_up and setup.was_submitted:
            saved = self._world.settings()
            setup.change_settings(
                languages=saved["languages"], content_types=saved["content_types"]
            )
            self._occurred += 1


class _ItemsChange(Disturbance):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._edition = 1

    def before_when(self) -> None:
        self._edition += 1
        self._occurred += self._world.percipio.catalog.revise_descriptions(self._edition) > 0


class _StrangerLearns(Disturbance):
    _most_items = 3

    def before_when(self) -> None:
        if self._world.personas.acme.sender.active:
            learners = self._world.percipio.learners
            self._occurred += learners.complete_as_stranger(self._most_items) > 0


_DISTURBANCES: dict[str, Callable[[World], Disturbance]] = {
    "restart-before": _RestartBefore,
    "restart-after": _RestartAfter,
    "restart-halfway": _RestartHalfway,
    "pause": _Pause,
    "lms-refuses-once": partial(_LmsFaults, turns=_REFUSALS),
    "lms-answer-lost": partial(_LmsFaults, turns=[[LostAnswer("WRITE")]]),
    "percipio-refuses-once": _PercipioRefuses,
    "statements-twice": _StatementsTwice,
    "choice-saved-again": _ChoiceSavedAgain,
    "items-change": _ItemsChange,
    "stranger-learns": _StrangerLearns,
    "bulk-breaks-off": _BulkBreaksOff,
    "second-worker": _SecondWorker,
    "tokens-in-use": _TokensInUse,
}


def disturb(world: World, situation: Situation) -> Disturbance:
    """Prepare ``world``, which is open, for the situation."""
    return _DISTURBANCES[situation.id](world)
