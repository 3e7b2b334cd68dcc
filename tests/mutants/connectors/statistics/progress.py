"""Mutants: the progress of an attempt."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

from connectors.shared.attempt_changes import (
    MINUTE_MS,
    number_at,
    rewriting,
    shows,
    started_is_done,
)
from connectors.shared.interpretations import misreads
from connectors.shared.statement_changes import part_of_a_course, says, verb_of
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules import statement_interpretation
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.statement_interpretation import StatementFacts, interpret
from reference_impl.rules.statement_parsing import Statement
from reference_impl.rules_table import DEFAULT_RULES
from reference_impl.webhook.webhook import Webhook
from tools.mutants.mutant import Mutant, by_name, clauses


def takes_the_first_hundred_of_a_batch() -> ConnectorUnderTest:
    """Acknowledges the whole batch but stores only the first hundred statements."""
    store = Webhook._store

    async def store_some(self: Webhook, statements: list[Statement]) -> set[str]:
        return await store(self, statements[:100])

    Webhook._store = store_some  # type: ignore[method-assign]
    return InProcessReference()


class _ForgetsItsQueue(InProcessReference):
    async def stop(self) -> None:
        await super().stop()
        if self.store is not None:
            with closing(sqlite3.connect(self.store)) as store, store:
                store.execute("DELETE FROM statements")
                store.execute("DELETE FROM taken_up_to")


def forgets_its_queue() -> ConnectorUnderTest:
    """Keeps accepted statements in memory only."""
    return _ForgetsItsQueue()


def takes_a_reported_hundred_percent_for_completed() -> ConnectorUnderTest:
    """Completes an attempt when a start reports 100 percent."""
    full: set[str] = set()

    def note(statement: Mapping[str, Any]) -> None:
        extensions = statement.get("result", {}).get("extensions", {})
        for name, value in extensions.items():
            reports = "progress" in name.lower() or "percent" in name.lower()
            if reports and isinstance(value, (int, float)) and value >= 100:
                full.add(statement["id"].lower())

    def correction(heard: Sequence[StatementFacts], found: list[Attempt]) -> list[Attempt]:
        for each in sorted(heard, key=lambda meaning: meaning.at):
            number = number_at(found, each.at)
            if each.statement_id in full and found[number].progress != 100:
                found[number] = replace(
                    found[number], progress=100, result="success", completed_at=each.at
                )
        return found

    return rewriting(correction, note)


PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"


def takes_percentages_over() -> ConnectorUnderTest:
    """Shows the exact percentage of progress instead of the three steps."""
    stated: dict[str, int] = {}

    def said(
        statement: Mapping[str, Any], received: datetime, readings: Interpretations = ARTICLE, /
    ) -> StatementFacts | None:
        result = statement.get("result", {})
        percentage = result.get("extensions", {}).get(PROGRESS)
        if percentage is not None:
            stated[statement["id"].lower()] = percentage
        return interpret(statement, received, readings)

    def shown(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE, /
    ) -> list[Attempt]:
        heard = list(meanings)
        percentages = [stated[each.statement_id] for each in heard if each.statement_id in stated]
        made = attempts_of(heard, readings)
        if not percentages or not made or made[-1].completed_at:
            return made
        progress: Any = percentages[-1]
        return [*made[:-1], replace(made[-1], progress=progress)]

    return InProcessReference(replace(DEFAULT_RULES, meaning_of=said, attempts_of=shown))


def is_video(said: StatementFacts, statement: Mapping[str, Any]) -> bool:
    return bool(statement["object"].get("definition", {}).get("type", "").endswith("/video"))


def takes_a_video_for_the_course() -> ConnectorUnderTest:
    """Counts statements about a video as statements about its course."""
    return part_of_a_course(is_video)


def completes_by_a_high_score_or_a_long_time() -> ConnectorUnderTest:
    """Completes an attempt after 50 minutes or with a score above 80 percent."""

    def measured(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        return [
            replace(each, progress=100)
            if (each.score or 0) > 80 or each.time_spent_ms > 50 * MINUTE_MS
            else each
            for each in made
        ]

    return shows(measured)


_COURSE_TYPE = "http://adlnet.gov/expapi/activities/course"


def completes_only_what_is_typed_a_course() -> ConnectorUnderTest:
    """Completes only activities of the type course, so books, channels and benchmarks stay at
    50.
    """

    def meaning_of(
        statement: Mapping[str, Any], received: datetime, readings: Interpretations = ARTICLE
    ) -> StatementFacts | None:
        meaning = statement_interpretation.interpret(statement, received, readings)
        if meaning is None or meaning.status != "Completed":
            return meaning
        kind = statement["object"].get("definition", {}).get("type", _COURSE_TYPE)
        return meaning if kind == _COURSE_TYPE else replace(meaning, status="Started")

    return InProcessReference(replace(DEFAULT_RULES, meaning_of=meaning_of))


def waits_for_satisfied() -> ConnectorUnderTest:
    """Completes only with the verb "satisfied" of Percipio's list, and not with the article's
    verb.
    """
    return says(
        lambda said, statement: replace(
            said, status="Completed" if verb_of(statement) == "satisfied" else "Started"
        )
    )


def leaves_the_first_start_to_the_launch() -> ConnectorUnderTest:
    """Ignores a first start, because a launch has already set the progress to 50."""

    def worth_a_call(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE
    ) -> list[Attempt]:
        found = attempts_of(meanings, readings)
        begun = len(found) == 1 and found[0].progress == 50
        says_no_more = begun and found[0].score is None and not found[0].time_spent_ms
        return [] if says_no_more else found

    return InProcessReference(replace(DEFAULT_RULES, attempts_of=worth_a_call))


def never_puts_an_attempt_back() -> ConnectorUnderTest:
    """Keeps the highest status, even under the interpretation in which a new start resets the
    attempt.
    """
    return misreads("A-REGRESS", "never-back")


def waits_for_a_launch() -> ConnectorUnderTest:
    """Writes an attempt only when it is completed, and relies on a launch in 360Learning to
    create it.
    """
    return shows(lambda made, heard: made if any(each.completed_at for each in made) else [])


def counts_a_start_as_done() -> ConnectorUnderTest:
    """Sets the progress to 100 for a start."""
    return InProcessReference(replace(DEFAULT_RULES, attempts_of=started_is_done))


def begins_a_course_with_any_video() -> ConnectorUnderTest:
    """Counts a video as a start of its course."""
    return part_of_a_course(is_video, status="Started")


MUTANTS = by_name(
    Mutant(
        takes_the_first_hundred_of_a_batch,
        fails=clauses("C047"),
        kind="big batch",
        written_blind=True,
    ),
    Mutant(
        forgets_its_queue,
        fails=clauses("C047"),
        spares=clauses("C014 C015 C049 C050 C059"),
        condition="after a restart",
    ),
    Mutant(
        takes_a_reported_hundred_percent_for_completed,
        fails=clauses("C048"),
        kind="full percentage",
        written_blind=True,
    ),
    Mutant(takes_percentages_over, fails=clauses("C048"), spares=clauses("C049 C050")),
    Mutant(
        takes_a_video_for_the_course,
        fails=clauses("C048 D13"),
        warns=clauses("C051"),
        spares=clauses("C049 C123"),
        kind="all that a part says",
    ),
    Mutant(
        completes_by_a_high_score_or_a_long_time,
        fails=clauses("C048"),
        spares=clauses("C049"),
        collateral_reason="Open attempts with a score or a time occur in many scenarios.",
    ),
    Mutant(
        completes_only_what_is_typed_a_course,
        fails=clauses("C049"),
        kind="other kinds of content",
        written_blind=True,
    ),
    Mutant(waits_for_satisfied, fails=clauses("C049 C122"), spares=clauses("C054 C058")),
    Mutant(
        leaves_the_first_start_to_the_launch,
        fails=clauses("C050 D12"),
        kind="relies on the launch",
        written_blind=True,
    ),
    Mutant(
        never_puts_an_attempt_back,
        warns=clauses("C050"),
        spares=clauses("C018"),
        readings={"A-REGRESS": "newer-start-overwrites"},
    ),
    Mutant(
        waits_for_a_launch,
        fails=clauses("C050 D12"),
        spares=clauses("C049 C059"),
    ),
    Mutant(counts_a_start_as_done, fails=clauses("C050"), spares=clauses("C014 C047 C049 C059")),
    Mutant(
        begins_a_course_with_any_video,
        warns=clauses("C051"),
        spares=clauses("C048 C050"),
        kind="the beginning alone",
    ),
)
