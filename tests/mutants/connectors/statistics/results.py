"""Mutants: dates and results of an attempt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors.shared.attempt_changes import number_at, rewriting, shows
from connectors.shared.interpretations import misreads
from connectors.shared.statement_changes import says, verb_of
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules import statement_interpretation
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.interpretations import ARTICLE, Interpretations
from reference_impl.rules.statement_interpretation import StatementFacts, interpret
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def keeps_the_day_alone() -> ConnectorUnderTest:
    """Stores dates without the time of day."""
    return says(lambda said, _: replace(said, at=said.at.replace(hour=0, minute=0, second=0)))


def adds_the_hour_of_its_server() -> ConnectorUnderTest:
    """Reads times in the time zone of its server, an hour away from UTC."""
    return says(lambda said, _: replace(said, at=said.at - timedelta(hours=1)))


def takes_every_timestamp_for_utc() -> ConnectorUnderTest:
    """Ignores the offset of timestamps."""

    def without_its_offset(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    statement_interpretation.parse_timestamp = without_its_offset  # type: ignore[attr-defined]
    return InProcessReference()


def dates_by_arrival() -> ConnectorUnderTest:
    """Uses the time of the request instead of the statement's timestamp."""

    def said(
        statement: Mapping[str, Any], received: datetime, readings: Interpretations = ARTICLE, /
    ) -> StatementFacts | None:
        made = interpret(statement, received, readings)
        return None if made is None else replace(made, at=received)

    return InProcessReference(replace(DEFAULT_RULES, meaning_of=said))


def prefers_the_completion() -> ConnectorUnderTest:
    """Uses the date of the completion instead of the last access."""
    return misreads("A-LASTACT", "completion-first")


def prefers_the_completion_to_a_later_look() -> ConnectorUnderTest:
    """Keeps the date of the completion after a later visit."""
    return misreads("A-LASTACT", "completion-first")


