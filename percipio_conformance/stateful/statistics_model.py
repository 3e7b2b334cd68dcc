"""A model of the article's requirements for statistics: the attempts that result from statements.

Written from the clauses (C047 to C061, C149, C151, D01, D02, D14) and from readings; shares no
code with the reference connector. If the profile does not use the default interpretation of an
ambiguity, the sequences avoid the actions that depend on it, see :meth:`AnalyticsModel.allows`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import get_args

from percipio_conformance.stateful import statistics_actions as actions
from percipio_conformance.stateful.action import Action, ConnectorRestarts, DayPasses
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.postcondition import Postcondition
from percipio_conformance.stateful.statistics_checks import (
    DeliveryPattern,
    Row,
    all_attempts_are,
    attempts_are,
)
from percipio_conformance.world.personas import LEARNERS

COURSES = ("Six Sigma Basics", "Data Literacy")
STRANGER = "Zoe"
"""A learner of Percipio unknown to 360Learning."""

AFTER_THE_END = frozenset({"A-NEWATT", "A-REGRESS", "A-LASTACT"})
"""Actions after a completion whose result depends on an interpretation."""

Key = tuple[str, str]
"""A learner and a course."""


@dataclass(frozen=True)
class Report:
    """One statement: ``attempt`` counts the restarts before it."""

    key: Key
    attempt: int
    at: datetime
    completes: bool
    score: int | None
    minutes: int | None


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
        self._records: dict[Key, _Record] = {}
        self._sent: list[Report] = []
        self._kept: list[Report] | None = None
        self._pattern = DeliveryPattern()
        self._learners: list[str] = list(LEARNERS)
        self._relies_on: set[str] = set()

    def allows(self, action: Action) -> bool:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        if not self._assumptions.admit(action):
            return False
        match action:
            case actions.Enrols(learner):
                return learner not in self._learners
            case actions.Does(learner, deed, course):
                return learner in self._learners and self._is_settled(deed, (learner, course))
            case actions.KeepsBack():
                return self._kept is None
            case actions.Sends(order):
                # The first attempt is undetermined if a later one is reported first.
                backwards = order == ", the last one first"
                return bool(self._kept) and not (backwards and self._holds_a_restart())
        return True

    def apply(self, action: Action) -> None:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        match action:
            case actions.Enrols(learner):
                self._learners.append(learner)
                self._relies_on.add("A-NOMATCH")
            case actions.Does(learner, deed, course, score, minutes):
                self._do((learner, course), deed, score, minutes)
            case actions.KeepsBack():
                self._kept = []
            case actions.Sends(order):
                assert self._kept is not None
                self._sent += self._kept
                self._kept = None
                self._pattern = self._pattern.after(order)
        self._now += {
            "nothing": timedelta(),
            "minutes": self._assumptions.delay,
            "a day": timedelta(days=1),
        }[action.wait]

    def propose(self, draw: Random) -> Action:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        if draw.random() < 0.7:
            learner = draw.choice(self._learners[:2] + self._learners[3:])
            course = draw.choice(COURSES) if draw.random() < 0.3 else COURSES[0]
            deed: actions.Deed = draw.choice(get_args(actions.Deed))
            has_result = deed in ("works on", "completes")
            score = draw.randint(0, 100) if has_result and draw.random() < 0.7 else None
            minutes = draw.randint(2, 90) if has_result and draw.random() < 0.7 else None
            return actions.Does(learner, deed, course, score, minutes)
        order: actions.Order = draw.choice(get_args(actions.Order))
        return draw.choice(
            (
                actions.Enrols(STRANGER),
                actions.KeepsBack(),
                actions.Sends(order, draw.random() < 0.5),
                actions.Sends(order, draw.random() < 0.5),
                ConnectorRestarts(),
                DayPasses(),
            )
        )

    def postconditions(self) -> Iterator[Postcondition]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        shown = {key: self._attempts(key) for key in sorted(self._records)}
        for (learner, course), rows in shown.items():
            if learner != STRANGER:
                yield from attempts_are(learner, course, rows, self._pattern)
        for course in COURSES:
            known = [
                (learner, row)
                for (learner, of), rows in shown.items()
                for row in rows
                if of == course and learner != STRANGER
            ]
            yield all_attempts_are(course, known, stranger=(STRANGER, course) in shown)

    @property
    def relies_on(self) -> frozenset[str]:
        """See :class:`~percipio_conformance.stateful.domain.Model`."""
        return frozenset(self._relies_on)

    def _do(self, key: Key, deed: actions.Deed, score: int | None, minutes: int | None) -> None:
        record = self._records.setdefault(key, _Record())
        finished = record.attempt in record.completed
        if deed == "restarts":
            record.attempt += 1
            # A restart of what is completed makes an attempt by every reading.
            self._relies_on |= frozenset() if finished else {"A-NEWATT"}
        elif finished:
            self._relies_on |= AFTER_THE_END
        # The first completion counts if an attempt is completed again (C149).
        completes = deed == "completes"
        if completes:
            record.completed.add(record.attempt)
        report = Report(key, record.attempt, self._now, completes, score, minutes)
        (self._sent if self._kept is None else self._kept).append(report)

    def _is_settled(self, deed: actions.Deed, key: Key) -> bool:
        """True if Percipio allows the action and the profile determines its result."""
        record, reading = self._records.get(key), self._assumptions.profile.reading
        if record is None:
            return deed not in ("restarts", "reopens")
        finished = record.attempt in record.completed
        by_registration = reading("A-NEWATT") != "later-start"
        if deed == "restarts":
            return by_registration or finished
        return not finished or (
            by_registration
            and reading("A-REGRESS") == "never-back"
            and reading("A-LASTACT") == "completion-first"
        )

    def _holds_a_restart(self) -> bool:
        kept = self._kept or []
        return len({(each.key, each.attempt) for each in kept}) > len({each.key for each in kept})

    def _attempts(self, key: Key) -> list[Row]:
        heard = sorted((each for each in self._sent if each.key == key), key=lambda each: each.at)
        scores = [each.score for each in heard if each.score is not None]
        times = [each.minutes for each in heard if each.minutes is not None]
        rows: list[Row] = []
        for number in sorted({each.attempt for each in heard}):
            said = [each for each in heard if each.attempt == number]
            completed = next((each.at for each in said if each.completes), None)
            rows.append(
                Row(
                    progress=50 if completed is None else 100,
                    score=scores[-1] if scores else None,
                    minutes=times[-1] if times and not rows else 0,
                    last_activity=completed or said[-1].at,
                )
            )
        return rows
