"""Mutants: the time spent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from connectors.shared.attempt_changes import MINUTE_MS, number_at, rewriting, shows
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules import attempts
from reference_impl.rules import statement_interpretation as statements
from reference_impl.rules.attempts import Attempt
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.statement_interpretation import StatementFacts
from reference_impl.rules.timestamps import format_timestamp
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses

_DAY_MS = 24 * 60 * 60 * 1000


def forgets_whole_days() -> ConnectorUnderTest:
    """Ignores the days of a duration."""

    def meaning_of(
        statement: Mapping[str, Any], received: datetime, readings: Interpretations = ARTICLE, /
    ) -> StatementFacts | None:
        meaning = statements.interpret(statement, received, readings)
        if meaning is None or meaning.duration_ms is None:
            return meaning
        return replace(meaning, duration_ms=meaning.duration_ms % _DAY_MS)

    return InProcessReference(replace(DEFAULT_RULES, meaning_of=meaning_of))


def counts_a_minute_for_a_visit() -> ConnectorUnderTest:
    """Sets the time spent to at least one minute for an attempt that has only a start."""

    def at_least(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        if len(heard) > 1 or made[0].completed_at:
            return made
        return [replace(made[0], time_spent_ms=max(made[0].time_spent_ms, MINUTE_MS))]

    return shows(at_least)


def counts_whole_minutes() -> ConnectorUnderTest:
    """Stores durations in whole minutes."""
    return shows(
        lambda made, heard: [
            replace(each, time_spent_ms=each.time_spent_ms // 60_000 * 60_000) for each in made
        ]
    )


def takes_seconds_for_milliseconds() -> ConnectorUnderTest:
    """Writes seconds into the field for milliseconds."""
    return shows(
        lambda made, heard: [
            replace(each, time_spent_ms=each.time_spent_ms // 1_000) for each in made
        ]
    )


def lets_the_last_duration_win() -> ConnectorUnderTest:
    """Uses the duration of the statement that arrived last."""

    def latest(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        times = [each.duration_ms for each in heard if each.duration_ms is not None]
        return [replace(made[0], time_spent_ms=times[-1] if times else 0), *made[1:]]

    return shows(latest)


def adds_attempts_up() -> ConnectorUnderTest:
    """Adds the durations of all attempts on the first one."""

    def summed(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        times: dict[str | None, int] = {}
        for each in sorted(heard, key=lambda said: said.at):
            if each.duration_ms is not None:
                times[each.registration] = each.duration_ms
        return [replace(made[0], time_spent_ms=sum(times.values())), *made[1:]]

    return shows(summed)


def compares_times_as_text() -> ConnectorUnderTest:
    """Compares timestamps as text, including the time zone, to find the newest duration."""
    written: dict[str, str] = {}

    def meaning_of(
        statement: Mapping[str, Any], received: datetime, readings: Interpretations = ARTICLE, /
    ) -> StatementFacts | None:
        meaning = statements.interpret(statement, received, readings)
        if meaning is not None:
            written[meaning.statement_id] = statement.get("timestamp", format_timestamp(received))
        return meaning

    def attempts_of(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE, /
    ) -> list[Attempt]:
        heard = list(meanings)
        found = attempts.attempts_of(heard, readings)
        timed = [each for each in heard if each.duration_ms is not None]
        if found and timed:
            newest = max(timed, key=lambda each: written[each.statement_id])
            found[0] = replace(found[0], time_spent_ms=newest.duration_ms or 0)
        return found

    return InProcessReference(
        replace(DEFAULT_RULES, meaning_of=meaning_of, attempts_of=attempts_of)
    )


def first_time(change: Callable[[list[int]], int]) -> ConnectorUnderTest:
    def timed(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        times = [each.duration_ms for each in heard if each.duration_ms is not None]
        return [replace(made[0], time_spent_ms=change(times)), *made[1:]]

    return shows(timed)


def adds_durations_up() -> ConnectorUnderTest:
    """Adds reported durations, although each one is a total."""
    return first_time(sum)


def keeps_the_longest_duration() -> ConnectorUnderTest:
    """Keeps the longest duration, so the shorter time after a restart is ignored."""
    return first_time(lambda times: max(times, default=0))


def puts_the_time_on_the_first_attempt_that_reports_one() -> ConnectorUnderTest:
    """Writes the time to the first attempt that reports one instead of to the first attempt."""

    def correction(heard: Sequence[StatementFacts], found: list[Attempt]) -> list[Attempt]:
        timed = [number_at(found, each.at) for each in heard if each.duration_ms is not None]
        first = min(timed, default=0)
        return [
            replace(each, time_spent_ms=found[0].time_spent_ms if number == first else 0)
            for number, each in enumerate(found)
        ]

    return rewriting(correction)


MUTANTS = by_name(
    Mutant(forgets_whole_days, fails=clauses("C054"), kind="big number", written_blind=True),
    Mutant(
        counts_a_minute_for_a_visit,
        fails=clauses("C054"),
        collateral_reason="Attempts without a time are listed in many scenarios.",
    ),
    Mutant(counts_whole_minutes, fails=clauses("C054"), spares=clauses("C055 C056")),
    Mutant(
        takes_seconds_for_milliseconds,
        fails=clauses("C054 C055"),
        spares=clauses("C052 C056"),
        collateral=dict.fromkeys(
            clauses("C010 C111 C124 C149 D01 D02 D09 D14"),
            "Wherever the figures of an attempt are listed, its time is one of them.",
        ),
    ),
    Mutant(
        lets_the_last_duration_win,
        fails=clauses("C055 D02"),
        spares=clauses("C052 C054"),
        kind="the time",
    ),
    Mutant(
        adds_attempts_up,
        fails=clauses("C055"),
        spares=clauses("C052 C054"),
        kind="attempts are added up",
        collateral={"C010": "The list of all attempts shows their times as well."},
    ),
    Mutant(compares_times_as_text, fails=clauses("C055"), kind="time zones", written_blind=True),
    Mutant(
        adds_durations_up,
        fails=clauses("C055 D02"),
        spares=clauses("C054 C056"),
        kind="reports are added up",
    ),
    Mutant(keeps_the_longest_duration, fails=clauses("C055"), spares=clauses("C054 C056")),
    Mutant(
        puts_the_time_on_the_first_attempt_that_reports_one,
        fails=clauses("C056"),
        kind="first attempt without time",
        written_blind=True,
    ),
)
