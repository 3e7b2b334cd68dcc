"""Mutants: paths, gates and homepage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import orjson

from connectors.shared.platform_rules import exchange
from connectors.shared.reference_variants import Hands, around_each_run
from fake_lms.training import progression, training
from fake_lms.training.path_model import Path, Step
from fake_lms.training.path_repository import Paths
from fake_lms.training.progression import CourseActivity, PathState
from fake_lms.training.training import Training
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.jobs.statement_delivery import StatementDelivery
from reference_impl.lms.bulk import run_bulk
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.items import Item
from reference_impl.rules.statement_interpretation import StatementFacts
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def makes_a_course_of_every_change() -> ConnectorUnderTest:
    """Creates a new course when a title changes, so that paths keep the old one."""

    def identity(item: Item) -> str:
        return f"{item.id}-{item.localized_metadata[0].title}"

    return InProcessReference(replace(DEFAULT_RULES, identity=identity))


def takes_native_courses_only() -> ConnectorUnderTest:
    """The editor of paths drops steps that are not native courses."""
    with_steps = Paths._with_steps

    def native(self: Paths, path: Path, steps: Sequence[Step]) -> Path:
        known = [each for each in steps if self._courses.get(each.course_id).type == "native"]
        return with_steps(self, path, known)

    return exchange(Paths, "_with_steps", native)


def drops_archived_steps() -> ConnectorUnderTest:
    """Archived courses disappear from the steps of paths."""

    def living(self: Paths, path_id: str) -> Path:
        path = self._paths.get(path_id)
        assert path is not None
        kept = [
            each for each in path.steps if self._courses.get(each.course_id).status == "published"
        ]
        return msgspec.structs.replace(path, steps=tuple(kept))

    return exchange(Paths, "get", living)


def shows_enrolled_paths_as_begun() -> ConnectorUnderTest:
    """The homepage lists a path as in progress from the enrollment on."""
    return exchange(training, "section_of_path", lambda state: "inProgress")


def moves_the_launched_path_alone() -> ConnectorUnderTest:
    """A launch affects only the path it was made from, and no other path with the same course."""

    def first(self: Training, launches: Sequence[Any], course_id: str, session: Any) -> Any:
        own = (each for each in launches if each.session_id == session.id)
        return next((each for each in own if each.course_id == course_id), None)

    return exchange(Training, "_first", first)


def leaves_paths_to_do() -> ConnectorUnderTest:
    """The homepage lists every path under "to do", even one in progress."""
    return exchange(training, "section_of_path", lambda state: "toDo")


def never_at_the_end(
    meanings: Iterable[StatementFacts], *readings: Any, **more: Any
) -> list[Attempt]:
    made = attempts_of(meanings, *readings, **more)
    return [
        replace(each, progress=min(each.progress, 50), result=None, completed_at=None)
        for each in made
    ]


def waits_for_the_verb_satisfied() -> ConnectorUnderTest:
    """Waits for the verb "satisfied" of Percipio's default configuration, which the article
    replaces.
    """
    return InProcessReference(replace(DEFAULT_RULES, attempts_of=never_at_the_end))


class _Row(msgspec.Struct, rename="camel"):
    course_id: str
    user_id: str
    progress: int
    first_activity_at: str
    last_activity_at: str


def closes_what_is_open() -> ConnectorUnderTest:
    """Completes open attempts without recent activity in a nightly job."""

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


def _always_done(activity: CourseActivity, *, replay: bool) -> datetime:
    return datetime.fromisoformat("2026-01-01T00:00:00+00:00")


def opens_every_gate() -> ConnectorUnderTest:
    """Shows the order of a linear path but does not enforce it."""
    return exchange(progression, "done_at", _always_done)


def opens_gates_by_earlier_completions() -> ConnectorUnderTest:
    """Opens a gate for an earlier completion, even if the path requires a new one."""
    done_at = progression.done_at

    def at_any_time(activity: CourseActivity, *, replay: bool) -> datetime | None:
        return done_at(activity, replay=False)

    return exchange(progression, "done_at", at_any_time)


def never_reports_an_end() -> ConnectorUnderTest:
    """Reports completions as progress only, so that gates stay locked."""
    return InProcessReference(replace(DEFAULT_RULES, attempts_of=never_at_the_end))


def half_is_enough(activity: CourseActivity, *, replay: bool) -> datetime | None:
    return next((each.recorded_at for each in activity.attempts if each.progress >= 50), None)


def opens_gates_at_half() -> ConnectorUnderTest:
    """Opens a gate when the step before it has begun."""
    return exchange(progression, "done_at", half_is_enough)


def puts_every_path_in_order() -> ConnectorUnderTest:
    """Enforces the order of steps even in paths without a fixed order."""
    state_of = progression.state_of

    def in_order(path: Path, activity: Any, rules: Any) -> PathState:
        options = msgspec.structs.replace(path.options, linear_progression=True)
        return state_of(msgspec.structs.replace(path, options=options), activity, rules)

    return exchange(training, "state_of", in_order)


def delivers_at_night() -> ConnectorUnderTest:
    """Collects statements and delivers them in a nightly job."""
    work = StatementDelivery._work

    async def work_later(self: StatementDelivery) -> None:
        await self._activity.sleep(12 * 3600)
        await work(self)

    # There is one connector in this process, and it lives as long as the process.
    StatementDelivery._work = work_later  # type: ignore[method-assign]
    return InProcessReference()


MUTANTS = by_name(
    Mutant(
        makes_a_course_of_every_change,
        fails=clauses("C007"),
        spares=clauses("C063 C065 C072 C073"),
    ),
    Mutant(takes_native_courses_only, breaks=clauses("C007"), spares=clauses("C063 C066")),
    Mutant(drops_archived_steps, breaks=clauses("C007"), spares=clauses("C063 C070")),
    Mutant(shows_enrolled_paths_as_begun, breaks=clauses("C067"), spares=clauses("C066")),
    Mutant(
        moves_the_launched_path_alone,
        breaks=clauses("C067"),
        spares=clauses("C066"),
        readings={"A-WHICHPATH": "every-path"},
    ),
    Mutant(leaves_paths_to_do, breaks=clauses("C067"), spares=clauses("C063 C066")),
    Mutant(
        waits_for_the_verb_satisfied,
        fails=clauses("C069 C071 C072 C073 C074"),
        warns=clauses("C068"),
        spares=clauses("C066 C067"),
    ),
    Mutant(
        closes_what_is_open,
        fails=clauses("C069 C071 C127"),
        spares=clauses("C007 C065 C072 C073"),
        kind="closed by a job of the night",
        condition="on the second day",
        collateral={
            "C103": "A course that a learner begins in the evening is completed in the morning."
        },
        adds=True,
    ),
    Mutant(
        opens_every_gate,
        breaks=clauses("C069"),
        spares=clauses("C070"),
        collateral_reason="Every path is completed from the beginning.",
    ),
    Mutant(
        opens_gates_by_earlier_completions,
        warns=clauses("C069"),
        spares=clauses("C070"),
        readings={"A-GATE": "replay-required"},
    ),
    Mutant(
        never_reports_an_end,
        fails=clauses("C069"),
        spares=clauses("C070"),
        readings={"A-GATE": "earlier-completion-counts"},
    ),
    Mutant(
        opens_gates_at_half,
        breaks=clauses("C069 C071"),
        spares=clauses("C007 C070"),
        kind="the gate itself",
        collateral=dict.fromkeys(
            clauses("C010 C067 C072"), "A path goes on at the launch of its course."
        ),
    ),
    Mutant(puts_every_path_in_order, breaks=clauses("C070"), spares=clauses("C007 C069")),
    Mutant(
        delivers_at_night,
        fails=clauses("C072 C073 C074"),
        spares=clauses("C068 C069 C071"),
    ),
)
