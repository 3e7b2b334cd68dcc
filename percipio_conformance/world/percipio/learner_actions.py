"""Learners' actions in Percipio, by the names of learners and the titles of items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from fake_lms.platform import Platform
from fake_percipio.catalog.items import Item
from fake_percipio.xapi.course_session import take_course, videos_of
from fake_percipio.xapi.learner_activity import ActivityRefusedError, LearnerActivity
from fake_percipio.xapi.learners import Learner
from fake_percipio.xapi.statements import Statement
from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.percipio.field_paths import set_field
from percipio_conformance.world.personas import Personas, add_learner

Action = Callable[..., object]


def _watch_video(activity: LearnerActivity, learner: Learner, course: Item, **more: Any) -> None:
    (video,) = videos_of(course, 1)
    activity.start(learner, video)
    activity.complete(learner, video, **more)


ACTIONS: dict[str, Action] = {
    "opens the page of": LearnerActivity.arrive,
    "starts": LearnerActivity.start,
    "works on": LearnerActivity.progress,
    "reopens": LearnerActivity.start,
    "completes": LearnerActivity.complete,
    "restarts": LearnerActivity.restart,
    "continues the earlier attempt on": LearnerActivity.continue_earlier,
    "receives a waiver for": LearnerActivity.waive,
    "takes the test of": LearnerActivity.score_assessment,
    "finishes a video of": _watch_video,
}
"""The actions of a learner on an item; each takes the activity, the learner and the item."""


_STRANGER = "Zelda"
"""The name of the learner for :meth:`LearnerActions.stranger`."""


@dataclass(frozen=True, slots=True)
class LearnerAction:
    """An action of a learner; ``statement_id`` is None where Percipio sends no statement."""

    learner: str
    title: str
    statement_id: str | None


class LearnerActions:
    """The learners of one customer and their actions."""

    def __init__(
        self, platform: Platform, personas: Personas, catalog: Catalog, *, clock: SimulatedClock
    ) -> None:
        self._platform = platform
        self._personas = personas
        self._organization = personas.acme
        self._catalog = catalog
        self._clock = clock
        self._statement_fields: dict[str, object] = {}
        self.actions: list[LearnerAction] = []
        """All actions so far, in order."""

    # Actions

    def start(self, learner: str, title: str) -> None:
        """Open the item in Percipio's player."""
        self.act(learner, "starts", title)

    def complete(self, learner: str, title: str) -> None:
        """Complete the item in Percipio's player."""
        self.act(learner, "completes", title)

    def act(
        self,
        learner: str,
        action: str,
        title: str,
        *,
        score: int | None = None,
        seconds: int | None = None,
    ) -> None:
        """Perform one of :data:`ACTIONS`.

        Args:
            score: in percent.
            seconds: the total time on the item so far.
        """
        given = {"score": score, "duration_seconds": seconds}
        details = {name: value for name, value in given.items() if value is not None}
        ACTIONS[action](self._activity, self._learner(learner), self._item(title), **details)
        self._record(learner, title)

    def take_whole_course(self, learner: str, title: str, *, score: int) -> None:
        """Watch every video of the course and take its test, so that both end now.

        Args:
            score: of the test, in percent.
        """
        take_course(
            self._activity,
            self._learner(learner),
            self._item(title),
            until=self._clock.now(),
            score=score,
            reviewed=False,
        )
        self._record(learner, title)

    # Accounts

    def add_learner(self, name: str) -> None:
        """Add a learner whom both platforms know."""
        add_learner(self._personas, self._platform, name)

    def add_unknown_learner(self, name: str) -> None:
        """Add a learner of Percipio whom 360Learning does not know."""
        if name in self._organization.learners:
            raise FeatureMistake(f"{name} is a learner already; give this one another name")
        mail = f"{name.lower()}@elsewhere.example"
        self._organization.add_learner(name, email=mail, user_id=f"{name.lower()}-1")

    def stranger(self) -> str:
        """The name of a learner whom 360Learning does not know, and no scenario."""
        if _STRANGER not in self._organization.learners:
            self.add_unknown_learner(_STRANGER)
        return _STRANGER

    def complete_as_stranger(self, most: int) -> int:
        """Let a learner whom 360Learning does not know complete items; return their number.

        Args:
            most: the most items to complete, of those that the scenario has added.
        """
        stranger, catalog = self._learner(self.stranger()), self._organization.catalog
        keys = {self._catalog.id_of(title) for title in self._catalog.titles[:most]}
        completed = 0
        for key in sorted(each for each in keys if each in catalog):
            # Some kinds of items have no end.
            with suppress(ActivityRefusedError):
                self._activity.complete(stranger, catalog.get(key))
                completed += 1
        return completed

    def remove_license(self, learner: str) -> None:
        self._organization.license(learner, False)

    def remove_account(self, learner: str) -> None:
        """Delete the learner's account at Percipio."""
        learners = self._organization.learners
        del learners[learners[learner].name]

    # Settings of the site

    def allow_repeated_completions(self) -> None:
        """Let learners restart a course (C150)."""
        self._activity.multiple_completions = True

    def set_statement_fields(self, values: Mapping[str, object]) -> None:
        """Set fields of every later statement by path, on top of those set before."""
        self._statement_fields |= values
        self._activity.rewrite = self._set_fields

    def _set_fields(self, statement: Statement) -> None:
        for path, value in self._statement_fields.items():
            set_field(statement, path, value, within=True)

    def omit_registrations(self) -> None:
        """Send statements that do not identify their attempt."""
        self._activity.sends_registration = False

    @property
    def _activity(self) -> LearnerActivity:
        return self._organization.activity

    def _learner(self, name: str) -> Learner:
        return self._organization.learners[name]

    def _item(self, title: str) -> Item:
        return self._organization.catalog.get(self._catalog.id_of(title))

    def _record(self, learner: str, title: str) -> None:
        statement = self._activity.records[-1].statement
        self.actions.append(LearnerAction(learner, title, statement["id"] if statement else None))
