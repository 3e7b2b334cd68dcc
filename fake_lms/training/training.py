"""Views of a person's training: paths, the homepage, search, statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from fake_lms.content.course_model import Course
from fake_lms.content.course_repository import Courses
from fake_lms.people.groups import Groups
from fake_lms.people.statistics_access import administers, sees
from fake_lms.training.attempts import Attempt, Attempts
from fake_lms.training.homepage import (
    Entry,
    Homepage,
    Section,
    of_entries,
    path_entry,
    section_of_course,
    section_of_path,
)
from fake_lms.training.launch_history import Launch, Launches
from fake_lms.training.path_model import Enrolment, Path, PathSession
from fake_lms.training.path_repository import Paths
from fake_lms.training.progression import (
    CourseActivity,
    PathState,
    SessionStatus,
    TrainingRules,
    state_of,
    status_of,
)


class Training:
    """Reads data of other repositories; its only own state is the rules in force."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        courses: Courses,
        groups: Groups,
        attempts: Attempts,
        paths: Paths,
        launches: Launches,
    ) -> None:
        self._now = now
        self._courses = courses
        self._groups = groups
        self._attempts = attempts
        self._paths = paths
        self._launches = launches
        self.rules = TrainingRules()

    def path_state(self, path: Path, session: PathSession, user_id: str) -> PathState:
        """The learner's current state in that session of the path."""
        activities = {
            step.course_id: CourseActivity(
                attempts=self._attempts.of(step.course_id, user_id),
                launch=self._first(
                    self._launches.on(user_id, step.course_id), step.course_id, session
                ),
            )
            for step in path.steps
        }
        return state_of(path, activities, self.rules)

    def session_status(self, session: PathSession, state: PathState) -> SessionStatus:
        """The status of a learner in that state, now."""
        return status_of(state, opens=session.start_date, now=self._now())

    def homepage(self, user_id: str) -> Homepage:
        """The learner's own homepage (C066, C067)."""
        return of_entries([*self._path_entries(user_id), *self._course_entries(user_id)])

    def search(self, user_id: str, text: str, after: str | None = None) -> Iterator[Course]:
        """Search results of this person: active courses whose title contains ``text`` (C005).

        Learners find those of their catalogs; administrators also those in the catalogs and
        libraries of their groups and of the groups below. From behind the course ``after``.
        """
        return (each for each in self._courses.search(text, after) if self._finds(user_id, each))

    def statistics(
        self, course_id: str, viewer_id: str, after: str | None = None
    ) -> Iterator[Attempt]:
        """The attempts on a course that ``viewer_id`` may see, in the order of their making.

        From behind the attempt ``after``.

        Learners see their own, administrators of a group those of its members, administrators of
        the platform everybody's (C010).

        Raises:
            NotFoundError: ``courseNotFound``.
        """
        course = self._courses.get(course_id)
        return (
            each
            for each in self._attempts.on_course(course.id, after)
            if sees(viewer_id, each.user_id, self._groups)
        )

    def enrolments(
        self, path_id: str, viewer_id: str, after: str | None = None
    ) -> Iterator[Enrolment]:
        """The learners of a path whom ``viewer_id`` may see there, as with :meth:`statistics`.

        Raises:
            NotFoundError: ``pathNotFound``.
        """
        return (
            each
            for each in self._paths.enrolments_of(path_id, after)
            if sees(viewer_id, each.user_id, self._groups)
        )

    def _finds(self, user_id: str, course: Course) -> bool:
        return self._groups.shows_to(user_id, course.id) or any(
            administers(user_id, group, self._groups) for group in self._groups.places_of(course.id)
        )

    def _first(self, launches: list[Launch], course_id: str, session: PathSession) -> Launch | None:
        """The first launch of the course that counts for the session (A-WHICHPATH)."""
        return next(
            (
                each
                for each in launches
                if each.course_id == course_id
                and (self.rules.every_path or each.session_id == session.id)
            ),
            None,
        )

    def _path_entries(self, user_id: str) -> Iterator[tuple[Section, Entry]]:
        for path, session, _ in self._paths.of_learner(user_id):
            state = self.path_state(path, session, user_id)
            yield section_of_path(state), path_entry(path, session, state)

    def _course_entries(self, user_id: str) -> Iterator[tuple[Section, Entry]]:
        for course_id in self._attempts.courses_of(user_id):
            attempts = self._attempts.of(course_id, user_id)
            section = section_of_course(attempts, self._launches.on(user_id, course_id))
            if section is not None:
                course = self._courses.get(course_id)
                progress = attempts[-1].progress
                yield (
                    section,
                    Entry(kind="course", id=course.id, name=course.name, progress=progress),
                )
