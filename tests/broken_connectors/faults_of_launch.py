"""Broken connectors as learners notice them: at a launch, at a gate, at the end of a path.

What 360Learning does by itself at a launch no connector can break; for that there are the broken
worlds, next door.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec
import orjson
from bad_habits import Hands, around_each_run
from fault import Fault, clauses, named
from faults_of_course_facts import changed, rewrites
from faults_of_retention import mirrors_the_catalogue
from faults_of_synchronization import started_is_done

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.jobs.statement_delivery import Delivery
from reference_impl.lms.attempt_writer import AttemptWriter
from reference_impl.lms.bulk import run_bulk
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.course_mapping import ExternalCourse
from reference_impl.rules.items import Item
from reference_impl.rules.statement_interpretation import Meaning
from reference_impl.rules_table import REFERENCE

# Links


def sends_learners_to_the_front_page() -> Subject:
    """Deep links needed a single sign-on that was never set up, so the site's address is used."""
    front = "https://acme.percipio.com/"
    return rewrites(lambda item, course: changed(course, launch_url=front))


def keeps_the_first_link() -> Subject:
    """The link is taken for part of the identity, and identities are written once."""
    first: dict[str, str] = {}

    def remember(item: Item, course: ExternalCourse) -> ExternalCourse:
        return changed(course, launch_url=first.setdefault(item.id, course.launch_url))

    return rewrites(remember)


def makes_a_course_of_every_change() -> Subject:
    """Courses are versions: a new title is a new course, and paths hold the old one."""

    def identity(item: Item) -> str:
        return f"{item.id}-{item.localized_metadata[0].title}"

    return InProcessReference(replace(REFERENCE, identity=identity))


def archives_what_acme_has_lost() -> Subject:
    """What is not licensed any more must not be launched, thought somebody."""
    return mirrors_the_catalogue()


# Completions


def takes_any_report_for_the_end() -> Subject:
    """A mapping that knows one progress value: there is a report, so it is 100."""
    return InProcessReference(replace(REFERENCE, attempts_of=started_is_done))


def never_at_the_end(meanings: Iterable[Meaning], *readings: Any, **more: Any) -> list[Attempt]:
    made = attempts_of(meanings, *readings, **more)
    return [
        replace(each, progress=min(each.progress, 50), result=None, completed_at=None)
        for each in made
    ]


def waits_for_the_verb_satisfied() -> Subject:
    """The verb of Percipio's default configuration is looked for; the article has it replaced."""
    return InProcessReference(replace(REFERENCE, attempts_of=never_at_the_end))


def one_each(meanings: Iterable[Meaning], *readings: Any, **more: Any) -> list[Attempt]:
    return [made for each in meanings for made in attempts_of([each], *readings, **more)]


def makes_an_attempt_of_every_report() -> Subject:
    """A table of reports was there already, and its rows look like attempts."""
    return InProcessReference(replace(REFERENCE, attempts_of=one_each))


def ends_what_a_launch_has_begun() -> Subject:
    """360Learning wants a longer list, and what is known of the course makes it long enough."""
    launched = AttemptWriter._launched

    async def as_completed(self: AttemptWriter, pair: Any, ours: int) -> list[Any]:
        return [
            each | {"progress": 100, "result": "success", "completedAt": each["lastActivityAt"]}
            for each in await launched(self, pair, ours)
        ]

    AttemptWriter._launched = as_completed  # type: ignore[method-assign]
    return InProcessReference()


def delivers_at_night() -> Subject:
    """Statistics go the way of the catalogue: collected by day, written by a job of the night."""
    work = Delivery._work

    async def work_later(self: Delivery) -> None:
        await self._activity.sleep(12 * 3600)
        await work(self)

    # There is one connector in this process, and it lives as long as the process.
    Delivery._work = work_later  # type: ignore[method-assign]
    return InProcessReference()


class _Row(msgspec.Struct, rename="camel"):
    course_id: str
    user_id: str
    progress: int
    first_activity_at: str
    last_activity_at: str


def closes_what_is_open() -> Subject:
    """A nightly reconciliation: who began a course and is not heard of again must be done."""

    async def close(hands: Hands) -> None:
        rows = [each async for each in hands.lms.each("/api/v2/courses/stats", _Row)]
        ours = {each.id for each in await hands.courses()}
        path = f"/api/v2/extensions/bulk/integrations/{hands.integration}/attempts"
        objects = [
            orjson.dumps(
                {
                    "courseIdentifier": {"type": "internalId", "value": row.course_id},
                    "userIdentifier": {"type": "internalId", "value": row.user_id},
                    "attempts": [
                        {
                            "progress": 100,
                            "score": None,
                            "result": "success",
                            "timeSpent": 0,
                            "firstActivityAt": row.first_activity_at,
                            "lastActivityAt": row.last_activity_at,
                            "completedAt": row.last_activity_at,
                        }
                    ],
                }
            )
            for row in rows
            if row.progress == 50 and row.course_id in ours
        ]
        if objects:
            await run_bulk(hands.lms, hands.activity, "PUT", path, objects)

    around_each_run(after=close)
    return InProcessReference()


FAULTS = named(
    Fault(
        sends_learners_to_the_front_page,
        fails=clauses("C065"),
        spares=clauses("C007 C063 C064 C072"),
    ),
    Fault(
        keeps_the_first_link,
        fails=clauses("C065"),
        spares=clauses("C007 C063 C064 C072"),
        condition="on the second day",
    ),
    Fault(
        makes_a_course_of_every_change,
        fails=clauses("C007"),
        spares=clauses("C063 C065 C072 C073"),
    ),
    Fault(
        archives_what_acme_has_lost,
        fails=clauses("C063"),
        spares=clauses("C007 C064 C065"),
    ),
    Fault(
        takes_any_report_for_the_end,
        fails=clauses("C068 C069 C071"),
        spares=clauses("C066 C072 C073 C074 C127"),
        kind="started is reported as done",
    ),
    Fault(
        waits_for_the_verb_satisfied,
        fails=clauses("C069 C071 C072 C073 C074"),
        warns=clauses("C068"),
        spares=clauses("C066 C067 C127"),
    ),
    Fault(
        makes_an_attempt_of_every_report,
        warns=clauses("C068"),
        spares=clauses("C066 C072 C127"),
        readings={"A-LAUNCH50": "new-attempt"},
    ),
    Fault(
        ends_what_a_launch_has_begun,
        warns=clauses("C068"),
        spares=clauses("C066 C072 C127"),
        readings={"A-LAUNCH50": "new-attempt"},
    ),
    Fault(
        delivers_at_night,
        fails=clauses("C072 C073 C074"),
        spares=clauses("C068 C069 C071 C127"),
    ),
    Fault(
        closes_what_is_open,
        fails=clauses("C069 C071 C127"),
        spares=clauses("C007 C065 C072 C073"),
        kind="closed by a job of the night",
        condition="on the second day",
        collateral={
            "C103": "A course that a learner begins in the evening is completed in the morning."
        },
    ),
)
