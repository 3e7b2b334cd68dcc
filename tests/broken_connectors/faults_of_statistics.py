"""Broken connectors that show the wrong figures, or the wrong attempts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.interpretations import ARTICLE, Readings
from reference_impl.rules.statement_interpretation import Meaning
from reference_impl.rules_table import REFERENCE


def shows(change: Callable[[list[Attempt], list[Meaning]], list[Attempt]]) -> Subject:
    def shown(meanings: Iterable[Meaning], readings: Readings = ARTICLE, /) -> list[Attempt]:
        heard = list(meanings)
        made = attempts_of(heard, readings)
        return change(made, heard) if made else []

    return InProcessReference(replace(REFERENCE, attempts_of=shown))


def shows_the_latest_attempt_alone() -> Subject:
    """One row for each learner and course, since nobody had thought of retakes."""
    return shows(lambda made, heard: made[-1:])


def knows_one_attempt_for_ever() -> Subject:
    """The first attempt is never followed by another one."""
    return shows(lambda made, heard: made[:1])


def keeps_the_best_score() -> Subject:
    """The rule of many a school, and not of the article."""

    def best(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        scores = [each.score for each in heard if each.score is not None]
        return [replace(each, score=max(scores, default=None)) for each in made]

    return shows(best)


def scores_the_latest_attempt_alone() -> Subject:
    """Each attempt has its own score, as one would think."""

    def own(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        return [replace(each, score=None) for each in made[:-1]] + made[-1:]

    return shows(own)


def counts_whole_minutes() -> Subject:
    """Durations pass through a column of minutes."""
    return shows(
        lambda made, heard: [
            replace(each, time_spent_ms=each.time_spent_ms // 60_000 * 60_000) for each in made
        ]
    )


def takes_seconds_for_milliseconds() -> Subject:
    """Percipio's unit is written into 360Learning's field."""
    return shows(
        lambda made, heard: [
            replace(each, time_spent_ms=each.time_spent_ms // 1_000) for each in made
        ]
    )


def first_time(change: Callable[[list[int]], int]) -> Subject:
    def timed(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        times = [each.duration_ms for each in heard if each.duration_ms is not None]
        return [replace(made[0], time_spent_ms=change(times)), *made[1:]]

    return shows(timed)


def adds_durations_up() -> Subject:
    """Each report is taken for the time since the one before."""
    return first_time(sum)


def keeps_the_longest_duration() -> Subject:
    """A shorter time was taken for an error, and so the restart of a course went unnoticed."""
    return first_time(lambda times: max(times, default=0))


def repeats_the_time_on_every_attempt() -> Subject:
    """What holds for the score was done with the time as well."""
    return shows(
        lambda made, heard: [replace(each, time_spent_ms=made[0].time_spent_ms) for each in made]
    )


def dates_completions_by_the_last_look() -> Subject:
    """The last activity is the last one, whatever it was."""

    def dated(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        last = max(each.at for each in heard)
        return [*made[:-1], replace(made[-1], last_activity_at=last)]

    return shows(dated)


def fails_learners() -> Subject:
    """xAPI knows success and failure, so 360Learning is told of both."""

    def failed(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        result: Any = "failed" if heard[-1].unsuccessful else made[-1].result
        return [*made[:-1], replace(made[-1], result=result)]

    return shows(failed)


def takes_a_pass_mark_for_success() -> Subject:
    """Seventy percent are a pass, whether or not the course is over."""

    def passed(made: list[Attempt], heard: list[Meaning]) -> list[Attempt]:
        return [
            replace(each, result="success") if each.score and each.score >= 70 else each
            for each in made
        ]

    return shows(passed)


def waits_for_a_launch() -> Subject:
    """An attempt is made by 360Learning's own launch and is only ever updated until its end."""
    return shows(lambda made, heard: made if any(each.completed_at for each in made) else [])


def lets_the_last_arrival_win() -> Subject:
    """An update of a row for each statement, in the order in which they come."""
    return shows(
        lambda made, heard: [
            replace(each, score=[said.score for said in heard if said.score is not None][-1])
            if each.score is not None
            else each
            for each in made
        ]
    )


def reads(**changes: Any) -> Subject:
    def read(meanings: Iterable[Meaning], readings: Readings = ARTICLE, /) -> list[Attempt]:
        return attempts_of(meanings, replace(readings, **changes))

    return InProcessReference(replace(REFERENCE, attempts_of=read))


def opens_an_attempt_with_every_visit() -> Subject:
    """A start that is dated after a completion looks like a restart."""
    return reads(retake="later-start")


def loses_completions_to_a_look_back() -> Subject:
    """The status of the newest statement is the status."""
    return reads(newer_start_overwrites=True)


FAULTS = named(
    Fault(
        shows_the_latest_attempt_alone,
        fails=clauses("C010 C053 C056 C151"),
        spares=clauses("C049 C149"),
        kind="the latest one stays",
    ),
    Fault(
        knows_one_attempt_for_ever,
        fails=clauses("C010 C053 C151"),
        spares=clauses("C049 C149"),
        kind="the first one stays",
    ),
    Fault(keeps_the_best_score, fails=clauses("C052 C053"), spares=clauses("C049 C054")),
    Fault(
        scores_the_latest_attempt_alone,
        fails=clauses("C010 C053"),
        spares=clauses("C052 C151"),
    ),
    Fault(counts_whole_minutes, fails=clauses("C054"), spares=clauses("C055 C056")),
    Fault(
        takes_seconds_for_milliseconds,
        fails=clauses("C054 C055"),
        spares=clauses("C052 C056"),
        collateral=dict.fromkeys(
            clauses("C010 C111 C124 C149 D01 D02 D09 D14"),
            "Wherever the figures of an attempt are listed, its time is one of them.",
        ),
    ),
    Fault(
        adds_durations_up,
        fails=clauses("C055 D02"),
        spares=clauses("C054 C056"),
        kind="reports are added up",
    ),
    Fault(keeps_the_longest_duration, fails=clauses("C055"), spares=clauses("C054 C056")),
    Fault(
        repeats_the_time_on_every_attempt,
        fails=clauses("C010 C056"),
        spares=clauses("C054 C055"),
    ),
    Fault(
        dates_completions_by_the_last_look,
        warns=clauses("C057"),
        spares=clauses("C049 C149"),
        readings={"A-LASTACT": "completion-first"},
    ),
    Fault(
        fails_learners,
        fails=clauses("C058"),
        warns=clauses("C059"),
        spares=clauses("C049 C060"),
    ),
    Fault(
        takes_a_pass_mark_for_success,
        fails=clauses("C060"),
        spares=clauses("C058 C059 C124"),
    ),
    Fault(
        waits_for_a_launch,
        fails=clauses("C050 D12"),
        spares=clauses("C049 C059"),
    ),
    Fault(
        lets_the_last_arrival_win,
        fails=clauses("C052 D02"),
        spares=clauses("C053 C055"),
        kind="the score",
    ),
    Fault(
        opens_an_attempt_with_every_visit,
        warns=clauses("C149 C151 D02"),
        spares=clauses("C010 D12"),
        readings={"A-NEWATT": "registration-or-later-completion"},
    ),
    Fault(
        loses_completions_to_a_look_back,
        warns=clauses("C149 D02"),
        spares=clauses("C050 C059 C151"),
        kind="by the newest start",
        readings={"A-REGRESS": "never-back"},
    ),
)
