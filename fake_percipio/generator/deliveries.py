"""An order of statements, and their deliveries in the order in which they would arrive."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

import orjson

from fake_percipio.catalog.generator import generate
from fake_percipio.catalog.items import Item
from fake_percipio.core.ids import drawn_uuid
from fake_percipio.generator.faults import FAULTS, rates
from fake_percipio.generator.history import History
from fake_percipio.generator.people import generated_people
from fake_percipio.generator.titles import title_of
from fake_percipio.generator.wording import ActorId, article_wording
from fake_percipio.xapi.events import LearnerEvent
from fake_percipio.xapi.statements import Statement, statement_of

FIRST_DAY = date(2026, 1, 12)
ITEMS = 25
"""How many items ``percipio-conformance serve`` offers; with the same seed they are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorOptions:
    """The options of the generator.

    Raises:
        ValueError: a number below 0, no items to learn, or faults that are none.
    """

    learners: int
    days: int
    seed: int = 0
    actor_id: ActorId = "Mbox"
    items: Sequence[Item] | None = field(default=None, repr=False)
    """The catalog; None for ``ITEMS`` made-up ones of the same seed."""
    first_day: date = FIRST_DAY
    faults: Mapping[str, float] = field(default_factory=dict)
    """Rate by kind, over the usual rates of the table of faults."""
    domain: str = "acme"

    def __post_init__(self) -> None:
        for name, number in (("learners", self.learners), ("days", self.days)):
            if number < 0:
                raise ValueError(f"{name}: 0 or more, not {number}")
        if self.items is not None and not self.items:
            raise ValueError("the catalog holds no items, so there is nothing to learn")
        rates(self.faults)


class Delivery(NamedTuple):
    """One statement on its way: ``body`` is what is sent, without a line break.

    ``fault`` names its row in the table of faults, None for an ordinary statement. A duplicate
    and a conflict follow an ordinary delivery with the same id.
    """

    at: datetime
    number: int
    body: bytes
    fault: str | None


def deliveries(order: GeneratorOptions) -> Iterator[Delivery]:
    """All deliveries, earliest first; only one day is in memory at a time."""
    rng = Random(f"statements/{order.seed}")
    titles = [title_of(each) for each in order.items or generate(ITEMS, order.seed)]
    wanted = rates(order.faults)
    share = wanted.pop("no-email", 0.0)
    people = generated_people(order.learners, order.seed, without_email=share)
    histories = [History(each, titles, rng) for each in people]
    dispatch = _Dispatch(order, wanted, rng)
    first = datetime.combine(order.first_day, time(), UTC)
    for number in range(order.days):
        midnight = first + timedelta(days=number)
        for history in histories:
            for event in history.day(midnight):
                dispatch.take(event)
        yield from dispatch.until(midnight + timedelta(days=1))
    yield from dispatch.remaining()


class _Dispatch:
    """Creates statements from events, some of them faulty, and keeps them until they are due."""

    def __init__(self, order: GeneratorOptions, wanted: Mapping[str, float], rng: Random) -> None:
        self._rng = rng
        self._domain = order.domain
        self._configuration = article_wording(order.actor_id)
        self._kinds = list(wanted)
        self._bounds = list(accumulate(wanted.values()))
        self._most = self._bounds[-1] if self._bounds else 0.0
        self._waiting: list[Delivery] = []
        self._number = 0

    def take(self, event: LearnerEvent) -> None:
        rng = self._rng
        said = statement_of(
            event, self._configuration, domain=self._domain, statement_id=drawn_uuid(rng)
        )
        # Near real time: seconds (C015).
        at = event.at + timedelta(milliseconds=500 + int(rng.random() * 20_000))
        luck = rng.random()
        if luck >= self._most:
            self._put(at, orjson.dumps(said), None)
        else:
            self._amiss(self._kinds[bisect_right(self._bounds, luck)], at, said)

    def until(self, end: datetime) -> list[Delivery]:
        """Deliveries before ``end``, in order."""
        self._waiting.sort()
        count = bisect_right(self._waiting, end, key=lambda each: each.at)
        due, self._waiting = self._waiting[:count], self._waiting[count:]
        return due

    def remaining(self) -> list[Delivery]:
        """Remaining deliveries, in order."""
        return sorted(self._waiting)

    def _put(self, at: datetime, body: bytes, fault: str | None) -> None:
        self._number += 1
        self._waiting.append(Delivery(at, self._number, body, fault))

    def _amiss(self, kind: str, at: datetime, said: Statement) -> None:
        luck = self._rng.random()
        later = at + timedelta(seconds=1 + int(luck * 86_400))
        encode = FAULTS[kind].encode
        match kind:
            case "late":
                self._put(at + timedelta(days=1 + luck * 2), orjson.dumps(said), kind)
            case "out-of-order":
                self._put(at + timedelta(minutes=5 + luck * 175), orjson.dumps(said), kind)
            case "duplicate":
                body = orjson.dumps(said)
                self._put(at, body, None)
                self._put(later, body, kind)
            case "conflict" if encode is not None:
                self._put(at, orjson.dumps(said), None)
                self._put(later, encode(said, self._rng), kind)
            case _:
                assert encode is not None, kind
                self._put(at, encode(said, self._rng), kind)
