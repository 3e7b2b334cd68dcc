"""A model of the article's requirements for statistics: the attempts that result from statements.

Written from the clauses (C047 to C061, C149, C151, D01, D02, D14) and from readings; shares no
code with the reference connector. If the profile does not use the default interpretation of an
ambiguity, the sequences avoid the actions that depend on it, see :meth:`AnalyticsModel.allows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from percipio_conformance.stateful.actions import statistics_actions as actions
from percipio_conformance.stateful.actions.action import (
    Action,
    duration,
)
from percipio_conformance.stateful.actions.language_actions import CompletesVersion
from percipio_conformance.stateful.actions.setup_actions import RecognizesBy
from percipio_conformance.stateful.checks.postcondition import Postcondition
from percipio_conformance.stateful.checks.statistics_checks import (
    DeliveryPattern,
    all_attempts_are,
    attempts_are,
)
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.features import Feature
from percipio_conformance.stateful.models.reports import Key, Report, rows_of
from percipio_conformance.stateful.models.statistics_features import statistics_features
from percipio_conformance.stateful.models.statistics_proposals import COURSES, STRANGER, propose
from percipio_conformance.world.personas import LEARNERS

AFTER_THE_END = frozenset({"A-NEWATT", "A-REGRESS", "A-LASTACT"})
"""Actions after a completion whose result depends on an interpretation."""


@dataclass
class _Record:
    """A learner's progress on a course in Percipio."""

    attempt: int = 0
    completed: set[int] = field(default_factory=set)


