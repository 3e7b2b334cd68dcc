"""Circumstances of another action: the moment of the daily run, and outages of one of the sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Literal, TypeAlias

import msgspec

from percipio_conformance.core.events import Level
from percipio_conformance.stateful.actions import catalog_actions as catalog
from percipio_conformance.stateful.actions import language_actions as language
from percipio_conformance.stateful.actions import statistics_actions as statistics
from percipio_conformance.stateful.actions.action import (
    WAITS,
    Action,
    ConnectorRestarts,
    DayPasses,
    Wait,
    let_time_pass,
)
from percipio_conformance.stateful.actions.further_integrations import CompletesInGroup
from percipio_conformance.stateful.actions.setup_actions import (
    RecognizesBy,
    ReconnectsStatistics,
    RenewsToken,
    SetsUpAgain,
    SetsUpWrongly,
)
from percipio_conformance.steps.clock import INTO_RUN, next_run
from percipio_conformance.world.percipio.outages import ALL_DAY
from percipio_conformance.world.world import World

AnyInner: TypeAlias = (
    ConnectorRestarts
    | DayPasses
    | SetsUpAgain
    | SetsUpWrongly
    | RenewsToken
    | RecognizesBy
    | ReconnectsStatistics
    | catalog.Offers
    | catalog.OffersCourses
    | catalog.OffersTwoPages
    | catalog.Renames
    | catalog.SetsFields
    | catalog.Files
    | catalog.Retires
    | catalog.Reactivates
    | catalog.Drops
    | catalog.BringsBack
    | catalog.ChangesType
    | catalog.SavesLanguages
    | catalog.SavesTypes
    | catalog.SwitchesTags
    | catalog.TagsByHand
    | catalog.ArchivesByHand
    | catalog.TakesOut
    | language.OffersInLanguages
    | language.AddsLanguage
    | language.CorrectsLanguage
    | language.AddsVersion
    | language.LeavesItsGroup
    | language.SwitchesGlobalization
    | language.CompletesVersion
    | statistics.Enrols
    | statistics.Leaves
    | statistics.Returns
    | statistics.GetsAddress
    | statistics.Does
    | statistics.KeepsBack
    | statistics.Sends
    | statistics.SetsStatementFields
    | CompletesInGroup
)
"""The actions that can happen under circumstances, and by themselves."""

Meanwhile: TypeAlias = ConnectorRestarts | RecognizesBy | statistics.Does
"""What can happen while 360Learning is down."""

Side = Literal["Percipio", "Percipio's second page", "360Learning", "the connector"]

BEFORE_RUN = timedelta(seconds=10)
"""How long before a daily run an action happens."""
SLOW_SECONDS = 20
"""How long Percipio takes to answer during a daily run, so that an action happens in it."""

SOON = f"the next daily run is {BEFORE_RUN.seconds} seconds away"

REFUSALS: Mapping[str, str] = {
    "503": "360Learning refuses the connector's next read and next write with 503",
    "429": "360Learning refuses the connector's next read and next write with 429",
    "401": "360Learning refuses the connector's next write with 401",
    "lost": "360Learning carries out the connector's next write, and the answer is lost",
}


OF_PERCIPIO: Mapping[Side, str] = {
    "Percipio": f"Percipio answers the next {ALL_DAY} requests with a server error",
    "Percipio's second page": "every request for page 2 ends in a server error",
}
ANSWERS = "Percipio answers normally again"

THROTTLED_TIMES = 2
"""How often Percipio refuses each page of a throttled run."""


class Around(Action, frozen=True):
    """An action in certain circumstances."""

    inner: AnyInner

    @property
    def parts(self) -> tuple[Action, ...]:
        """The actions that happen."""
        return (self.inner,)

    @property
    def judged_at(self) -> Level:
        levels = (self.level, *(each.judged_at for each in self.parts))
        return "derived" if "derived" in levels else self.level

    @property
    def name(self) -> str:
        return f"{type(self).__name__}({', '.join(each.name for each in self.parts)})"

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(value for each in self.parts for value in each.values)

    def simpler(self) -> Iterator[Action]:
        yield self.inner
        for each in self.inner.simpler():
            yield msgspec.structs.replace(self, inner=each)


class BeforeRun(Around, frozen=True):
    """Seconds before the daily run."""

    wait = "an hour"
    needs_own_timers = True

    def phrases(self) -> tuple[str, ...]:
        return (SOON, *self.inner.phrases())

    def perform(self, world: World) -> None:
        world.advance_to(next_run(world) - BEFORE_RUN)
        self.inner.perform(world)


class DuringRun(Around, frozen=True):
    """While Percipio takes its time to answer the daily run."""

    wait = "an hour"
    needs_own_timers = True

    def phrases(self) -> tuple[str, ...]:
        return (
            f"Percipio takes {SLOW_SECONDS} seconds to answer the next request",
            "the next daily run has begun",
            *self.inner.phrases(),
        )

    def perform(self, world: World) -> None:
        world.percipio.outages.delay_next_request(SLOW_SECONDS)
        world.advance_to(next_run(world) + INTO_RUN)
        self.inner.perform(world)


class WhileVerifying(Around, frozen=True):
    """While the parameters of another setup, which are those in force, are being verified."""

    tags: bool
    """Whether the box for tags is checked, as before."""
    wait = "an hour"
    level = "derived"

    def phrases(self) -> tuple[str, ...]:
        return (*SetsUpAgain(self.tags).phrases(), *self.inner.phrases())

    def perform(self, world: World) -> None:
        SetsUpAgain(self.tags).perform(world)
        self.inner.perform(world)


class WhileLmsIsDown(Around, frozen=True):
    """The connector's work for it meets an outage of minutes; something else may happen then."""

    then: Meanwhile | None = None
    wait = "an hour"
    needs_own_timers = True

    @property
    def parts(self) -> tuple[Action, ...]:
        return (self.inner,) if self.then is None else (self.inner, self.then)

    def phrases(self) -> tuple[str, ...]:
        return (
            *self.inner.phrases(),
            "360Learning is down",
            "a few minutes have passed",
            *(self.then.phrases() if self.then is not None else ()),
            "360Learning is up again",
        )

    def perform(self, world: World) -> None:
        self.inner.perform(world)
        world.break_360learning()
        let_time_pass(world, "minutes")
        if self.then is not None:
            self.then.perform(world)
        world.restore_360learning()

    def simpler(self) -> Iterator[Action]:
        if self.then is not None:
            yield WhileLmsIsDown(self.inner)
            yield self.then
            for each in self.then.simpler():
                yield msgspec.structs.replace(self, then=each)
        yield from super().simpler()


