"""Broken connectors that misunderstand what a statement says, or what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from fault import Fault, clauses, named

from percipio_conformance.clock.clock import WorldClock
from percipio_conformance.connectors.control_client import ConnectorDriver
from percipio_conformance.connectors.under_test import InProcessReference, Subject
from percipio_conformance.network.network import Venue
from percipio_conformance.network.traffic_log import Journal
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.interpretations import ARTICLE, Readings
from reference_impl.rules.statement_interpretation import Meaning, meaning_of
from reference_impl.rules_table import REFERENCE


def says(change: Callable[[Meaning, Mapping[str, Any]], Meaning]) -> Subject:
    def said(
        statement: Mapping[str, Any], received: datetime, readings: Readings = ARTICLE, /
    ) -> Meaning | None:
        made = meaning_of(statement, received, readings)
        return None if made is None else change(made, statement)

    return InProcessReference(replace(REFERENCE, meaning_of=said))


def takes_no_points_for_no_score() -> Subject:
    """``if score:`` where ``if score is not None:`` was meant."""
    return says(lambda said, _: replace(said, score=said.score or None))


def dates_by_arrival() -> Subject:
    """The time of the request stands where the statement's timestamp should."""

    def said(
        statement: Mapping[str, Any], received: datetime, readings: Readings = ARTICLE, /
    ) -> Meaning | None:
        made = meaning_of(statement, received, readings)
        return None if made is None else replace(made, at=received)

    return InProcessReference(replace(REFERENCE, meaning_of=said))


PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"


def takes_percentages_over() -> Subject:
    """Progress is known to the percent, so it is shown to the percent."""
    stated: dict[str, int] = {}

    def said(
        statement: Mapping[str, Any], received: datetime, readings: Readings = ARTICLE, /
    ) -> Meaning | None:
        result = statement.get("result", {})
        percentage = result.get("extensions", {}).get(PROGRESS)
        if percentage is not None:
            stated[statement["id"].lower()] = percentage
        return meaning_of(statement, received, readings)

    def shown(meanings: Iterable[Meaning], readings: Readings = ARTICLE, /) -> list[Attempt]:
        heard = list(meanings)
        percentages = [stated[each.statement_id] for each in heard if each.statement_id in stated]
        made = attempts_of(heard, readings)
        if not percentages or not made or made[-1].completed_at:
            return made
        progress: Any = percentages[-1]
        return [*made[:-1], replace(made[-1], progress=progress)]

    return InProcessReference(replace(REFERENCE, meaning_of=said, attempts_of=shown))


def part_of_a_course(
    wanted: Callable[[Meaning, Mapping[str, Any]], bool], **changes: Any
) -> Subject:
    """A statement about something inside a course is taken for one about the course."""

    def promoted(said: Meaning, statement: Mapping[str, Any]) -> Meaning:
        if not (said.within and wanted(said, statement)):
            return said
        return replace(
            said, activity_id=said.within[0], is_assessment=False, registration=None, **changes
        )

    return says(promoted)


def is_video(said: Meaning, statement: Mapping[str, Any]) -> bool:
    return bool(statement["object"].get("definition", {}).get("type", "").endswith("/video"))


def begins_a_course_with_any_video() -> Subject:
    """Who watches a video of a course must have begun the course."""
    return part_of_a_course(is_video, status="Started")


def takes_a_video_for_the_course() -> Subject:
    """Videos are booked on their parent, with all they say."""
    return part_of_a_course(is_video)


def lets_a_test_complete_its_course() -> Subject:
    """The verb is completed, the parent is the course: so the course is completed."""
    return part_of_a_course(lambda said, _: said.is_assessment)


def passes_over_tests() -> Subject:
    """A test is no course, so its score is nobody's."""
    return says(
        lambda said, _: replace(said, score=None) if said.is_assessment and said.within else said
    )


def verb_of(statement: Mapping[str, Any]) -> str:
    return str(statement["verb"]["id"]).rpartition("/")[2]


def waits_for_satisfied() -> Subject:
    """Written from Percipio's list of verbs, not from the article's configuration."""
    return says(
        lambda said, statement: replace(
            said, status="Completed" if verb_of(statement) == "satisfied" else "Started"
        )
    )


def wants_success_to_be_said() -> Subject:
    """Completed and success, or it does not count; whoever is excused has no success to show."""
    return says(
        lambda said, statement: (
            said if statement.get("result", {}).get("success") else replace(said, status="Started")
        )
    )


def takes_arriving_for_completing() -> Subject:
    """A list of verbs in which "arrived" was filed among the endings."""
    return says(
        lambda said, statement: (
            replace(said, status="Completed") if verb_of(statement) == "arrived" else said
        )
    )


class _Stuck(InProcessReference):
    """Keeps nothing any more once it has met something unknown."""

    def __init__(self) -> None:
        super().__init__(replace(REFERENCE, keeps=self.keeps))
        self.stuck = False

    async def begin(self, venue: Venue, clock: WorldClock, journal: Journal) -> ConnectorDriver:
        self.stuck = False
        return await super().begin(venue, clock, journal)

    def keeps(self, statement: Mapping[str, Any]) -> bool:
        names = statement["object"].get("definition", {}).get("name", {})
        known = {"Six Sigma Basics", "Data Literacy"} & set(names.values())
        self.stuck = self.stuck or not known
        return not self.stuck


def stops_at_the_first_unknown_thing() -> Subject:
    """A worker that dies of a course it cannot find, and takes the queue with it."""
    return _Stuck()


FAULTS = named(
    Fault(takes_no_points_for_no_score, fails=clauses("C052"), spares=clauses("C053 C054")),
    Fault(
        dates_by_arrival,
        fails=clauses("C057"),
        spares=clauses("C049 C058 C060"),
        kind="the time of arrival",
    ),
    Fault(takes_percentages_over, fails=clauses("C048"), spares=clauses("C049 C050")),
    Fault(
        begins_a_course_with_any_video,
        warns=clauses("C051"),
        spares=clauses("C048 C050 D13"),
        kind="the beginning alone",
    ),
    Fault(
        takes_a_video_for_the_course,
        fails=clauses("C048 D13"),
        warns=clauses("C051"),
        spares=clauses("C049 C123"),
        kind="all that a part says",
    ),
    Fault(
        lets_a_test_complete_its_course,
        fails=clauses("C123"),
        spares=clauses("C122 D13"),
        kind="a test inside a course",
    ),
    Fault(
        passes_over_tests,
        warns=clauses("C123"),
        spares=clauses("C052 C122 D13"),
        readings={"A-ASSESS": "scores-its-course"},
    ),
    Fault(waits_for_satisfied, fails=clauses("C049 C122"), spares=clauses("C054 C058")),
    Fault(
        wants_success_to_be_said,
        fails=clauses("C124"),
        warns=clauses("C059"),
        spares=clauses("C049 C122"),
        readings={"A-SUCCESSFALSE": "success"},
    ),
    Fault(
        takes_arriving_for_completing,
        fails=clauses("C126"),
        spares=clauses("C050 C122 C123"),
    ),
    Fault(
        stops_at_the_first_unknown_thing,
        fails=clauses("C125 D03"),
        spares=clauses("C124 D11"),
    ),
)