class AnalyticsModel:
    """The learners' activity, the statements sent about it, and the expected attempts."""

    def __init__(self, assumptions: Assumptions, now: datetime) -> None:
        self._assumptions = assumptions
        self._now = now
        self.records: dict[Key, _Record] = {}
        """What the learners have done in Percipio."""
        self._sent: list[Report] = []
        self._kept: list[Report] | None = None
        self._pattern = DeliveryPattern()
        self.learners: list[str] = list(LEARNERS)
        self.removed: set[str] = set()
        """Users that 360Learning does not know at present."""
        self.method = "email address"
        """The method by which learners are recognized."""
        self._finished_elsewhere: set[Key] = set()
        """Learners who completed a language version of the course, and nothing else of it; also
        with the version, while it is a course of its own."""
        self._open: set[Key] = set()
        """Learners and courses of which no clause determines the attempts."""
        self.moves = 0
        """How many times a learner has got another address."""
        self._addresses: dict[str, str] = {}
        """The email addresses in 360Learning that were changed."""
        self.moved: set[str] = set()
        """Learners with another address than at first."""
        self.last: Key | None = None
        """The learner and the course of the last action."""
        self._relies_on: set[str] = set()

    def allows(self, action: Action) -> bool:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        if not self._assumptions.admit(action):
            return False
        match action:
            case actions.Enrols(learner):
                return learner not in self.learners
            case actions.Does(deed="takes the test of", score=None):
                return False
            case actions.Does(learner, deed, course):
                return learner in self.learners and self._is_settled(deed, (learner, course))
            case actions.FinishesVideo(learner, course):
                return self._has_begun((learner, course))
            case actions.SpellsAddress(learner, address):
                same = address.casefold() == self._address(learner).casefold()
                by_spelling = self._assumptions.profile.reading("A-CASE") == "exact"
                is_known = learner in LEARNERS and learner not in self.removed
                return same and is_known and not by_spelling
            case CompletesVersion(learner, course):
                touched = self.records.keys() | self._finished_elsewhere | self._open
                return learner in self.learners and (learner, course) not in touched
            case actions.Leaves(learner):
                return learner in LEARNERS and learner not in self.removed
            case actions.Returns(learner):
                return learner in self.removed
            case actions.GetsAddress(learner, _, other):
                # Statements that are queued still have the earlier address (A-IDCHANGE).
                by_spelling = self._assumptions.profile.reading("A-CASE") == "exact"
                is_known = learner not in self.removed and self._kept is None
                return is_known and not (other is not None and by_spelling)
            case actions.Together():
                return self._allows_together(action)
            case actions.KeepsBack():
                return self._kept is None
            case RecognizesBy(method):
                return method != self.method and self._kept is None
            case actions.Sends():
                # The first attempt is undetermined if a later one may be reported first.
                return bool(self._kept) and not (action.reorders and self._holds_an_order())
        return True

    def _allows_together(self, action: actions.Together) -> bool:
        later = self.duplicate()
        for part in action.parts:
            if not later.allows(part):
                return False
            later.do(part)
        return True

    def apply(self, action: Action) -> None:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        self.do(action)
        self.advance(duration(action.lasts, self._assumptions.delay))

    def advance(self, time: timedelta) -> None:
        """Let time pass."""
        self._now += time

    def do(self, action: Action) -> None:
        """Update the state for the action, without the time that passes after it."""
        match action:
            case actions.Enrols(learner):
                self.learners.append(learner)
                self._relies_on.add("A-NOMATCH")
            case actions.Does(learner, deed, course, score, minutes):
                self._do((learner, course), deed, score, minutes)
            case actions.FinishesVideo(learner, course):
                key = (learner, course)
                at = self.records[key].attempt
                self._report(Report(key, at, self._now, False, None, None, of_course=False))
            case CompletesVersion(learner, course):
                self._complete_version(learner, course, course)
            case actions.Leaves(learner):
                self.removed.add(learner)
            case actions.Returns(learner):
                self.removed.remove(learner)
                self.last = (learner, COURSES[0])
            case actions.SpellsAddress(learner):
                self._relies_on.add("A-CASE")
                self.last = (learner, COURSES[0])
            case actions.GetsAddress(learner, address, other):
                self._relies_on |= frozenset() if other is None else {"A-CASE"}
                self._addresses[learner] = address
                self.moves += 1
                self.moved.add(learner)
                self.last = (learner, COURSES[0])
            case RecognizesBy(method):
                self.method = method
                self._relies_on.add("A-IDCHANGE")
            case actions.Together():
                for part in action.parts:
                    self.do(part)
                    if isinstance(part, actions.Does):
                        self.advance(duration(part.lasts, self._assumptions.delay))
            case actions.KeepsBack():
                self._kept = []
            case actions.Sends():
                assert self._kept is not None
                kept, self._kept = self._kept, None
                for each in kept:
                    self._report(each)
                self._pattern = self._pattern.after(action)

    def duplicate(self) -> AnalyticsModel:
        """A model in the same state, which changes independently."""
        other = copy(self)
        other.records = {
            key: _Record(each.attempt, set(each.completed)) for key, each in self.records.items()
        }
        other._sent = list(self._sent)
        other._kept = None if self._kept is None else list(self._kept)
        other.learners, other.removed = list(self.learners), set(self.removed)
        other._addresses, other.moved = dict(self._addresses), set(self.moved)
        other._finished_elsewhere, other._open = set(self._finished_elsewhere), set(self._open)
        other._relies_on = set(self._relies_on)
        return other

    def _address(self, learner: str) -> str:
        """The learner's email address in 360Learning."""
        return self._addresses.get(learner, f"{learner.lower()}@acme.example")

    def spellings(self, learner: str) -> tuple[str, str]:
        """The address in small and in capital letters."""
        address = self._address(learner)
        return address.lower(), address.upper()

    def has_records(self, course: str) -> bool:
        """True if a learner has done something on the course."""
        known = self.records.keys() | self._finished_elsewhere | self._open
        return any(of == course for _, of in known)

    def has_finished(self, course: str) -> bool:
        """True if a learner completed the version as a course of its own."""
        return any(of == course for _, of in self._finished_elsewhere)

    def complete_separate_version(self, action: CompletesVersion) -> None:
        """A learner completes a version that is a course of its own."""
        self._complete_version(action.learner, action.item, action.version)

    def _complete_version(self, learner: str, course: str, of: str) -> None:
        self._finished_elsewhere |= {(learner, course), (learner, of)}
        self._relies_on |= {"A-COMBINE", "A-VERSIONS"}
        self._report(Report((learner, of), 0, self._now, True, None, None))

    def join(self, version: str, course: str, *, is_open: bool) -> None:
        """The version becomes a part of the course, with all its attempts (C046).

        ``is_open``: no clause says which course they share.
        """
        learners = {learner for learner, of in self._finished_elsewhere if of == version}
        self._finished_elsewhere -= {(learner, version) for learner in learners}
        # Statistics of a user whom 360Learning does not have at present cannot move.
        left_open = learners if is_open else learners & self.removed
        self._open |= {(learner, course) for learner in left_open}
        self._finished_elsewhere -= self._open
        for reports in (self._sent, self._kept or []):
            reports[:] = [
                replace(each, key=(each.key[0], course)) if each.key[1] == version else each
                for each in reports
            ]

    def propose(self, draw: Random) -> Action:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        return propose(self, draw)

    def postconditions(
        self,
        undetermined: Sequence[tuple[str, str]] = (),
        open_courses: frozenset[str] = frozenset(),
    ) -> Iterator[Postcondition]:
        """See :class:`~percipio_conformance.stateful.domain.Model`.

        Args:
            undetermined: versions and the other course of each, while it is open whether they are
                joined.
            open_courses: the courses of which no clause determines the attempts.
        """
        keys = self.records.keys() | self._finished_elsewhere
        for version, course in undetermined:
            learners = {learner for learner, of in self._finished_elsewhere if of == version}
            keys -= {(learner, of) for learner in learners for of in (version, course)}
        keys = {key for key in keys if key[1] not in open_courses}
        shown = {key: rows_of(self._sent, key) for key in sorted(keys)}
        for (learner, course), rows in shown.items():
            if learner != STRANGER:
                combined = (learner, course) in self._finished_elsewhere
                yield from attempts_are(learner, course, rows, self._pattern, combined=combined)
        listed = not (self.removed or self._open or undetermined)
        for course in COURSES if listed else ():
            if course in open_courses:
                continue
            known = [
                (learner, row)
                for (learner, of), rows in shown.items()
                for row in rows
                if of == course and learner != STRANGER
            ]
            yield all_attempts_are(course, known, stranger=(STRANGER, course) in shown)

    @property
    def unknown_elsewhere(self) -> frozenset[str]:
        """Learners whom 360Learning does not know by the address that other customers have."""
        return frozenset(self.removed | self.moved)

    @property
    def queues(self) -> bool:
        """True while Percipio queues its statements."""
        return self._kept is not None

    @property
    def queued(self) -> frozenset[Key]:
        """The learners and courses of the queued statements."""
        return frozenset(each.key for each in self._kept or ())

    def features(self) -> Iterator[Feature]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        return statistics_features(self)

    def relies_on(self, kind: str) -> frozenset[str]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        return frozenset(self._relies_on)

    def _do(self, key: Key, deed: actions.Deed, score: int | None, minutes: int | None) -> None:
        record = self.records.setdefault(key, _Record())
        self.last = key if key[1] in COURSES else self.last
        finished = record.attempt in record.completed
        if deed == "restarts":
            record.attempt += 1
            # A restart of what is completed makes an attempt by every reading.
            self._relies_on |= frozenset() if finished else {"A-NEWATT"}
        elif finished:
            self._relies_on |= AFTER_THE_END
        # The first completion counts; a further one is a visit (C149).
        completes = deed == "completes" and not finished
        is_test = deed == "takes the test of"
        if is_test:
            # The time of a test is not the time spent on its course.
            minutes = None
            self._relies_on.add("A-ASSESS")
        if completes:
            record.completed.add(record.attempt)
        attempt = record.attempt
        if deed == "continues the earlier attempt on":
            attempt -= 1
            self._relies_on |= AFTER_THE_END
        report = Report(key, attempt, self._now, completes, score, minutes, not is_test)
        self._report(report)

    def _report(self, report: Report) -> None:
        """Send or queue the statement; one about a removed user is passed over (D10)."""
        if self._kept is not None:
            self._kept.append(report)
        elif report.key[0] not in self.removed:
            self._sent.append(report)

    def _is_settled(self, deed: actions.Deed, key: Key) -> bool:
        """True if Percipio allows the action and the profile determines its result."""
        if key in self._finished_elsewhere | self._open:
            return False
        record, reading = self.records.get(key), self._assumptions.profile.reading
        if record is None:
            return deed in ("starts", "works on", "completes")
        finished = record.attempt in record.completed
        if deed == "takes the test of":
            scores = reading("A-ASSESS") == "scores-its-course"
            return not finished and scores and self._has_begun(key)
        by_registration = reading("A-NEWATT") != "later-start"
        if deed == "restarts":
            return by_registration or finished
        as_usual = (
            by_registration
            and reading("A-REGRESS") == "never-back"
            and reading("A-LASTACT") == "completion-first"
        )
        if deed == "continues the earlier attempt on":
            # The first attempt that is reported is the first one.
            return as_usual and self._was_reported(key, record.attempt - 1)
        return not finished or as_usual

    def _has_begun(self, key: Key) -> bool:
        """True if the present attempt has begun: else it is open whether something in the course
        begins it."""
        record = self.records.get(key)
        return record is not None and self._was_reported(key, record.attempt)

    def _was_reported(self, key: Key, attempt: int) -> bool:
        """True if a statement about the attempt was sent, or is queued."""
        reports = (*self._sent, *(self._kept or ()))
        return any((each.key, each.attempt) == (key, attempt) for each in reports)

    def _holds_an_order(self) -> bool:
        """True if the order of the queued statements matters: there are two attempts of one learner
        on one course, or a part of a course that it must not begin with."""
        kept = self._kept or []
        attempts = {(each.key, each.attempt) for each in kept}
        return len(attempts) > len({each.key for each in kept}) or not all(
            each.of_course for each in kept
        )
