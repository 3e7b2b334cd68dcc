"""One learner's progress through the titles, in order of time.

A course is opened, its videos are watched, its test is taken until it is passed, and then it is
satisfied; a retake has a registration of its own, a revisit has the old one. The order of things
and the oddities (progress reported twice with one timestamp, a review with a longer duration after
the completion) are those of real tracking events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from fake_percipio.core.ids import drawn_uuid
from fake_percipio.generator.titles import Title
from fake_percipio.xapi.events import EventKind, LearnerEvent, XapiActivity
from fake_percipio.xapi.learners import Learner

_PASS_MARK = 70
"""Percent; Percipio's own unless an organization sets another."""

# Probability of each event, per opportunity.
_STUDIES_TODAY = 0.5
_RETAKES = 0.12
_IS_WAIVED = 0.02
_ARRIVES = 0.5
_TELLS_TWICE = 0.05
_FINISHES = 0.45
_REVIEWS = 0.15
_GIVES_UP = 0.2


@dataclass(slots=True)
class _Study:
    """Content in progress; ``seconds`` is the total time on it."""

    title: Title
    registration: str
    seconds: int = 0


class History:
    """Everything one learner does, a day at a time."""

    def __init__(self, learner: Learner, titles: Sequence[Title], rng: Random) -> None:
        self._learner = learner
        self._titles = titles
        self._rng = rng
        self._current: _Study | None = None
        self._finished: dict[str, _Study] = {}
        self._events: list[LearnerEvent] = []
        self._at: datetime

    def day(self, midnight: datetime) -> list[LearnerEvent]:
        """The events of the day that begins at ``midnight``, in the order in which they happen."""
        rng = self._rng
        self._events = []
        if rng.random() >= _STUDIES_TODAY:
            return self._events
        # Between 05:00 and 19:00; the longest session lasts less than five hours.
        self._at = midnight + timedelta(milliseconds=18_000_000 + int(rng.random() * 50_400_000))
        study = self._current or self._begin()
        if study is not None:
            self._go_on(study)
            if rng.random() < _FINISHES:
                self._finish(study)
        return self._events

    def _begin(self) -> _Study | None:
        rng = self._rng
        if self._finished and rng.random() < _RETAKES:
            done = list(self._finished.values())
            title = done[int(rng.random() * len(done))].title
        else:
            title = self._titles[int(rng.random() * len(self._titles))]
            known = self._finished.get(title.activity.id)
            if known is not None:
                self._spend(known)
                self._report("experienced", known, seconds=known.seconds)
                return None
        study = _Study(title, drawn_uuid(rng))
        if rng.random() < _IS_WAIVED and title.ending == "satisfied":
            self._report("waived", study, completion=True)
            self._finished[title.activity.id] = study
            return None
        if rng.random() < _ARRIVES:
            self._report("arrived", study)
            self._pass(30)
        self._report("initialized", study)
        self._current = study
        return study

    def _go_on(self, study: _Study) -> None:
        rng = self._rng
        videos = study.title.videos
        for _ in range(1 + int(rng.random() * 3)):
            spent = self._spend(study)
            if videos:
                video = videos[int(rng.random() * len(videos))]
                course = study.title.activity
                self._report(
                    "completed",
                    study,
                    about=video,
                    parent=course,
                    completion=True,
                    seconds=spent,
                )
            self._report("experienced", study, seconds=study.seconds)
            if rng.random() < _TELLS_TWICE:
                self._report("experienced", study, seconds=study.seconds)

    def _finish(self, study: _Study) -> None:
        title = study.title
        if title.ending == "never":
            if self._rng.random() < _GIVES_UP:
                self._current = None
            return
        score = None
        if title.test is not None or title.ending == "scored":
            score = self._take_test(study)
            if score < _PASS_MARK:
                return
        if title.ending != "scored":
            self._pass(60)
            self._report(
                "course_satisfied" if title.ending == "satisfied" else "completed",
                study,
                score=score,
                success=True,
                completion=True,
                seconds=study.seconds,
            )
        self._current = None
        self._finished[title.activity.id] = study
        if self._rng.random() < _REVIEWS:
            self._spend(study)
            self._report("experienced", study, seconds=study.seconds)

    def _take_test(self, study: _Study) -> float:
        """The score, reported twice: as such, and as passed or failed."""
        spent = self._spend(study)
        score = float(40 + int(self._rng.random() * 61))
        about = study.title.test or study.title.activity
        parent = study.title.activity if study.title.test else study.title.around
        for kind in ("assessment_scored", "passed" if score >= _PASS_MARK else "failed"):
            self._report(
                kind,
                study,
                about=about,
                parent=parent,
                score=score,
                success=score >= _PASS_MARK,
                seconds=spent,
            )
        return score

    def _spend(self, study: _Study) -> int:
        """Spend up to 15 minutes on the content; return the seconds."""
        spent = 20 + int(self._rng.random() * 880)
        study.seconds += spent
        self._at += timedelta(seconds=spent)
        return spent

    def _pass(self, seconds: int) -> None:
        self._at += timedelta(seconds=1 + int(self._rng.random() * seconds))

    def _report(
        self,
        kind: EventKind,
        study: _Study,
        *,
        about: XapiActivity | None = None,
        parent: XapiActivity | None = None,
        score: float | None = None,
        success: bool | None = None,
        completion: bool | None = None,
        seconds: int | None = None,
    ) -> None:
        title = study.title
        self._events.append(
            LearnerEvent(
                kind,
                self._learner,
                title.activity if about is None else about,
                self._at,
                title.around if about is None else parent,
                study.registration,
                score,
                success,
                completion,
                seconds,
            )
        )
