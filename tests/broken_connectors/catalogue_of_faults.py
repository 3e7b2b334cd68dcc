"""Deliberately broken connectors: the reference with one part exchanged, or one bad habit.

Each is named after what it does wrong and says how a real connector comes to do it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncGenerator, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

from harness.subject import InProcessReference, Subject
from reference_impl.attempts import Attempt, attempts_of
from reference_impl.catalogue import CatalogueReader, Page
from reference_impl.items import Item
from reference_impl.parts import REFERENCE
from reference_impl.statements import Meaning


def six_in_utc(after: datetime, reading: str) -> datetime:
    six = datetime.combine(after.date(), time(6), UTC)
    return six if six > after else six + timedelta(days=1)


def last_six_in_utc(at: datetime, reading: str) -> datetime:
    return six_in_utc(at, reading) - timedelta(days=1)


def runs_at_six_utc() -> Subject:
    """A scheduler that runs in UTC and was told "6 AM"."""
    return InProcessReference(replace(REFERENCE, next_run=six_in_utc, last_due=last_six_in_utc))


async def first_page_only(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
    async for page in CatalogueReader.pages(reader):
        yield page
        return


def stops_after_page_one() -> Subject:
    """A pull written against a demonstration tenant with 40 items."""
    return InProcessReference(replace(REFERENCE, pages=first_page_only))


def makes_a_second_course() -> Subject:
    """An external id made anew in each run instead of the item's own."""
    numbers = count()

    def fresh_identity(item: Item) -> str:
        return f"{item.id}-{next(numbers)}"

    return InProcessReference(replace(REFERENCE, identity=fresh_identity))


def drops_what_it_acknowledged() -> Subject:
    """A webhook that answers 200 and hands the statement to nobody."""
    return InProcessReference(replace(REFERENCE, keeps=lambda statement: False))


class _ForgetsItsQueue(InProcessReference):
    async def stop(self) -> None:
        await super().stop()
        if self.store is not None:
            with sqlite3.connect(self.store) as store:
                store.execute("DELETE FROM statements")


def forgets_its_queue() -> Subject:
    """A queue of accepted statements that lives in memory and dies with the process."""
    return _ForgetsItsQueue()


def started_is_done(meanings: Iterable[Meaning], last_activity: Any = None) -> list[Attempt]:
    made = attempts_of(meanings) if last_activity is None else attempts_of(meanings, last_activity)
    return [replace(each, progress=100) for each in made]


def counts_a_start_as_done() -> Subject:
    """A mapping that knows one progress value: there is an attempt, so it is 100."""
    return InProcessReference(replace(REFERENCE, attempts_of=started_is_done))


STATISTICS = frozenset({"C014", "C015", "C016", "C047", "C049", "C050", "C059", "C030"})


@dataclass(frozen=True)
class Fault:
    """One broken connector: which must clauses it breaks, and which derived ones follow."""

    make: Callable[[], Subject]
    fails: frozenset[str]
    warns: frozenset[str] = frozenset()


FAULTS = {
    fault.make.__name__: fault
    for fault in (
        Fault(runs_at_six_utc, frozenset({"C013"})),
        Fault(stops_after_page_one, frozenset({"C028"}), frozenset({"D05", "D16"})),
        Fault(makes_a_second_course, frozenset({"C029", "C030"}), frozenset({"D04", "D05", "D07"})),
        # With nothing kept, every promise about statistics is broken: no other is.
        Fault(drops_what_it_acknowledged, STATISTICS),
        Fault(forgets_its_queue, frozenset({"C047"})),
        Fault(counts_a_start_as_done, frozenset({"C050"})),
    )
}
