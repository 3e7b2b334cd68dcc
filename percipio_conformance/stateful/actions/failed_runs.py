"""Daily runs that fail or are throttled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Literal, TypeAlias

from percipio_conformance.stateful.actions.action import (
    BEFORE_RUN,
    SOON,
    WAITS,
    Action,
    let_time_pass,
)
from percipio_conformance.steps.clock import next_run
from percipio_conformance.world.percipio.outages import ALL_DAY
from percipio_conformance.world.world import World

DownSide: TypeAlias = Literal["360Learning", "360Learning for writes", "the connector"]
"""What can be down for hours."""

Side: TypeAlias = Literal["Percipio", "Percipio's second page", DownSide]
"""What lets a daily run fail."""

DOWN_AND_UP: Mapping[Side, tuple[str, str]] = {
    "360Learning": ("360Learning is down", "360Learning is up again"),
    "360Learning for writes": ("360Learning is down for writes", "360Learning is up again"),
    "the connector": ("the connector is down", "the connector is up again"),
}

OF_PERCIPIO: Mapping[Side, str] = {
    "Percipio": f"Percipio answers the next {ALL_DAY} requests with a server error",
    "Percipio's second page": "every request for page 2 ends in a server error",
}
ANSWERS = {side: f"{side} answers normally again" for side in ("Percipio", "360Learning")}

UNTIL_EVENING, UNTIL_NIGHT = 14, 20
"""The hours from six o'clock to the evening, and to the night before the next run."""

THROTTLED_TIMES = 2
"""How often Percipio refuses each page of a throttled run."""


class ThrottledRun(Action, frozen=True):
    """Percipio refuses each page of one daily run some times."""

    wait = "an hour"
    level = "derived"
    disturbs = True
    needs_own_timers = True

    def phrases(self) -> tuple[str, ...]:
        refuses = (
            f"Percipio answers the first {THROTTLED_TIMES} requests for each page"
            ' with "too many requests"'
        )
        return (refuses, WAITS["a day"][0], ANSWERS["Percipio"])

    def perform(self, world: World) -> None:
        world.percipio.outages.throttle_each_page(THROTTLED_TIMES)
        let_time_pass(world, "a day")
        world.percipio.outages.end()


class FailedRun(Action, frozen=True):
    """One daily run does not come to its end."""

    side: Side
    hours: int = 1
    """How long 360Learning or the connector is down."""
    wait = "an hour"
    disturbs = True
    needs_own_timers = True

    @property
    def name(self) -> str:
        return f"FailedRun of {self.side}{'' if self.hours == 1 else f' for {self.hours} hours'}"

    def phrases(self) -> tuple[str, ...]:
        passed = WAITS["an hour"][0] if self.hours == 1 else f"{self.hours} hours have passed"
        if self.side in OF_PERCIPIO:
            return (OF_PERCIPIO[self.side], WAITS["a day"][0], ANSWERS["Percipio"])
        down, up = DOWN_AND_UP[self.side]
        return (SOON, down, passed, up)

    def perform(self, world: World) -> None:
        if self.side in OF_PERCIPIO:
            if self.side == "Percipio":
                world.percipio.outages.fail_next_requests(ALL_DAY)
            else:
                world.percipio.outages.fail_second_page("a server error")
            let_time_pass(world, "a day")
            world.percipio.outages.end()
            return
        world.advance_to(next_run(world) - BEFORE_RUN)
        if self.side == "the connector":
            world.stop_connector()
        else:
            world.break_360learning(for_writes_only=self.side == "360Learning for writes")
        world.advance_by(timedelta(hours=self.hours))
        if self.side == "the connector":
            world.start_connector()
        else:
            world.restore_360learning()

    def simpler(self) -> Iterator[Action]:
        if self.hours != 1:
            yield FailedRun(self.side)
