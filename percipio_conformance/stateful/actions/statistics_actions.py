"""Actions on statistics: learners' activity in Percipio, and the delivery of statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Literal

from msgspec.structs import replace

from percipio_conformance.core.text import plural
from percipio_conformance.stateful.actions import field_values
from percipio_conformance.stateful.actions.action import WAITS, Action, let_time_pass
from percipio_conformance.stateful.actions.field_values import Fields
from percipio_conformance.world.world import World

Deed = Literal[
    "starts",
    "works on",
    "completes",
    "reopens",
    "restarts",
    "takes the test of",
    "continues the earlier attempt on",
]

Order = Literal["", ", the last one first", ", each of them twice", ", and all of them again"]

MINUTES_PASSED = (WAITS["minutes"][0],)

NAMES_OF_ORDERS: Mapping[Order, str] = {
    "": "",
    ", the last one first": "Reversed",
    ", each of them twice": "Twice",
    ", and all of them again": "Again",
}

Form = Literal["", " one by one", " in requests at the same time"]

AT_ONCE: Form = " in requests at the same time"


class Enrols(Action, frozen=True):
    weight = 0.4
    learner: str
    needs = {"A-NOMATCH": "accepted"}  # noqa: RUF012 - never written to

    def phrases(self) -> tuple[str, ...]:
        return (f"{self.learner} is a learner of Percipio unknown to 360Learning",)

    def perform(self, world: World) -> None:
        world.percipio.learners.add_unknown_learner(self.learner)


class Leaves(Action, frozen=True):
    """A user is removed from 360Learning."""

    learner: str

    def phrases(self) -> tuple[str, ...]:
        return (f"{self.learner} is removed from 360Learning",)

    def perform(self, world: World) -> None:
        world.lms.users.remove(self.learner)


class Returns(Action, frozen=True):
    """A removed user is invited again."""

    learner: str

    def phrases(self) -> tuple[str, ...]:
        return (f"{self.learner} is invited again to 360Learning",)

    def perform(self, world: World) -> None:
        world.lms.users.invite_again(self.learner)


class GetsAddress(Action, frozen=True):
    """A learner has a new email address on both platforms, possibly with other capitals."""

    learner: str
    address: str
    in_percipio: str | None = None
    """Where it differs from that in 360Learning."""

    def phrases(self) -> tuple[str, ...]:
        return tuple(
            f'{self.learner}\'s email address in {side} is "{address}"'
            for side, address in (
                ("360Learning", self.address),
                ("Percipio", self.in_percipio or self.address),
            )
        )

    def perform(self, world: World) -> None:
        users, address = world.lms.users, self.in_percipio or self.address
        users.rename_in_360learning(self.learner, "email address", self.address)
        users.rename_in_percipio(self.learner, "email address", address)

    def simpler(self) -> Iterator[Action]:
        if self.in_percipio is not None:
            yield GetsAddress(self.learner, self.in_percipio)


class SpellsAddress(Action, frozen=True):
    """Percipio has the learner's email address in other capitals from now on."""

    weight = 0.4
    learner: str
    address: str

    def phrases(self) -> tuple[str, ...]:
        return (f'{self.learner}\'s email address in Percipio is "{self.address}"',)

    def perform(self, world: World) -> None:
        world.lms.users.rename_in_percipio(self.learner, "email address", self.address)


class Does(Action, frozen=True):
    """A learner's action. Time passes after it, so that no two actions have the same time."""

    learner: str
    deed: Deed
    course: str
    score: int | None = None
    minutes: int | None = None
    wait = "minutes"

    @property
    def name(self) -> str:
        return self.deed.title().replace(" ", "")

    def phrases(self) -> tuple[str, ...]:
        score = "" if self.score is None else f", scoring {self.score} %"
        time = "" if self.minutes is None else f", {plural(self.minutes, 'minute')} in all"
        return (f'{self.learner} {self.deed} "{self.course}" in Percipio{score}{time}',)

    def perform(self, world: World) -> None:
        seconds = None if self.minutes is None else self.minutes * 60
        world.percipio.learners.act(
            self.learner, self.deed, self.course, score=self.score, seconds=seconds
        )

    def simpler(self) -> Iterator[Action]:
        # A test is always scored.
        if self.score is not None and self.deed != "takes the test of":
            yield Does(self.learner, self.deed, self.course, None, self.minutes)
        if self.minutes is not None:
            yield Does(self.learner, self.deed, self.course, self.score, None)


