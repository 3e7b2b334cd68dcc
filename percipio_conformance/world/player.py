"""Percipio's player: what learners do there in more detail than to start and to complete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fake_percipio.catalog.items import Item
from fake_percipio.xapi.course_session import take_course, videos_of
from fake_percipio.xapi.learner_activity import LearnerActivity
from fake_percipio.xapi.learners import Learner
from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.world.learner_activity import LearnerActions
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.personas import Personas

Deed = Callable[..., object]


def _watch_a_video(activity: LearnerActivity, learner: Learner, course: Item, **more: Any) -> None:
    (video,) = videos_of(course, 1)
    activity.start(learner, video)
    activity.complete(learner, video, **more)


ACTIONS: dict[str, Deed] = {
    "opens the page of": LearnerActivity.arrive,
    "starts": LearnerActivity.start,
    "works on": LearnerActivity.progress,
    "reopens": LearnerActivity.start,
    "completes": LearnerActivity.complete,
    "restarts": LearnerActivity.restart,
    "receives a waiver for": LearnerActivity.waive,
    "takes the test of": LearnerActivity.score_assessment,
    "finishes a video of": _watch_a_video,
}
"""What a learner can do with an item; each takes the activity, the learner and the item."""


class Player:
    """Learners at work, by name, on items by title."""

    def __init__(
        self, cast: Personas, offering: Catalog, learning: LearnerActions, clock: SimulatedClock
    ) -> None:
        self._organization = cast.acme
        self._offering = offering
        self._learning = learning
        self._clock = clock

    def do(
        self, learner: str, deed: str, title: str, *, score: int | None, seconds: int | None
    ) -> None:
        """One of the DEEDS; ``seconds`` is the total time on the item so far."""
        given = {"score": score, "duration_seconds": seconds}
        details = {name: value for name, value in given.items() if value is not None}
        ACTIONS[deed](self._activity, self._who(learner), self._item(title), **details)
        self._learning.note(learner, title)

    def do_it_all(self, learner: str, title: str, *, score: int) -> None:
        """The whole course, video by video, and its test; it ends now."""
        take_course(
            self._activity,
            self._who(learner),
            self._item(title),
            until=self._clock.now(),
            score=score,
            reviewed=False,
        )
        self._learning.note(learner, title)

    def allow_repeated_completions(self) -> None:
        """The site setting that lets learners restart a course (C150)."""
        self._activity.multiple_completions = True

    def leave_registrations_out(self) -> None:
        """Statements do not say which attempt they belong to."""
        self._activity.sends_registration = False

    def enrol(self, name: str) -> None:
        """A learner of Percipio whom 360Learning has never heard of."""
        if name in self._organization.learners:
            raise FeatureMistake(f"{name} is a learner already; give this one another name")
        mail = f"{name.lower()}@elsewhere.example"
        self._organization.add_learner(name, email=mail, user_id=f"{name.lower()}-1")

    @property
    def _activity(self) -> LearnerActivity:
        return self._organization.activity

    def _who(self, learner: str) -> Learner:
        return self._organization.learners[learner]

    def _item(self, title: str) -> Item:
        return self._organization.catalog.get(self._offering.id_of(title))
