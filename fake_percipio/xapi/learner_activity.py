"""Actions of learners on a Percipio site, and the resulting statements."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from fake_percipio.catalog.catalog import Catalog
from fake_percipio.catalog.items import Item
from fake_percipio.core.ids import drawn_uuid
from fake_percipio.xapi.events import (
    EventKind,
    LearnerEvent,
    XapiActivity,
    activity_of,
    assessment_in,
    course_around,
)
from fake_percipio.xapi.learners import Learner
from fake_percipio.xapi.sender import LrsSender
from fake_percipio.xapi.statements import Statement, statement_of, verb_name

KEPT = 1_000
"""Records that are kept, the newest; those of a simulated year take a gigabyte."""

# Percipio: a course test is passed at 70 percent unless the organization sets another mark.
_PASS_MARK = 70


class ActivityRefusedError(Exception):
    """Percipio rejects the action; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """An event and the statement that was passed to the sender; None if none was to be sent."""

    event: LearnerEvent
    statement: Statement | None = field(repr=False)


class LearnerActivity:
    """Actions of learners. Every method takes the item by id, or as a dict for unlisted content.

    All take ``at``, the instant of the event where it is not now, and return the event.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        catalog: Catalog,
        sender: LrsSender,
        *,
        domain: str,
        rng: Random,
    ) -> None:
        self._now = now
        self._catalog = catalog
        self._sender = sender
        self._domain = domain
        self._rng = rng
        self._registrations: dict[tuple[str, str], str] = {}
        self._earlier_registrations: dict[tuple[str, str], str] = {}
        self._finished: set[tuple[str, str]] = set()
        self.records: deque[ActivityRecord] = deque(maxlen=KEPT)
        self.multiple_completions = False
        """Site setting: learners may complete the same course multiple times (C150)."""
        self.sends_registration = True
        """Whether statements carry a registration; live statements of Percipio are not public."""
        self.rewrite: Callable[[Statement], None] | None = None
        """Changes each statement before it is sent."""

    def arrive(self, learner: Learner, item: str | Item, **at: Any) -> LearnerEvent:
        """The learner opens the page of the content."""
        return self._record("arrived", learner, self._item(item), **at)

    def start(self, learner: Learner, item: str | Item, **at: Any) -> LearnerEvent:
        """The learner opens the content itself."""
        return self._record("initialized", learner, self._item(item), **at)

    def progress(
        self,
        learner: Learner,
        item: str | Item,
        *,
        duration_seconds: int | None = None,
        score: float | None = None,
        **at: Any,
    ) -> LearnerEvent:
        """The learner continues, or opens finished content again.

        ``duration_seconds`` is the total time so far, which goes on growing after the end.
        """
        found = self._item(item)
        return self._record(
            "experienced", learner, found, duration_seconds=duration_seconds, score=score, **at
        )

    def complete(
        self,
        learner: Learner,
        item: str | Item,
        score: float | None = None,
        duration_seconds: int | None = None,
        **at: Any,
    ) -> LearnerEvent:
        """The learner finishes the content: a course is satisfied, other content is completed.

        Finished content can be finished again only after a restart; without one, reaching its end
        counts as a revisit (C149).

        Raises:
            ActivityRefusedError: a channel, which has no end, or a learner without a license.
        """
        found = self._item(item)
        if (learner.uuid, found["id"]) in self._finished:
            return self.progress(
                learner, found, score=score, duration_seconds=duration_seconds, **at
            )
        kind = (found["contentType"] or {}).get("percipioType")
        if kind == "CHANNEL":
            raise ActivityRefusedError(
                "a channel has no end, so it cannot be completed; choose a course"
            )
        event: EventKind = "completed" if kind in _WITHOUT_COURSE else "course_satisfied"
        done = self._record(
            event,
            learner,
            found,
            score=score,
            success=True,
            completion=True,
            duration_seconds=duration_seconds,
            **at,
        )
        self._finished.add((learner.uuid, found["id"]))
        return done

    def waive(self, learner: Learner, item: str | Item, **at: Any) -> LearnerEvent:
        """An administrator excuses the learner: no duration, no score, no access (A-WAIVE)."""
        return self._record("waived", learner, self._item(item), completion=True, **at)

    def score_assessment(
        self,
        learner: Learner,
        item: str | Item,
        score: float,
        *,
        duration_seconds: int | None = None,
        **at: Any,
    ) -> LearnerEvent:
        """The learner takes the test of a course, or an assessment or benchmark of the catalog.

        Two statements follow: the score, then passed or failed. Returns the event of the score.
        """
        found = self._item(item)
        listed = (found["contentType"] or {}).get("percipioType") == "ASSESSMENT"
        about = activity_of(found) if listed else assessment_in(found)
        parent = course_around(found) if listed else activity_of(found)
        result: dict[str, Any] = {
            "about": about,
            "parent": parent,
            "score": score,
            "success": score >= _PASS_MARK,
            "duration_seconds": duration_seconds,
            **at,
        }
        scored = self._record("assessment_scored", learner, found, completion=True, **result)
        self._record("passed" if scored.success else "failed", learner, found, **result)
        return scored

    def restart(self, learner: Learner, item: str | Item, **at: Any) -> LearnerEvent:
        """The learner chooses Restart course: a new attempt with a registration of its own (C151).

        Raises:
            ActivityRefusedError: the site does not allow it, or nothing was begun.
        """
        found = self._item(item)
        if not self.multiple_completions:
            raise ActivityRefusedError(
                "the site does not let learners complete a course more than once; "
                "set multiple_completions first"
            )
        key = (learner.uuid, found["id"])
        earlier = self._registrations.pop(key, None)
        if earlier is None:
            raise ActivityRefusedError(f"{learner.name} has not begun this content; start it first")
        self._earlier_registrations[key] = earlier
        self._finished.discard(key)
        return self._record("initialized", learner, found, **at)

    def continue_earlier(self, learner: Learner, item: str | Item, **at: Any) -> LearnerEvent:
        """The learner continues the attempt before the last restart, in a tab that stayed open.

        Raises:
            ActivityRefusedError: nothing was restarted.
        """
        found = self._item(item)
        earlier = self._earlier_registrations.get((learner.uuid, found["id"]))
        if earlier is None:
            raise ActivityRefusedError(
                f"{learner.name} has not restarted this content; restart it first"
            )
        return self._record("experienced", learner, found, registration=earlier, **at)

    def _item(self, item: str | Item) -> Item:
        return self._catalog.get(item) if isinstance(item, str) else item

    def _record(
        self,
        kind: EventKind,
        learner: Learner,
        item: Item,
        *,
        at: datetime | None = None,
        about: XapiActivity | None = None,
        parent: XapiActivity | None = None,
        score: float | None = None,
        success: bool | None = None,
        completion: bool | None = None,
        duration_seconds: int | None = None,
        registration: str | None = None,
    ) -> LearnerEvent:
        if not learner.licensed:
            raise ActivityRefusedError(
                f"{learner.name} has no Percipio license, so the content is not opened; license "
                "the learner first"
            )
        event = LearnerEvent(
            kind=kind,
            learner=learner,
            activity=about or activity_of(item),
            at=at or self._now(),
            parent=parent or course_around(item),
            registration=self._registration(learner, item, registration),
            score=score,
            success=success,
            completion=completion,
            duration_seconds=duration_seconds,
        )
        self.records.append(ActivityRecord(event, self._send(event)))
        return event

    def _registration(self, learner: Learner, item: Item, earlier: str | None) -> str | None:
        key = (learner.uuid, item["id"])
        if key not in self._registrations:
            self._registrations[key] = drawn_uuid(self._rng)
        return (earlier or self._registrations[key]) if self.sends_registration else None

    def _send(self, event: LearnerEvent) -> Statement | None:
        """Pass the event to the sender, if the LRS configuration includes it."""
        configuration = self._sender.configuration
        statement_id = drawn_uuid(self._rng)
        if configuration is None or not self._sender.active:
            return None
        if not configuration.lets_through(
            verb_name(event, configuration), event.activity.content_type
        ):
            return None
        said = statement_of(event, configuration, domain=self._domain, statement_id=statement_id)
        if self.rewrite is not None:
            self.rewrite(said)
        self._sender.submit(said)
        return said


_WITHOUT_COURSE = frozenset({"VIDEO", "BOOK", "AUDIOBOOK", "ASSESSMENT"})
"""Types of which Percipio reports a completion, not the satisfaction of a course."""