class FinishesVideo(Action, frozen=True):
    """A learner finishes a video of a course; 360Learning has no course for the video."""

    learner: str
    course: str
    needs = {"A-UNKNOWN": "accepted"}  # noqa: RUF012

    def phrases(self) -> tuple[str, ...]:
        return (f'{self.learner} finishes a video of "{self.course}" in Percipio',)

    def perform(self, world: World) -> None:
        world.percipio.learners.act(self.learner, "finishes a video of", self.course)


class HundredDaysPass(Action, frozen=True):
    wait = "a day"

    def phrases(self) -> tuple[str, ...]:
        return ("100 days have passed",)

    def perform(self, world: World) -> None:
        world.advance_by(timedelta(days=100))


class Together(Action, frozen=True):
    """Percipio queues the statements about what learners do, and sends them."""

    done: tuple[Does | FinishesVideo, ...]
    order: Order = ""
    form: Form = ""
    wait = "minutes"

    @property
    def parts(self) -> tuple[Action, ...]:
        """What happens; a few minutes pass after what a learner does."""
        return (KeepsBack(), *self.done, self.sends)

    @property
    def sends(self) -> Sends:
        return Sends(self.order, self.form)

    @property
    def name(self) -> str:
        return f"{type(self).__name__}{self.sends.name.removeprefix('Sends')}"

    @property
    def about(self) -> frozenset[str]:
        return frozenset().union(*(each.about for each in self.done))

    def phrases(self) -> tuple[str, ...]:
        return tuple(
            line
            for each in self.parts
            for line in (*each.phrases(), *(MINUTES_PASSED if isinstance(each, Does) else ()))
        )

    def perform(self, world: World) -> None:
        for each in self.parts:
            each.perform(world)
            if isinstance(each, Does):
                let_time_pass(world, each.lasts)

    def simpler(self) -> Iterator[Action]:
        if len(self.done) > 1:
            for place in range(len(self.done)):
                yield replace(self, done=(*self.done[:place], *self.done[place + 1 :]))
        for sends in self.sends.simpler():
            yield replace(self, order=sends.order, form=sends.form)
        yield from self.done


class SetsStatementFields(Action, frozen=True):
    """Fields of the next statements have other values, none of which means anything."""

    weight = 0.4
    fields: Fields

    @property
    def values(self) -> tuple[str, ...]:
        return field_values.listed(self.fields)

    def phrases(self) -> tuple[str, ...]:
        return field_values.phrases("its statements", self.fields)

    def perform(self, world: World) -> None:
        world.percipio.learners.set_statement_fields(field_values.decoded(self.fields))

    def simpler(self) -> Iterator[Action]:
        for fields in field_values.fewer(self.fields):
            if fields:
                yield SetsStatementFields(fields)


class KeepsBack(Action, frozen=True):
    weight = 0.4

    def phrases(self) -> tuple[str, ...]:
        return ("Percipio queues its statements",)

    def perform(self, world: World) -> None:
        world.percipio.statement_queue.hold()


class Sends(Action, frozen=True):
    order: Order
    form: Form = ""
    wait = "minutes"

    @property
    def name(self) -> str:
        at_once = "AtOnce" if self.form == AT_ONCE else ""
        return f"Sends{at_once}{NAMES_OF_ORDERS[self.order]}"

    @property
    def reorders(self) -> bool:
        """Whether a later statement may arrive first."""
        return self.form == AT_ONCE or self.order == ", the last one first"

    @property
    def repeats(self) -> bool:
        """Whether a statement arrives twice."""
        return self.order in (", each of them twice", ", and all of them again")

    def phrases(self) -> tuple[str, ...]:
        return (f"Percipio sends the queued statements{self.form}{self.order}",)

    def perform(self, world: World) -> None:
        world.percipio.statement_queue.release(self.order, self.form)

    def simpler(self) -> Iterator[Sends]:
        if self.order:
            yield Sends("", self.form)
        if self.form:
            yield Sends(self.order)
