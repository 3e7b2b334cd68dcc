"""Launch of a course: the redirect, and the effects on the platform.

A course of an integration runs on another platform, so the learner is redirected, and 360Learning
checks no license (C063, C065). A native course runs here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from fake_lms.content.course_model import Course
from fake_lms.content.course_repository import Courses
from fake_lms.core.errors import ForbiddenError, NotFoundError, RefusedError
from fake_lms.integration.integrations import Integration, Integrations
from fake_lms.people.groups import Groups
from fake_lms.people.users import Users
from fake_lms.training.attempts import Attempt, Attempts, AttemptState
from fake_lms.training.launch_history import Launch, Launches
from fake_lms.training.path_model import PathSession
from fake_lms.training.path_repository import Paths
from fake_lms.training.progression import COMPLETE
from fake_lms.training.training import Training


class Launching:
    """Handles a learner's click on a course."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        courses: Courses,
        groups: Groups,
        users: Users,
        integrations: Integrations,
        attempts: Attempts,
        paths: Paths,
        launches: Launches,
        training: Training,
    ) -> None:
        self._now = now
        self._courses = courses
        self._groups = groups
        self._users = users
        self._integrations = integrations
        self._attempts = attempts
        self._paths = paths
        self._launches = launches
        self._training = training

    def launch(self, course_id: str, user_id: str, session_id: str | None = None) -> str:
        """Launch a course of an integration; return the URL to redirect the learner to.

        Args:
            session_id: the path session the learner launches it from; None for the course alone.

        Raises:
            NotFoundError: ``courseNotFound``, ``userNotFound``, ``sessionNotFound``.
            ForbiddenError: ``courseNotVisible`` for a course the learner is not shown,
                ``stepLocked`` behind the gate of a linear path.
            RefusedError: ``courseNotExternal`` for a native course.
        """
        course = self._courses.get(course_id)
        if course.external is None:
            raise RefusedError(
                "courseNotExternal",
                f"{course.name!r} is a native course of 360Learning and has no external page",
            )
        session = self._admit(course, user_id, session_id)
        self._note(course, user_id, session)
        integration = self._integrations.get(course.external.integration_id)
        self._mark(course, user_id, session, integration)
        return address(course, self._users.get(user_id).lang)

    def complete_native(
        self, course_id: str, user_id: str, session_id: str | None = None
    ) -> Attempt:
        """Complete a native course; return the new attempt.

        Raises:
            NotFoundError, ForbiddenError: as :meth:`launch`.
            RefusedError: ``courseNotNative`` for an external course.
        """
        course = self._courses.get(course_id)
        if course.external is not None:
            raise RefusedError("courseNotNative", f"{course.name!r} is an external course")
        session = self._admit(course, user_id, session_id)
        self._note(course, user_id, session)
        return self._begin(course, user_id, session, _begun(COMPLETE, self._now()))

    def _admit(self, course: Course, user_id: str, session_id: str | None) -> PathSession | None:
        """Admit every learner who can see the course; licenses are not checked (C063)."""
        if not self._users.is_present(user_id):
            raise NotFoundError("userNotFound", f"No user has the id {user_id!r}")
        if session_id is None:
            if course.status != "published" or not self._is_in_catalog(course, user_id):
                raise ForbiddenError(
                    "courseNotVisible", f"{course.name!r} is not in a catalog of this learner"
                )
            return None
        session = self._paths.session(session_id)
        path = self._paths.get(session.path_id)
        if not path.holds(course.id) or self._paths.enrolment(session.id, user_id) is None:
            raise ForbiddenError(
                "courseNotVisible",
                f"{course.name!r} is not a step of a path in which this learner is enrolled by the "
                f"session {session.name!r}",
            )
        if self._training.path_state(path, session, user_id).locks(course.id):
            raise ForbiddenError(
                "stepLocked",
                f"{course.name!r} opens when the steps before it in {path.name!r} are completed",
            )
        return session

    def _is_in_catalog(self, course: Course, user_id: str) -> bool:
        return self._groups.shows_to(user_id, course.id)

    def _note(self, course: Course, user_id: str, session: PathSession | None) -> None:
        attempts = self._attempts.of(course.id, user_id)
        self._launches.add(
            Launch(
                user_id=user_id,
                course_id=course.id,
                session_id=None if session is None else session.id,
                at=self._now(),
                finished=frozenset(each.id for each in attempts if each.progress == COMPLETE),
            )
        )

    def _mark(
        self,
        course: Course,
        user_id: str,
        session: PathSession | None,
        integration: Integration,
    ) -> None:
        attempts = self._attempts.of(course.id, user_id)
        progress = integration.default_progress or 0
        if integration.default_completion:
            progress = COMPLETE
        if opens_attempt(attempts, reopens=self._training.rules.reopens):
            self._begin(course, user_id, session, _begun(progress, self._now()))
        elif attempts[-1].progress < progress:
            self._attempts.raise_progress(attempts[-1].id, progress)

    def _begin(
        self, course: Course, user_id: str, session: PathSession | None, state: AttemptState
    ) -> Attempt:
        return self._attempts.begin(
            course.id,
            user_id,
            state,
            default_lang=course.default_lang,
            path_id=None if session is None else session.path_id,
            path_session_id=None if session is None else session.id,
        )


def opens_attempt(attempts: Sequence[Attempt], *, reopens: bool) -> bool:
    """True if a launch creates an attempt (A-LAUNCH50): the first launch does; a launch of a
    completed course only with ``reopens``. Otherwise an open attempt continues."""
    return not attempts or (reopens and attempts[-1].progress == COMPLETE)


def address(course: Course, lang: str) -> str:
    """The URL of the course, in the learner's language if there is a link for it."""
    assert course.external is not None
    links: dict[str, str | None] = {each.lang: each.launch_url for each in course.translations}
    return links.get(lang) or course.external.launch_url


def _begun(progress: int, now: datetime) -> AttemptState:
    done = progress == COMPLETE
    return AttemptState(
        progress=progress,
        time_spent_ms=0,
        result="success" if done else None,
        first_activity_at=now,
        last_activity_at=now,
        completed_at=now if done else None,
    )
