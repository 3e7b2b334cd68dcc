"""Learning paths as the platform stores them: immutable values."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from fake_lms.core.languages import CourseLanguage

PathStatus = Literal["archived", "published"]

# 360Learning API v2, RegularCourseStepOptionsDTO: when answers and the forum are shown.
Reveal = Literal["never", "onAnswer", "onCompletion", "onSuccess"]

# 360Learning API v2, PathSessionDTO.registrationRequestValidation.
Registration = Literal[
    "disabled",
    "instructors",
    "managers",
    "adminsAndManagers",
    "adminsCoachesInstructorsManagers",
]


class PathOptions(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True
):
    """The options of 360Learning's path editor; the first two govern gates (A-GATE)."""

    linear_progression: bool = False
    mandatory_replay: bool = False
    display_forum: bool = False
    display_classroom_messages: bool = False
    automated_reminders: bool = False
    notification_on_step_creation: bool = False


class Step(msgspec.Struct, frozen=True):
    """A course step. An optional step does not block the next step or the end of the path."""

    course_id: str
    optional: bool = False
    show_correction: Reveal = "never"
    show_forum: Reveal = "never"


class Path(msgspec.Struct, frozen=True, kw_only=True):
    """One path: steps in order, each course at most once."""

    id: str
    name: str
    author_id: str
    group_id: str
    created_at: datetime
    modified_at: datetime
    lang: CourseLanguage = "en"
    status: PathStatus = "published"
    description: str | None = None
    co_author_ids: tuple[str, ...] = ()
    options: PathOptions = PathOptions()
    steps: tuple[Step, ...] = ()

    def holds(self, course_id: str) -> bool:
        """True if the course is one of the steps."""
        return any(step.course_id == course_id for step in self.steps)


class PathSession(msgspec.Struct, frozen=True, kw_only=True):
    """One run of a path, into which learners are enrolled."""

    id: str
    path_id: str
    name: str
    group_id: str
    instructor_id: str
    start_date: datetime
    created_at: datetime
    modified_at: datetime
    end_date: datetime | None = None
    registration: Registration = "disabled"


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """One learner in one session."""

    id: str
    session_id: str
    user_id: str
    created_at: datetime
    self_enrolled: bool = False
