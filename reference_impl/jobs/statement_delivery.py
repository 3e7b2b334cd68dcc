"""Deliver stored statements to 360Learning as attempts, in near real time (C014, C047).

A statement is done when 360Learning confirms the attempts that result from it. Attempts are
always written as a whole list, computed from every statement of the learner on the course. So a
statement that is delivered twice, or again after a crash, changes nothing (D01), and this job
does not need to wait until its own state is on disk.

Once the learner of a statement is known, the assignment stays, even if their address or name
changes: a second delivery, to the course of joined language versions, repeats no user search.

A statement about an activity that is no course waits: the daily run may bring the course (D11).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from reference_impl.lms.attempt_writer import AttemptWriter, Pair
from reference_impl.lms.client import LmsClient
from reference_impl.lms.learners import find_learners
from reference_impl.rules.attempts import Attempt
from reference_impl.rules.config import LmsConfig
from reference_impl.rules.errors import LmsError, LmsUnavailableError
from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules.settings import Identification
from reference_impl.rules.statement_interpretation import StatementFacts, candidates_of, score_only
from reference_impl.rules.timestamps import parse_timestamp
from reference_impl.rules_table import Rules
from reference_impl.store.statement_store import Queued, Resolved
from reference_impl.store.store import Store
from reference_impl.time.task_tracker import TaskTracker

log = logging.getLogger(__name__)

BATCH = 1_000
TURNS = 50
"""Maximum turns of the event loop, a few milliseconds in total, to wait for more statements."""

LONGEST_PAUSE_SECONDS = 300.0
"""Longest pause in seconds between retries while 360Learning does not answer."""


@dataclass(frozen=True, slots=True)
class _CourseStatement:
    """A queued statement about a course, before its learner is known."""

    queued: Queued
    actor: Mapping[str, Any]
    activity_id: str
    external_id: str
    score_only: bool


class StatementDelivery:
    """The job that delivers stored statements to 360Learning; at most one runs at a time."""

    def __init__(
        self,
        *,
        store: Store,
        lms: LmsClient,
        activity: TaskTracker,
        rules: Rules,
        readings: Interpretations,
        world: LmsConfig,
    ) -> None:
        self._store = store
        self._lms = lms
        self._activity = activity
        self._rules = rules
        self._readings = readings
        self._writer = AttemptWriter(lms, activity, store.courses, world.integration_id)
        self._running = False
        self._kicks = 0

    def kick(self) -> None:
        """Start a delivery if there are statements to deliver."""
        self._kicks += 1
        if not self._running:
            self._running = True
            self._activity.spawn(self._work(), "delivery")

    async def _work(self) -> None:
        pause = 1.0
        try:
            await self._collect_batch()
            # The check and the return are one step, so no new statement is missed.
            while queued := self._store.statements.pending(BATCH):
                try:
                    await self._deliver(queued)
                    pause = 1.0
                    await self._collect_batch()
                except LmsError as error:
                    log.warning("statements wait, 360Learning does not take them: %s", error)
                    await self._activity.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        finally:
            self._running = False

    async def _collect_batch(self) -> None:
        """Wait while statements keep arriving: a batch costs little more than one statement."""
        for _ in range(TURNS):
            seen = self._kicks
            await asyncio.sleep(0)
            if self._kicks == seen:
                return

    async def _deliver(self, queued: list[Queued]) -> None:
        statements = self._find_courses(queued)
        learners = await self._find_learners(statements)
        pairs = self._resolve(statements, learners)
        attempts = {pair: self._attempts_of(*pair) for pair in pairs}
        written = {pair: found for pair, found in attempts.items() if found}
        results = await self._writer.write(written) if written else {}
        done: dict[int, str] = {}
        refused: dict[int, str] = {}
        for pair, numbers in pairs.items():
            result = results.get(pair)
            if pair not in written or (result is not None and result.status == "success"):
                done |= dict.fromkeys(numbers, pair[1])
            elif result is not None:
                log.error("360Learning refused attempts: %s", result.error_message)
                reason = f"360Learning refused it: {result.error_message}"
                refused |= dict.fromkeys(numbers, reason)
        with self._store.transaction(synced=False):
            self._store.statements.done(done)
            self._store.statements.mark_undeliverable(refused)
        if any(pair not in results for pair in written):
            raise LmsUnavailableError(
                "360Learning ended the operation before it had processed all of it"
            )

    def _find_courses(self, queued: list[Queued]) -> list[_CourseStatement]:
        """Statements about courses; those about no activity are skipped, the others wait."""
        contents = {each.number: orjson.loads(each.body) for each in queued}
        meanings = {
            each.number: self._rules.meaning_of(
                contents[each.number], parse_timestamp(each.received), self._readings
            )
            for each in queued
        }
        named = [
            name
            for meaning in meanings.values()
            if meaning is not None
            for name in candidates_of(meaning, self._readings)
        ]
        courses = self._store.activities.courses_of(named)
        statements: list[_CourseStatement] = []
        about_nothing: list[int] = []
        waiting: dict[int, tuple[str, ...]] = {}
        for each in queued:
            meaning = meanings[each.number]
            if meaning is None:
                about_nothing.append(each.number)
                continue
            candidates = candidates_of(meaning, self._readings)
            found = next((name for name in candidates if name in courses), None)
            if found is None:
                waiting[each.number] = candidates
                continue
            indirect = found != meaning.activity_id
            actor = contents[each.number]["actor"]
            statements.append(_CourseStatement(each, actor, found, courses[found], indirect))
        if about_nothing or waiting:
            with self._store.transaction(synced=False):
                reasons = dict.fromkeys(about_nothing, "it is about no activity")
                self._store.statements.mark_undeliverable(reasons)
                self._store.statements.wait(waiting)
        return statements

    async def _find_learners(
        self, statements: list[_CourseStatement]
    ) -> dict[tuple[Identification, str], list[str]]:
        """The users of each identifier, under the method in force on arrival (C103)."""
        wanted = dict.fromkeys(
            key
            for each in statements
            if each.queued.user_id is None and (key := self._key(each)) is not None
        )
        found: dict[tuple[Identification, str], list[str]] = {}
        for method in dict.fromkeys(method for method, _ in wanted):
            identifiers = [identifier for each, identifier in wanted if each == method]
            ignore_case = self._readings.email_ignores_case
            learners = await find_learners(
                self._lms, method, identifiers, email_ignores_case=ignore_case
            )
            found |= {(method, identifier): ids for identifier, ids in learners.items()}
        return found

    def _resolve(
        self,
        statements: list[_CourseStatement],
        learners: Mapping[tuple[Identification, str], list[str]],
    ) -> dict[Pair, list[int]]:
        """Statement numbers by learner and course; unknown or ambiguous actors are skipped."""
        pairs: dict[Pair, list[int]] = {}
        resolved: list[Resolved] = []
        skipped: dict[int, str] = {}
        for each in statements:
            number, user_id = each.queued.number, each.queued.user_id
            if user_id is None:
                key = self._key(each)
                found = [] if key is None else learners[key]
                if len(found) != 1:
                    reason = _why_skipped(each.queued.identification, key is None, len(found))
                    skipped[number] = reason
                    continue
                (user_id,) = found
            pairs.setdefault((user_id, each.external_id), []).append(number)
            resolved.append(
                Resolved(number, user_id, each.activity_id, each.external_id, each.score_only)
            )
        with self._store.transaction(synced=False):
            self._store.statements.mark_undeliverable(skipped)
            self._store.statements.resolve(resolved)
        return pairs

    def _attempts_of(self, user_id: str, external_id: str) -> list[Attempt]:
        meanings: list[StatementFacts] = []
        for body, received, only in self._store.statements.of(user_id, external_id):
            meaning = self._rules.meaning_of(
                orjson.loads(body), parse_timestamp(received), self._readings
            )
            if meaning is not None:
                meanings.append(score_only(meaning) if only else meaning)
        return self._rules.attempts_of(meanings, self._readings)

    def _key(self, statement: _CourseStatement) -> tuple[Identification, str] | None:
        method = statement.queued.identification
        identifier = self._rules.identifier_of(statement.actor, method)
        return None if identifier is None else (method, identifier)


def _why_skipped(method: Identification, absent: bool, found: int) -> str:
    if absent:
        return f"its actor has no identifier for the method {method}"
    if found == 0:
        return f"no user has its identifier under the method {method}"
    return f"its identifier belongs to {found} users under the method {method}"
