"""Faults of the figures, written from the sentences of the clauses before any scenario was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.jobs.statement_delivery import Delivery
from reference_impl.rules import attempts, statement_interpretation
from reference_impl.rules.attempts import Attempt
from reference_impl.rules.interpretations import ARTICLE, Readings
from reference_impl.rules.statement_interpretation import Meaning
from reference_impl.rules.statement_parsing import Statement
from reference_impl.rules_table import REFERENCE
from reference_impl.webhook.webhook import Webhook

_COURSE_TYPE = "http://adlnet.gov/expapi/activities/course"

Correction: TypeAlias = Callable[[Sequence[Meaning], list[Attempt]], list[Attempt]]
"""From what was heard and the right attempts, never none, to those that are written."""


def _rewriting(
    correction: Correction, note: Callable[[Mapping[str, Any]], None] = lambda statement: None
) -> Subject:
    """Write other attempts than the right ones; ``note`` is shown each statement before that."""

    def meaning_of(
        statement: Mapping[str, Any], received: datetime, readings: Readings = ARTICLE
    ) -> Meaning | None:
        note(statement)
        return statement_interpretation.meaning_of(statement, received, readings)

    def attempts_of(meanings: Iterable[Meaning], readings: Readings = ARTICLE) -> list[Attempt]:
        heard = list(meanings)
        right = attempts.attempts_of(heard, readings)
        return correction(heard, right) if right else right

    return InProcessReference(replace(REFERENCE, meaning_of=meaning_of, attempts_of=attempts_of))


def _number_at(found: Sequence[Attempt], at: datetime) -> int:
    """The attempt that went on at that time: the last one that was begun by then."""
    begun = [number for number, each in enumerate(found) if each.first_activity_at <= at]
    return begun[-1] if begun else 0


def takes_a_reported_hundred_percent_for_completed() -> Subject:
    """A start that reports 100 percent is written as 100, with success: progress keeps to the
    three steps, and somebody thought that a full percentage must be the third one.
    """
    full: set[str] = set()

    def note(statement: Mapping[str, Any]) -> None:
        extensions = statement.get("result", {}).get("extensions", {})
        for name, value in extensions.items():
            reports = "progress" in name.lower() or "percent" in name.lower()
            if reports and isinstance(value, (int, float)) and value >= 100:
                full.add(statement["id"].lower())

    def correction(heard: Sequence[Meaning], found: list[Attempt]) -> list[Attempt]:
        for each in sorted(heard, key=lambda meaning: meaning.at):
            number = _number_at(found, each.at)
            if each.statement_id in full and found[number].progress != 100:
                found[number] = replace(
                    found[number], progress=100, result="success", completed_at=each.at
                )
        return found

    return _rewriting(correction, note)


def completes_only_what_is_typed_a_course() -> Subject:
    """A completion counts only where the activity's type is that of a course. The check was put in
    against videos and tests inside a course, and books, channels and benchmarks stay at 50 by it.
    """

    def meaning_of(
        statement: Mapping[str, Any], received: datetime, readings: Readings = ARTICLE
    ) -> Meaning | None:
        meaning = statement_interpretation.meaning_of(statement, received, readings)
        if meaning is None or meaning.status != "Completed":
            return meaning
        kind = statement["object"].get("definition", {}).get("type", _COURSE_TYPE)
        return meaning if kind == _COURSE_TYPE else replace(meaning, status="Started")

    return InProcessReference(replace(REFERENCE, meaning_of=meaning_of))


def gives_a_new_attempt_no_score_of_before() -> Subject:
    """A score that arrives is written to every attempt there is, but an attempt that begins later
    has none until the next score: the copying hangs on the score and not on the list of attempts.
    """

    def correction(heard: Sequence[Meaning], found: list[Attempt]) -> list[Attempt]:
        last = max((each.at for each in heard if each.score is not None), default=None)
        return [
            replace(each, score=None) if number and last and last < each.first_activity_at else each
            for number, each in enumerate(found)
        ]

    return _rewriting(correction)


def puts_the_time_on_the_first_attempt_that_reports_one() -> Subject:
    """The time goes to the first attempt for which a duration came, by a look for the first one
    with a time; after a first attempt without a duration, it stands on the second one.
    """

    def correction(heard: Sequence[Meaning], found: list[Attempt]) -> list[Attempt]:
        timed = [_number_at(found, each.at) for each in heard if each.duration_ms is not None]
        first = min(timed, default=0)
        return [
            replace(each, time_spent_ms=found[0].time_spent_ms if number == first else 0)
            for number, each in enumerate(found)
        ]

    return _rewriting(correction)


def lets_a_failed_test_take_the_success_away() -> Subject:
    """The newest score brings its own success flag along: whoever retakes the test of a course that
    is completed, and fails it, keeps the 100 percent and loses the success.
    """

    def correction(heard: Sequence[Meaning], found: list[Attempt]) -> list[Attempt]:
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

    return _rewriting(correction)


def shows_a_passed_test_as_success_of_the_course() -> Subject:
    """The result is read from the success flag whatever the progress, so a learner in the middle of
    a course who has passed its test stands at 50 percent with a success.
    """
    successful: set[str] = set()

    def note(statement: Mapping[str, Any]) -> None:
        if statement.get("result", {}).get("success") is True:
            successful.add(statement["id"].lower())

    def correction(heard: Sequence[Meaning], found: list[Attempt]) -> list[Attempt]:
        passed = {_number_at(found, each.at) for each in heard if each.statement_id in successful}
        return [
            replace(each, result="success") if number in passed else each
            for number, each in enumerate(found)
        ]

    return _rewriting(correction, note)


def keeps_the_last_statement_of_a_request_for_each_course() -> Subject:
    """To save work it keeps, of the statements in one request, only the last one of each learner
    about each activity: a completion that is followed by a visit in the same request is lost.
    """
    store = Webhook._store

    async def store_the_last(self: Webhook, given: list[Statement]) -> set[str]:
        last: dict[tuple[str, str], Statement] = {}
        for each in given:
            actor, thing = each.content["actor"], each.content["object"]
            whose = str(actor.get("mbox") or actor.get("account"))
            last[whose, thing.get("id", each.id)] = each
        return await store(self, list(last.values()))

    Webhook._store = store_the_last  # type: ignore[method-assign]
    return InProcessReference()


def finds_no_attempt_for_an_excuse() -> Subject:
    """Attempts are looked up by their registration. A learner who is excused after having begun
    stays at 50, since the excuse names no registration and so fits none of the learner's attempts.
    """

    def attempts_of(meanings: Iterable[Meaning], readings: Readings = ARTICLE) -> list[Attempt]:
        heard = list(meanings)
        begun = [
            each.at for each in heard if each.registration is not None and each.status == "Started"
        ]
        return attempts.attempts_of(
            [each for each in heard if not (_is_excuse(each) and begun and min(begun) <= each.at)],
            readings,
        )

    return InProcessReference(replace(REFERENCE, attempts_of=attempts_of))


def _is_excuse(meaning: Meaning) -> bool:
    figures = (meaning.registration, meaning.score, meaning.duration_ms)
    return meaning.status == "Completed" and all(each is None for each in figures)


def completes_linked_content_by_a_visit() -> Subject:
    """Linked content lies elsewhere, and somebody thought that Percipio cannot know more than that
    it was opened; so whatever is heard of it, a start or a visit, counts as its completion.
    """
    attempts_of = Delivery._attempts_of

    def visits_complete(self: Delivery, user_id: str, external_id: str) -> list[Attempt]:
        found = attempts_of(self, user_id, external_id)
        linked = self._store._db.execute(
            "SELECT 1 FROM courses WHERE external_id = ? AND category = 'linked_content'",
            (external_id,),
        ).fetchone()
        return [
            replace(each, progress=100, result="success", completed_at=each.first_activity_at)
            if linked and each.progress != 100
            else each
            for each in found
        ]

    Delivery._attempts_of = visits_complete  # type: ignore[method-assign]
    return InProcessReference()


FAULTS = named(
    Fault(
        takes_a_reported_hundred_percent_for_completed,
        fails=clauses("C048"),
        kind="full percentage",
    ),
    Fault(
        completes_only_what_is_typed_a_course,
        fails=clauses("C049"),
        kind="other kinds of content",
    ),
    Fault(
        gives_a_new_attempt_no_score_of_before,
        fails=clauses("C053"),
        kind="attempt after the score",
    ),
    Fault(
        puts_the_time_on_the_first_attempt_that_reports_one,
        fails=clauses("C056"),
        kind="first attempt without time",
    ),
    Fault(
        lets_a_failed_test_take_the_success_away,
        fails=clauses("C059"),
        kind="test failed afterwards",
    ),
    Fault(
        shows_a_passed_test_as_success_of_the_course,
        fails=clauses("C060"),
        kind="test passed meanwhile",
    ),
    Fault(
        keeps_the_last_statement_of_a_request_for_each_course,
        fails=clauses("C122"),
        kind="visit in the same request",
    ),
    Fault(
        finds_no_attempt_for_an_excuse,
        fails=clauses("C124"),
        kind="excused after a start",
    ),
    Fault(
        completes_linked_content_by_a_visit,
        fails=clauses("C126"),
        kind="visit of linked content",
    ),
)
