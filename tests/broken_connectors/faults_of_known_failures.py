"""Broken connectors: where real ones are known to fail, in a second way besides the others'.

The table in ``known_failures`` says what each topic has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from weakref import WeakKeyDictionary

import httpx
from bad_habits import Hands, around_each_run
from fault import Fault, clauses, named
from faults_of_identification import find_learners, finds
from faults_of_meaning import says
from faults_of_retention import _Seen, archive_courses_of
from faults_of_statistics import shows

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.jobs import statement_delivery
from reference_impl.jobs.statement_delivery import Delivery
from reference_impl.lms.client import Lms
from reference_impl.percipio import catalog_reader
from reference_impl.percipio.catalog_reader import CatalogueReader, Failure, Page
from reference_impl.rules.attempts import Attempt
from reference_impl.rules.course_decision import Fate, fate_of
from reference_impl.rules.errors import CatalogueError
from reference_impl.rules.items import Item
from reference_impl.rules.statement_interpretation import Meaning
from reference_impl.rules_table import REFERENCE

# Courses


def forgets_what_it_archived() -> Subject:
    """The key of an archived course is taken for used up, so what comes back gets a new one."""
    archived: Counter[str] = Counter()

    def counted(known: Any, **rest: Any) -> Fate:
        fate = fate_of(known, **rest)
        if fate.archive is not None:
            archived[known.external_id] += 1
        return replace(fate, write=True) if fate.restore else fate

    def identity(item: Item) -> str:
        return f"{item.id}-{archived[item.id]}" if archived[item.id] else item.id

    return InProcessReference(replace(REFERENCE, fate_of=counted, identity=identity))


class _Broken(_Seen):
    """Notes as well whether the present run broke off."""

    def __init__(self) -> None:
        super().__init__()
        self.off = False

    async def pages(self, reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        self.off = False
        try:
            async for page in super().pages(reader):
                yield page
        except CatalogueError:
            self.off = True
            raise


def mirrors_what_a_broken_run_returned() -> Subject:
    """Cleaning up is done at the end of a run, however it came to its end."""
    seen = _Broken()

    async def clean_up(hands: Hands) -> None:
        if seen.off:
            await archive_courses_of(hands, sorted(seen.ever - seen.now))

    around_each_run(after=clean_up)
    return InProcessReference(replace(REFERENCE, pages=seen.pages))


def empties_the_shelf_first() -> Subject:
    """Truncate and reload: everything is taken down, and put up again once all is read."""
    seen = _Broken()
    taken: list[str] = []

    async def take_down(hands: Hands) -> None:
        courses = await hands.courses(**{"status[eq]": "published"})
        taken[:] = [each.id for each in courses]
        for each in courses:
            await hands.archive(each)

    async def put_up(hands: Hands) -> None:
        for course in taken if not seen.off else ():
            path = f"/api/v2/courses/{course}/archive"
            await hands.lms.request("PUT", path, body=b'{"archived":false}')

    around_each_run(before=take_down, after=put_up)
    return InProcessReference(replace(REFERENCE, pages=seen.pages))


def asks_no_further_without_a_total() -> Subject:
    """The number of pages is reckoned from a header that no document promises."""
    more_after = catalog_reader.more_after

    def reckoned(offset: int, count: int, facts: Any) -> bool:
        return facts.total is not None and more_after(offset, count, facts)

    catalog_reader.more_after = reckoned
    return InProcessReference()


def answers_429_with(page: Page | Failure) -> Subject:
    read = CatalogueReader._read

    def reading(self: CatalogueReader, response: httpx.Response) -> Page | Failure:
        slow_down = response.status_code == httpx.codes.TOO_MANY_REQUESTS
        return page if slow_down else read(self, response)

    CatalogueReader._read = reading  # type: ignore[method-assign]
    return InProcessReference()


def takes_slow_down_for_no() -> Subject:
    """Whatever begins with a 4 is an error of ours, and errors of ours are not repeated."""
    return answers_429_with(Failure("Percipio answered 429", passing=False))


def takes_slow_down_for_nothing() -> Subject:
    """An answer without items ends the catalogue, and nobody looks at its status."""
    return answers_429_with(Page([], catalog_reader.PagingFacts(), b""))


# Learners


def keeps_the_match_of_the_first_day() -> Subject:
    """Who was found once is remembered by the identifier, and nobody is looked for again."""
    matched: WeakKeyDictionary[Lms, dict[str, list[str]]] = WeakKeyDictionary()

    async def found(lms: Lms, method: Any, identifiers: Any, **more: Any) -> dict[str, list[str]]:
        known = matched.setdefault(lms, {})
        now = await find_learners(lms, method, identifiers, **more)
        for key, ids in now.items():
            if len(ids) == 1:
                known.setdefault(key, ids)
        return {key: known.get(key, ids) for key, ids in now.items()}

    statement_delivery.find_learners = found
    return InProcessReference()


def lowers_addresses_on_one_side() -> Subject:
    """Percipio's addresses are made small, and users are kept as they were typed in."""

    def as_typed(found: dict[str, list[str]]) -> dict[str, list[str]]:
        return {key: ids if key == key.lower() else [] for key, ids in found.items()}

    return finds(as_typed)


