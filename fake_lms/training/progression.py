"""A learner's state in a path: gates, progress, the end. Pure rules of values.

Parts of the article are ambiguous; :class:`TrainingRules` holds the interpretations in force, with
those of the article profile as defaults.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from fake_lms.training.attempts import Attempt
from fake_lms.training.launch_history import Launch
from fake_lms.training.path_model import Path

COMPLETE = 100

Replay = Literal["path-option", "never", "always"]

# 360Learning API v2, the status of a learner in a path session, as far as it can occur here: no
# step has a due date and none is corrected by a person.
SessionStatus = Literal["sessionNotOpened", "notYetStarted", "onTime", "successful"]


class TrainingRules(msgspec.Struct, frozen=True, kw_only=True):
    """Interpretations that concern the platform alone.

    ``replay``: whether a completion from outside the path counts (A-GATE). ``every_path``: a
    launch moves every path of the learner that holds the course (A-WHICHPATH).
    ``reopens``: launching a completed course opens a further attempt (A-LAUNCH50).
    """

    replay: Replay = "path-option"
    every_path: bool = False
    reopens: bool = False


class CourseActivity(msgspec.Struct, frozen=True):
    """One learner's activity on one course, for one path: attempts, oldest first, and the first
    launch that counts for the path."""

    attempts: Sequence[Attempt] = ()
    launch: Launch | None = None


class StepState(msgspec.Struct, frozen=True):
    """One step as a learner sees it."""

    course_id: str
    optional: bool
    done: bool
    locked: bool


class PathState(msgspec.Struct, frozen=True, kw_only=True):
    """A path as a learner sees it. ``progress`` is the share of the steps that must be done."""

    steps: tuple[StepState, ...]
    progress: int
    started_at: datetime | None
    completed_at: datetime | None
    time_spent_ms: int

    @property
    def completed(self) -> bool:
        return self.completed_at is not None

    def locks(self, course_id: str) -> bool:
        """True if the step of that course cannot be started yet."""
        return any(step.locked for step in self.steps if step.course_id == course_id)


def must_replay(path: Path, rules: TrainingRules) -> bool:
    """True if only completions within the path count (A-GATE)."""
    if rules.replay == "path-option":
        return path.options.mandatory_replay
    return rules.replay == "always"


def done_at(activity: CourseActivity, *, replay: bool) -> datetime | None:
    """The instant at which the step was done; None while it is not.

    Only an attempt at 100 completes a step, never a launch (C069, C071). With ``replay`` the
    attempt must have ended after the course was launched from the path.
    """
    finished = [each for each in activity.attempts if each.progress == COMPLETE]
    if replay:
        launch = activity.launch
        finished = [
            each for each in finished if launch is not None and each.id not in launch.finished
        ]
    return min((each.completed_at or each.recorded_at for each in finished), default=None)


def state_of(
    path: Path, activities: Mapping[str, CourseActivity], rules: TrainingRules
) -> PathState:
    """The learner's state in the path; ``activities`` by course id, without untouched courses."""
    replay = must_replay(path, rules)
    nothing = CourseActivity()
    held_up = False
    steps: list[StepState] = []
    ends: list[datetime] = []
    for step in path.steps:
        end = done_at(activities.get(step.course_id, nothing), replay=replay)
        steps.append(StepState(step.course_id, step.optional, end is not None, held_up))
        if end is not None and not step.optional:
            ends.append(end)
        # The gate of a linear path (C069); without a fixed order there is none (C070).
        must_be_done_first = path.options.linear_progression and not step.optional
        held_up = held_up or (must_be_done_first and end is None)
    mandatory = sum(not step.optional for step in path.steps)
    begun = [each.launch.at for each in activities.values() if each.launch is not None]
    return PathState(
        steps=tuple(steps),
        progress=COMPLETE * len(ends) // mandatory if mandatory else 0,
        started_at=min((*begun, *ends), default=None),
        # The last remaining step ends the path, at any position (C071, A-LASTSTEP).
        completed_at=max(ends) if mandatory and len(ends) == mandatory else None,
        time_spent_ms=sum(
            attempt.time_spent_ms for each in activities.values() for attempt in each.attempts
        ),
    )


def status_of(state: PathState, *, opens: datetime, now: datetime) -> SessionStatus:
    """The learner's status in a session that starts at ``opens``."""
    if state.completed:
        return "successful"
    if opens > now:
        return "sessionNotOpened"
    return "notYetStarted" if state.started_at is None else "onTime"
