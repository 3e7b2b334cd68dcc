"""Circumstances of another action: a moment of the daily run, or an outage of one of the sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, TypeAlias

import msgspec

from percipio_conformance.core.events import Level
from percipio_conformance.stateful.actions import catalog_actions as catalog
from percipio_conformance.stateful.actions import language_actions as language
from percipio_conformance.stateful.actions import statistics_actions as statistics
from percipio_conformance.stateful.actions.action import (
    BEFORE_RUN,
    SOON,
    WAITS,
    Action,
    ConnectorRestarts,
    DayPasses,
    Wait,
    let_time_pass,
)
from percipio_conformance.stateful.actions.failed_runs import ANSWERS, DownSide, FailedRun
from percipio_conformance.stateful.actions.further_integrations import CompletesInGroup
from percipio_conformance.stateful.actions.setup_actions import (
    RecognizesBy,
    ReconnectsStatistics,
    RenewsToken,
    SetsUpAgain,
    SetsUpWrongly,
)
from percipio_conformance.steps.clock import INTO_RUN, next_run
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
    | catalog.GetsActivityId
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
    | statistics.SpellsAddress
    | statistics.Does
    | statistics.FinishesVideo
    | statistics.KeepsBack
    | statistics.Sends
    | statistics.Together
    | statistics.SetsStatementFields
    | CompletesInGroup
)
"""The actions that can happen under circumstances, and by themselves."""

Meanwhile: TypeAlias = (
    ConnectorRestarts | RecognizesBy | statistics.Does | catalog.SavesLanguages | catalog.SavesTypes
)
"""What can happen while 360Learning is down."""

SLOW_SECONDS = 20
"""How long Percipio takes to answer during a daily run, so that an action happens in it."""

REFUSALS: Mapping[str, str] = {
    "503": "360Learning refuses the connector's next read and next write with 503",
    "429": "360Learning refuses the connector's next read and next write with 429",
    "401": "360Learning refuses the connector's next write with 401",
    "lost": "360Learning carries out the connector's next write, and the answer is lost",
    "broken off": "360Learning breaks off its next bulk operation after the first object",
    "object": "360Learning refuses the first object of its next bulk operation",
}

NAMES_OF_REFUSALS: Mapping[str, str] = {
    "lost": "LmsLosesAnswer",
    "broken off": "LmsBreaksOff",
    "object": "LmsRefusesObject",
}
"""The others are refusals of whole requests."""

SLOW_SECOND_PAGE = "every request for page 2 ends in a very slow response"


class Around(Action, frozen=True):
    """An action in certain circumstances."""

    inner: AnyInner
    disturbs = True
    during_run: ClassVar[bool] = False
    """Whether the action happens while the connector performs a daily run."""

    @property
    def weight(self) -> float:  # type: ignore[override]
        return min(each.weight for each in self.parts)

    @property
    def parts(self) -> tuple[Action, ...]:
        """The actions that happen."""
        return (self.inner,)

    @property
    def judged_at(self) -> Level:
        # The article promises a run a day, not that an interrupted one is repeated.
        if self.during_run and isinstance(self.inner, ConnectorRestarts):
            return "derived"
        levels = (self.level, *(each.judged_at for each in self.parts))
        return "derived" if "derived" in levels else self.level

    @property
    def name(self) -> str:
        return f"{type(self).__name__}({', '.join(each.name for each in self.parts)})"

    @property
    def about(self) -> frozenset[str]:
        return frozenset().union(*(each.about for each in self.parts))

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


class BeforeFailedRun(Around, frozen=True):
    """Seconds before a daily run that does not come to its end."""

    side: DownSide
    wait = "an hour"
    needs_own_timers = True

    @property
    def name(self) -> str:
        return f"BeforeFailedRun of {self.side}({self.inner.name})"

    @property
    def failed_run(self) -> FailedRun:
        return FailedRun(self.side)

    def phrases(self) -> tuple[str, ...]:
        soon, *rest = self.failed_run.phrases()
        return (soon, *self.inner.phrases(), *rest)

    def perform(self, world: World) -> None:
        world.advance_to(next_run(world) - BEFORE_RUN)
        self.inner.perform(world)
        self.failed_run.perform(world)

    def simpler(self) -> Iterator[Action]:
        yield self.failed_run
        yield from super().simpler()


class DuringRun(Around, frozen=True):
    """While Percipio takes its time to answer the first or the second page of the daily run."""

    at_second_page: bool = False
    during_run = True
    wait = "an hour"
    needs_own_timers = True

    @property
    def name(self) -> str:
        moment = "DuringSecondPage" if self.at_second_page else "DuringRun"
        return f"{moment}({self.inner.name})"

    def phrases(self) -> tuple[str, ...]:
        begun = "the next daily run has begun"
        if self.at_second_page:
            return (SLOW_SECOND_PAGE, begun, *self.inner.phrases(), ANSWERS["Percipio"])
        slow = f"Percipio takes {SLOW_SECONDS} seconds to answer the next request"
        return (slow, begun, *self.inner.phrases())

    def perform(self, world: World) -> None:
        outages = world.percipio.outages
        if self.at_second_page:
            outages.fail_second_page("a very slow response")
        else:
            outages.delay_next_request(SLOW_SECONDS)
        world.advance_to(next_run(world) + INTO_RUN)
        self.inner.perform(world)
        if self.at_second_page:
            outages.end()

    def simpler(self) -> Iterator[Action]:
        yield from super().simpler()
        if self.at_second_page:
            yield DuringRun(self.inner)


class WhileWriteIsSlow(Around, frozen=True):
    """While the connector waits for the answer to a write: one of the daily run, or one that the
    action itself brings seconds before the run."""

    before_run: bool
    during_run = True
    wait = "minutes"
    needs_own_timers = True

    @property
    def name(self) -> str:
        return f"WhileWriteIsSlow{'BeforeRun' if self.before_run else ''}({self.inner.name})"

    def phrases(self) -> tuple[str, ...]:
        slow = f"360Learning takes {SLOW_SECONDS} seconds to answer the connector's next write"
        moment = SOON if self.before_run else "the next daily run has begun"
        passed, _ = WAITS["an hour"]
        return (slow, moment, *self.inner.phrases(), passed, ANSWERS["360Learning"])

    def perform(self, world: World) -> None:
        world.lms.outages.delay_next_write(SLOW_SECONDS)
        run = next_run(world)
        world.advance_to(run - BEFORE_RUN if self.before_run else run + INTO_RUN)
        self.inner.perform(world)
        let_time_pass(world, "an hour")
        world.lms.outages.end()


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
    """The connector's work for it meets an outage of minutes; something else may happen then, or
    right after it."""

    then: Meanwhile | None = None
    for_writes_only: bool = False
    """Whether it still answers what the connector reads, as during maintenance."""
    then_is_after: bool = False
    """Whether the other thing happens right after the outage."""
    wait = "an hour"
    needs_own_timers = True

    @property
    def name(self) -> str:
        moment = "While" if self.then is None or not self.then_is_after else "UntilAfter"
        kind = f"{moment}Lms{'IsReadOnly' if self.for_writes_only else 'IsDown'}"
        return f"{kind}({', '.join(each.name for each in self.parts)})"

    @property
    def parts(self) -> tuple[Action, ...]:
        return (self.inner,) if self.then is None else (self.inner, self.then)

    @property
    def judged_at(self) -> Level:
        # How soon a connector repeats what a saved filter orders is left open.
        return "derived" if isinstance(self.inner, catalog.FILTERS) else super().judged_at

    def phrases(self) -> tuple[str, ...]:
        then = self.then.phrases() if self.then is not None else ()
        up = "360Learning is up again"
        return (
            *self.inner.phrases(),
            f"360Learning is down{' for writes' if self.for_writes_only else ''}",
            "a few minutes have passed",
            *((up, *then) if self.then_is_after else (*then, up)),
        )

    def perform(self, world: World) -> None:
        self.inner.perform(world)
        world.break_360learning(for_writes_only=self.for_writes_only)
        let_time_pass(world, "minutes")
        if self.then is not None and not self.then_is_after:
            self.then.perform(world)
        world.restore_360learning()
        if self.then is not None and self.then_is_after:
            self.then.perform(world)

    def simpler(self) -> Iterator[Action]:
        if self.then is not None:
            yield msgspec.structs.replace(self, then=None, then_is_after=False)
            if self.then_is_after:
                yield msgspec.structs.replace(self, then_is_after=False)
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

    how: Literal["503", "429", "401", "lost", "broken off", "object"]
    wait = "minutes"
    level = "derived"
    needs_own_timers = True

    @property
    def name(self) -> str:
        return f"{NAMES_OF_REFUSALS.get(self.how, 'LmsRefuses')}({self.inner.name})"

    @property
    def occurs_within(self) -> Wait:
        """The time after which it does not occur any more."""
        # What a daily run brings is refused in that run.
        return "a day" if self.inner.lasts == "nothing" else self.inner.lasts

    def phrases(self) -> tuple[str, ...]:
        passed, _ = WAITS[self.occurs_within]
        return (REFUSALS[self.how], *self.inner.phrases(), passed, ANSWERS["360Learning"])

    def perform(self, world: World) -> None:
        match self.how:
            case "lost":
                world.lms.outages.lose_next_answer()
            case "broken off":
                world.lms.outages.break_off_next_bulk()
            case "object":
                world.lms.outages.refuse_next_object()
            case _:
                world.lms.outages.refuse_once(int(self.how))
        self.inner.perform(world)
        let_time_pass(world, self.occurs_within)
        world.lms.outages.end()
