"""Broken connectors: progress, result, score and time of an attempt, and what a verb means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from fault import Fault, clauses, named
from faults_of_meaning import says, verb_of
from faults_of_statistics import shows

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.lms.attempt_writer import AttemptWriter, Pair
from reference_impl.lms.bulk import Result
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.interpretations import ARTICLE, Readings
from reference_impl.rules.statement_interpretation import Meaning, meaning_of
from reference_impl.rules_table import REFERENCE

MINUTE_MS = 60_000


def completes_by_a_high_score_or_a_long_time() -> Subject:
    """A course that is open after 50 minutes, or with a score above 80 percent, is done."""

    def measured(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        return [
            replace(each, progress=100)
            if (each.score or 0) > 80 or each.time_spent_ms > 50 * MINUTE_MS
            else each
            for each in made
        ]

    return shows(measured)


def shows_no_score() -> Subject:
    """The field for the score was left out of the message to 360Learning."""
    return shows(lambda made, heard: [replace(each, score=None) for each in made])


def shows_a_missing_score_as_zero() -> Subject:
    """The score is a number in the database and begins with 0."""
    return shows(lambda made, heard: [replace(each, score=each.score or 0) for each in made])


def takes_the_score_of_the_newest_statement() -> Subject:
    """A row is overwritten by each statement, also by one that has no score."""

    def newest(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        last = max(heard, key=lambda said: said.at)
        return [replace(each, score=last.score) for each in made]

    return shows(newest)


def counts_a_minute_for_a_visit() -> Subject:
    """Who has begun a course and sends nothing else has spent at least one minute on it."""

    def at_least(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        if len(heard) > 1 or made[0].completed_at:
            return made
        return [replace(made[0], time_spent_ms=max(made[0].time_spent_ms, MINUTE_MS))]

    return shows(at_least)


def calls_every_attempt_a_success() -> Subject:
    """The result is filled in when the attempt is made, not when it is completed."""
    return shows(lambda made, heard: [replace(each, result="success") for each in made])


def shows_the_verb_failed_as_a_result() -> Subject:
    """The verb failed is taken over as the result of the attempt."""
    failed: set[str] = set()

    def said(
        statement: Mapping[str, Any], received: datetime, readings: Readings = ARTICLE, /
    ) -> Meaning | None:
        meaning = meaning_of(statement, received, readings)
        if meaning is not None and verb_of(statement) == "failed":
            failed.add(meaning.statement_id)
        return meaning

    def shown(meanings: Iterable[Meaning], readings: Readings = ARTICLE, /) -> list[Attempt]:
        heard = list(meanings)
        made = attempts_of(heard, readings)
        result: Any = "failed"
        if made and any(each.statement_id in failed for each in heard):
            return [*made[:-1], replace(made[-1], result=result)]
        return made

    return InProcessReference(replace(REFERENCE, meaning_of=said, attempts_of=shown))


def ignores_every_test() -> Subject:
    """Statements about tests are taken for parts of a course and are not stored."""

    def said(
        statement: Mapping[str, Any], received: datetime, readings: Readings = ARTICLE, /
    ) -> Meaning | None:
        meaning = meaning_of(statement, received, readings)
        return None if meaning is None or meaning.is_assessment else meaning

    return InProcessReference(replace(REFERENCE, meaning_of=said))


def takes_every_verb_for_completed() -> Subject:
    """The verb is not read: a statement about a course means that it is completed."""
    return says(lambda said, _: replace(said, status="Completed"))


class _Status(msgspec.Struct, rename={"id": "_id"}):
    id: str
    status: str = ""


def leaves_archived_courses_out() -> Subject:
    """Statistics are written for published courses alone."""
    write = AttemptWriter.write

    async def write_published(
        self: AttemptWriter, attempts: Mapping[Pair, Sequence[Attempt]]
    ) -> dict[Pair, Result]:
        query = {"type[eq]": "external", "status[eq]": "published"}
        published = {each.id async for each in self._lms.each("/api/v2/courses", _Status, query)}
        kept = {
            pair: some
            for pair, some in attempts.items()
            if self._courses.id_of(pair[1]) in published
        }
        written = await write(self, kept) if kept else {}
        left_out: Any = msgspec.convert({"status": "success"}, _LeftOut)
        return {pair: written.get(pair, left_out) for pair in attempts}

    AttemptWriter.write = write_published  # type: ignore[method-assign]
    return InProcessReference()


class _LeftOut(msgspec.Struct):
    """Stands for the result of an attempt that is not written."""

    status: str


FAULTS = named(
    Fault(
        completes_by_a_high_score_or_a_long_time,
        fails=clauses("C048"),
        spares=clauses("C049"),
        besides="Open attempts with a score or a time occur in many scenarios.",
    ),
    Fault(
        shows_no_score,
        fails=clauses("C052"),
        spares=clauses("C049 C054"),
        besides="The score is one of the values of every attempt that is listed.",
    ),
    Fault(
        shows_a_missing_score_as_zero,
        fails=clauses("C052"),
        spares=clauses("C049 C054"),
        besides="Attempts without a score are listed in many scenarios.",
    ),
    Fault(
        takes_the_score_of_the_newest_statement,
        fails=clauses("C052"),
        spares=clauses("C049 C054"),
        kind="a statement without a score",
    ),
    Fault(
        counts_a_minute_for_a_visit,
        fails=clauses("C054"),
        besides="Attempts without a time are listed in many scenarios.",
    ),
    Fault(
        calls_every_attempt_a_success,
        fails=clauses("C060"),
        spares=clauses("C058 C059"),
        besides="Open attempts are listed with their result in many scenarios.",
    ),
    Fault(shows_the_verb_failed_as_a_result, fails=clauses("C058"), spares=clauses("C049")),
    Fault(ignores_every_test, fails=clauses("C123"), spares=clauses("C049 D13")),
    Fault(
        takes_every_verb_for_completed,
        fails=clauses("C126"),
        besides="Whoever begins a course has completed it.",
    ),
    Fault(leaves_archived_courses_out, warns=clauses("C125"), spares=clauses("C049")),
)