class WhileStopped(Around, frozen=True):
    """The connector does not run for some minutes."""

    wait = "an hour"
    needs_restarts = True

    def phrases(self) -> tuple[str, ...]:
        return (
            "the connector is down",
            *self.inner.phrases(),
            "a few minutes have passed",
            "the connector is up again",
        )

    def perform(self, world: World) -> None:
        world.stop_connector()
        self.inner.perform(world)
        let_time_pass(world, "minutes")
        world.start_connector()


class LmsRefuses(Around, frozen=True):
    """360Learning refuses one request of the connector's work for it, or loses one answer."""

    how: Literal["503", "429", "401", "lost"]
    level = "derived"
    needs_own_timers = True

    @property
    def lasts(self) -> Wait:
        return self.inner.lasts

    def phrases(self) -> tuple[str, ...]:
        return (REFUSALS[self.how], *self.inner.phrases())

    def perform(self, world: World) -> None:
        if self.how == "lost":
            world.lms.outages.lose_next_answer()
        else:
            world.lms.outages.refuse_once(int(self.how))
        self.inner.perform(world)


class ThrottledRun(Action, frozen=True):
    """Percipio refuses each page of one daily run some times."""

    wait = "an hour"
    level = "derived"
    needs_own_timers = True

    def phrases(self) -> tuple[str, ...]:
        refuses = (
            f"Percipio answers the first {THROTTLED_TIMES} requests for each page"
            ' with "too many requests"'
        )
        return (refuses, WAITS["a day"][0], ANSWERS)

    def perform(self, world: World) -> None:
        world.percipio.outages.throttle_each_page(THROTTLED_TIMES)
        let_time_pass(world, "a day")
        world.percipio.outages.end()


class FailedRun(Action, frozen=True):
    """One daily run does not come to its end."""

    side: Side
    wait = "an hour"
    needs_own_timers = True

    @property
    def name(self) -> str:
        return f"FailedRun of {self.side}"

    def phrases(self) -> tuple[str, ...]:
        passed = WAITS["an hour"][0]
        if self.side in OF_PERCIPIO:
            return (OF_PERCIPIO[self.side], WAITS["a day"][0], ANSWERS)
        return (
            SOON,
            f"{self.side} is down",
            passed,
            f"{self.side} is up again",
        )

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
        down, up = (
            (world.break_360learning, world.restore_360learning)
            if self.side == "360Learning"
            else (world.stop_connector, world.start_connector)
        )
        down()
        let_time_pass(world, "an hour")
        up()