# Figures


def lets_the_last_status_win() -> Subject:
    """An update of one column for each statement, in the order in which they come."""

    def latest(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        if heard[-1].status == "Completed":
            return made
        return [*made[:-1], replace(made[-1], progress=50, result=None, completed_at=None)]

    return shows(latest)


def lets_the_last_duration_win() -> Subject:
    """The time is written over by each statement, in the order in which they come."""

    def latest(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        times = [each.duration_ms for each in heard if each.duration_ms is not None]
        return [replace(made[0], time_spent_ms=times[-1] if times else 0), *made[1:]]

    return shows(latest)


def adds_attempts_up() -> Subject:
    """The time on the first attempt is taken for that of all of them together."""

    def summed(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        times: dict[str | None, int] = {}
        for each in sorted(heard, key=lambda said: said.at):
            if each.duration_ms is not None:
                times[each.registration] = each.duration_ms
        return [replace(made[0], time_spent_ms=sum(times.values())), *made[1:]]

    return shows(summed)


def keeps_the_day_alone() -> Subject:
    """Dates pass through a column without a time of day."""
    return says(lambda said, _: replace(said, at=said.at.replace(hour=0, minute=0, second=0)))


def adds_the_hour_of_its_server() -> Subject:
    """Times are read as those of the server's own zone, which is an hour away."""
    return says(lambda said, _: replace(said, at=said.at - timedelta(hours=1)))


def score_in(statement: Mapping[str, Any]) -> Mapping[str, Any]:
    score: Mapping[str, Any] = statement.get("result", {}).get("score", {})
    return score


def takes_points_for_percent() -> Subject:
    """The raw score is shown as it comes: the first course had a maximum of 100."""

    def raw(said: Meaning, statement: Mapping[str, Any]) -> Meaning:
        points = score_in(statement).get("raw")
        return said if points is None else replace(said, score=round(points))

    return says(raw)


def cuts_percentages_off() -> Subject:
    """A fraction times a hundred, made an integer by throwing the rest away."""

    def cut(said: Meaning, statement: Mapping[str, Any]) -> Meaning:
        scaled = score_in(statement).get("scaled")
        return said if scaled is None else replace(said, score=int(scaled * 100))

    return says(cut)


def loses_what_arrives_together() -> Subject:
    """A thread for each statement reads, reckons and writes, and the last to write wins."""
    resolve, attempts = Delivery._resolve, Delivery._attempts_of
    together: dict[tuple[str, str], int] = {}

    def resolving(self: Delivery, *arguments: Any) -> Any:
        pairs = resolve(self, *arguments)
        together.clear()
        together.update({pair: len(numbers) for pair, numbers in pairs.items()})
        return pairs

    def alone(self: Delivery, user_id: str, external_id: str) -> list[Attempt]:
        statements = self._store.statements
        number = together.get((user_id, external_id), 1)
        of: Callable[[str, str], Sequence[Any]] = statements.of

        def seen(*pair: str) -> list[Any]:
            heard = list(of(*pair))
            return [*heard[:-number], heard[-1]] if number > 1 else heard

        statements.of = seen  # type: ignore[method-assign,assignment]
        try:
            return attempts(self, user_id, external_id)
        finally:
            del statements.of

    Delivery._resolve = resolving  # type: ignore[method-assign]
    Delivery._attempts_of = alone  # type: ignore[method-assign]
    return InProcessReference()


FAULTS = named(
    Fault(
        forgets_what_it_archived,
        fails=clauses("C030"),
        spares=clauses("C018 C038"),
        kind="a new key after archiving",
        condition="on the second day",
    ),
    Fault(
        mirrors_what_a_broken_run_returned,
        fails=clauses("D05"),
        spares=clauses("C039 D16"),
        kind="a broken-off pull is mirrored",
        condition="past the first page",
        collateral=dict.fromkeys(
            clauses("C012 C013 C077"), "A run breaks off there as well, and takes courses away."
        ),
    ),
    Fault(
        empties_the_shelf_first,
        fails=clauses("D05"),
        spares=clauses("C028 D16"),
        kind="everything is taken away first",
        condition="past the first page",
    ),
    Fault(
        asks_no_further_without_a_total,
        fails=clauses("C028"),
        spares=clauses("D05 D16"),
        kind="no total, no next page",
        condition="past the first page",
    ),
    Fault(
        takes_slow_down_for_no,
        warns=clauses("D16"),
        spares=clauses("C028 C029"),
        kind="no second try",
    ),
    Fault(
        takes_slow_down_for_nothing,
        warns=clauses("D16"),
        spares=clauses("C028 C029"),
        kind="the end of the catalogue",
    ),
    Fault(
        keeps_the_match_of_the_first_day,
        fails=clauses("C111 D09"),
        spares=clauses("C108"),
        kind="the match of another day is kept",
        condition="on the second day",
    ),
    Fault(
        lowers_addresses_on_one_side,
        warns=clauses("C104"),
        spares=clauses("C105 C120"),
        kind="made small on one side alone",
    ),
    Fault(
        lets_the_last_status_win,
        fails=clauses("D02"),
        warns=clauses("C149"),
        spares=clauses("C052 C054"),
        kind="by the order of arrival",
    ),
    Fault(
        lets_the_last_duration_win,
        fails=clauses("C055 D02"),
        spares=clauses("C052 C054"),
        kind="the time",
    ),
    Fault(
        adds_attempts_up,
        fails=clauses("C055"),
        spares=clauses("C052 C054"),
        kind="attempts are added up",
        collateral={"C010": "The list of all attempts shows their times as well."},
    ),
    Fault(
        keeps_the_day_alone,
        fails=clauses("C057"),
        spares=clauses("C049 C059"),
        kind="the day alone",
        collateral=dict.fromkeys(
            clauses("C010 C052 C053 C055 C151 D02"),
            "Statements of one day have no order any more, and the newest is any of them.",
        ),
    ),
    Fault(
        adds_the_hour_of_its_server,
        fails=clauses("C057"),
        spares=clauses("C049 C059"),
        kind="a wrong time zone",
    ),
    Fault(
        takes_points_for_percent,
        warns=clauses("C052"),
        spares=clauses("C053 C054"),
        kind="points for percent",
        readings={"A-SCORE": "scaled-first"},
    ),
    Fault(
        cuts_percentages_off,
        warns=clauses("C052"),
        spares=clauses("C053 C054"),
        kind="cut off instead of rounded",
    ),
    Fault(
        loses_what_arrives_together,
        fails=clauses("D02"),
        spares=clauses("C049 D01"),
        kind="the last to write wins",
        condition="under concurrency",
    ),
)