def dates_completions_by_the_last_look() -> ConnectorUnderTest:
    """Uses the date of the last visit for a completed attempt."""

    def dated(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        last = max(each.at for each in heard)
        return [*made[:-1], replace(made[-1], last_activity_at=last)]

    return shows(dated)


def shows_the_verb_failed_as_a_result() -> ConnectorUnderTest:
    """Shows "failed" as the result for the verb failed."""
    failed: set[str] = set()

    def said(
        statement: Mapping[str, Any], received: datetime, readings: Interpretations = ARTICLE, /
    ) -> StatementFacts | None:
        meaning = interpret(statement, received, readings)
        if meaning is not None and verb_of(statement) == "failed":
            failed.add(meaning.statement_id)
        return meaning

    def shown(
        meanings: Iterable[StatementFacts], readings: Interpretations = ARTICLE, /
    ) -> list[Attempt]:
        heard = list(meanings)
        made = attempts_of(heard, readings)
        result: Any = "failed"
        if made and any(each.statement_id in failed for each in heard):
            return [*made[:-1], replace(made[-1], result=result)]
        return made

    return InProcessReference(replace(DEFAULT_RULES, meaning_of=said, attempts_of=shown))


def fails_learners() -> ConnectorUnderTest:
    """Reports a failure as the result of an attempt."""

    def failed(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        result: Any = "failed" if heard[-1].unsuccessful else made[-1].result
        return [*made[:-1], replace(made[-1], result=result)]

    return shows(failed)


def lets_a_failed_test_take_the_success_away() -> ConnectorUnderTest:
    """Uses the success flag of the newest score, so a failed retake removes the success of a
    completed course.
    """

    def correction(heard: Sequence[StatementFacts], found: list[Attempt]) -> list[Attempt]:
        scored = [each for each in heard if each.score is not None]
        newest = max(scored, key=lambda meaning: meaning.at, default=None)
        if newest is None or newest.status == "Completed" or not newest.unsuccessful:
            return found
        return [
            replace(each, result=None)
            if each.completed_at is not None and each.completed_at < newest.at
            else each
            for each in found
        ]

    return rewriting(correction)


def calls_every_completion_a_success() -> ConnectorUnderTest:
    """Sets the result to success for every completion, whatever the statement says."""
    return misreads("A-SUCCESSFALSE", "success")


def shows_a_passed_test_as_success_of_the_course() -> ConnectorUnderTest:
    """Sets the result to success for a passed test, even if the course is in progress."""
    successful: set[str] = set()

    def note(statement: Mapping[str, Any]) -> None:
        if statement.get("result", {}).get("success") is True:
            successful.add(statement["id"].lower())

    def correction(heard: Sequence[StatementFacts], found: list[Attempt]) -> list[Attempt]:
        passed = {number_at(found, each.at) for each in heard if each.statement_id in successful}
        return [
            replace(each, result="success") if number in passed else each
            for number, each in enumerate(found)
        ]

    return rewriting(correction, note)


def calls_every_attempt_a_success() -> ConnectorUnderTest:
    """Sets the result to success when it creates the attempt."""
    return shows(lambda made, heard: [replace(each, result="success") for each in made])


def takes_a_pass_mark_for_success() -> ConnectorUnderTest:
    """Sets the result to success from a score of 70 percent, even if the course is in progress."""

    def passed(made: list[Attempt], heard: list[StatementFacts]) -> list[Attempt]:
        return [
            replace(each, result="success") if each.score and each.score >= 70 else each
            for each in made
        ]

    return shows(passed)


MUTANTS = by_name(
    Mutant(
        keeps_the_day_alone,
        fails=clauses("C057"),
        spares=clauses("C049 C059"),
        kind="the day alone",
        collateral=dict.fromkeys(
            clauses("C010 C052 C053 C055 C151 D02"),
            "Statements of one day have no order any more, and the newest is any of them.",
        ),
    ),
    Mutant(
        adds_the_hour_of_its_server,
        fails=clauses("C057"),
        spares=clauses("C049 C059"),
        kind="a wrong time zone",
    ),
    Mutant(
        takes_every_timestamp_for_utc,
        fails=clauses("C057"),
        kind="offset overlooked",
        written_blind=True,
    ),
    Mutant(
        dates_by_arrival,
        fails=clauses("C057"),
        spares=clauses("C049 C058 C060"),
        kind="the time of arrival",
    ),
    Mutant(
        prefers_the_completion,
        warns=clauses("C057"),
        spares=clauses("C018"),
        readings={"A-LASTACT": "access-first"},
    ),
    Mutant(
        prefers_the_completion_to_a_later_look,
        warns=clauses("C057"),
        spares=clauses("C018"),
        readings={"A-LASTACT": "later-of-both"},
    ),
    Mutant(
        dates_completions_by_the_last_look,
        warns=clauses("C057"),
        spares=clauses("C049 C149"),
        readings={"A-LASTACT": "completion-first"},
    ),
    Mutant(shows_the_verb_failed_as_a_result, fails=clauses("C058"), spares=clauses("C049")),
    Mutant(
        fails_learners,
        fails=clauses("C058"),
        warns=clauses("C059"),
        spares=clauses("C049 C060"),
    ),
    Mutant(
        lets_a_failed_test_take_the_success_away,
        fails=clauses("C059"),
        kind="test failed afterwards",
        written_blind=True,
    ),
    Mutant(
        calls_every_completion_a_success,
        warns=clauses("C059"),
        spares=clauses("C018"),
        readings={"A-SUCCESSFALSE": "no-result"},
    ),
    Mutant(
        shows_a_passed_test_as_success_of_the_course,
        fails=clauses("C060"),
        kind="test passed meanwhile",
        written_blind=True,
    ),
    Mutant(
        calls_every_attempt_a_success,
        fails=clauses("C060"),
        spares=clauses("C058 C059"),
        collateral_reason="Open attempts are listed with their result in many scenarios.",
    ),
    Mutant(
        takes_a_pass_mark_for_success,
        fails=clauses("C060"),
        spares=clauses("C058 C059 C124"),
    ),
)
