"""All paths of a platform, their sessions and enrolments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from fake_lms.content.course_repository import Courses
from fake_lms.core.conditions import Condition
from fake_lms.core.errors import NotFoundError, RefusedError
from fake_lms.core.ids import Ids
from fake_lms.core.repository import Repository
from fake_lms.people.groups import Groups
from fake_lms.people.users import Users
from fake_lms.training.path_model import Enrolment, Path, PathSession, Step


class Paths:
    """Paths by id; the refusals carry 360Learning's codes."""

    def __init__(
        self, ids: Ids, now: Callable[[], datetime], courses: Courses, groups: Groups, users: Users
    ) -> None:
        self._ids = ids
        self._now = now
        self._courses = courses
        self._groups = groups
        self._users = users
        self._paths: Repository[Path] = Repository()
        self._sessions: Repository[PathSession] = Repository()
        self._enrolments: Repository[Enrolment] = Repository()
        self._of_session: dict[str, dict[str, str]] = {}
        """Enrolment ids by session and user."""
        self._of_path: dict[str, list[str]] = {}
        """Session ids by path."""
        self._of_learner: dict[str, list[str]] = {}
        """Enrolment ids by user."""

    # Paths

    def add(
        self,
        name: str,
        *,
        author_id: str,
        group_id: str,
        steps: Sequence[Step] = (),
        **content: Any,
    ) -> Path:
        """A new path with these steps (C007).

        Raises:
            NotFoundError: ``groupNotFound``, ``usersNotFound``; for a step as :meth:`set_steps`.
            RefusedError: ``mainAuthorAsCoAuthor``; for the steps as :meth:`set_steps`.
        """
        self._groups.get(group_id)
        co_authors: tuple[str, ...] = content.get("co_author_ids", ())
        self._require_present(author_id, *co_authors)
        if author_id in co_authors:
            raise RefusedError(
                "mainAuthorAsCoAuthor", "The main author of a path is not a co-author of it as well"
            )
        now = self._now()
        path = Path(
            id=self._ids(),
            name=name,
            author_id=author_id,
            group_id=group_id,
            created_at=now,
            modified_at=now,
            **content,
        )
        if steps:
            path = self._with_steps(path, steps)
        self._paths.put(path.id, path)
        return path

    def get(self, path_id: str) -> Path:
        """Raises NotFoundError ``pathNotFound``."""
        path = self._paths.get(path_id)
        if path is None:
            raise NotFoundError("pathNotFound", f"No path has the id {path_id!r}")
        return path

    def set_steps(self, path_id: str, steps: Sequence[Step]) -> Path:
        """Replace the steps.

        An archived course stays a step, but cannot become a step
        (360Learning API v2, archive a course).

        Raises:
            NotFoundError: ``pathNotFound``, ``courseStepNotFound``.
            RefusedError: ``duplicatedStep``, ``onlyOptionalSteps``.
        """
        changed = self._with_steps(self.get(path_id), steps)
        self._paths.put(path_id, changed)
        return changed

    def after(
        self, cursor: str | None, conditions: Sequence[Condition[Path]] = ()
    ) -> Iterator[Path]:
        return self._paths.after(cursor, conditions)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._paths)

    def __contains__(self, path_id: object) -> bool:
        return path_id in self._paths

    # Sessions

    def add_session(
        self, path_id: str, name: str, *, instructor_id: str, start_date: datetime, **content: Any
    ) -> PathSession:
        """A new session of the path, owned by the path's group.

        Raises:
            NotFoundError: ``pathNotFound``, ``usersNotFound``.
            RefusedError: ``invalidStartOrEndDate`` when it ends before it starts.
        """
        path = self.get(path_id)
        self._require_present(instructor_id)
        end: datetime | None = content.get("end_date")
        if end is not None and end <= start_date:
            raise RefusedError("invalidStartOrEndDate", "A session ends after it has started")
        now = self._now()
        session = PathSession(
            id=self._ids(),
            path_id=path.id,
            name=name,
            group_id=path.group_id,
            instructor_id=instructor_id,
            start_date=start_date,
            created_at=now,
            modified_at=now,
            **content,
        )
        self._sessions.put(session.id, session)
        self._of_session[session.id] = {}
        self._of_path.setdefault(path.id, []).append(session.id)
        return session

    def session(self, session_id: str, *, of: str | None = None) -> PathSession:
        """The session, of the path of id ``of`` where that is given.

        Raises:
            NotFoundError: ``sessionNotFound``.
            RefusedError: ``sessionNotBelongToPath``.
        """
        session = self._sessions.get(session_id)
        if session is None:
            raise NotFoundError("sessionNotFound", f"No path session has the id {session_id!r}")
        if of is not None and session.path_id != self.get(of).id:
            raise RefusedError(
                "sessionNotBelongToPath", f"{session.name!r} is a session of another path"
            )
        return session

    def has_session(self, session_id: str) -> bool:
        return session_id in self._sessions

    def sessions_of(self, path_id: str) -> list[PathSession]:
        """The sessions of a path, oldest first. Raises NotFoundError ``pathNotFound``."""
        return [self.session(each) for each in self._of_path.get(self.get(path_id).id, ())]

    # Enrolments

    def enrol(self, session_id: str, user_id: str, *, by_themselves: bool = False) -> Enrolment:
        """Enrol a learner; doing it twice changes nothing.

        Raises:
            NotFoundError: ``sessionNotFound``, ``userNotFound``.
        """
        session = self.session(session_id)
        if not self._users.is_present(user_id):
            raise NotFoundError("userNotFound", f"No user has the id {user_id!r}")
        known = self.enrolment(session.id, user_id)
        if known is not None:
            return known
        made = Enrolment(
            id=self._ids(),
            session_id=session.id,
            user_id=user_id,
            created_at=self._now(),
            self_enrolled=by_themselves,
        )
        self._enrolments.put(made.id, made)
        self._of_session[session.id][user_id] = made.id
        self._of_learner.setdefault(user_id, []).append(made.id)
        return made

    def enrolment(self, session_id: str, user_id: str) -> Enrolment | None:
        """The learner's enrolment in that session, if they have one."""
        found = self._of_session[session_id].get(user_id)
        return None if found is None else self._enrolments.get(found)

    def enrolments(
        self, cursor: str | None = None, conditions: Sequence[Condition[Enrolment]] = ()
    ) -> Iterator[Enrolment]:
        """All enrolments in the order of their making, from behind the id ``cursor``."""
        return self._enrolments.after(cursor, conditions)

    def enrolments_of(
        self,
        path_id: str,
        cursor: str | None = None,
        conditions: Sequence[Condition[Enrolment]] = (),
    ) -> Iterator[Enrolment]:
        """Those in the sessions of one path. Raises NotFoundError ``pathNotFound``."""
        of_path = Condition("pathId", self.path_of, "eq", [self.get(path_id).id])
        return self._enrolments.after(cursor, [of_path, *conditions])

    def path_of(self, enrolment: Enrolment) -> str:
        """The id of the path that the enrolment's session belongs to."""
        return self.session(enrolment.session_id).path_id

    def has_enrolment(self, enrolment_id: str) -> bool:
        return enrolment_id in self._enrolments

    def of_learner(self, user_id: str) -> list[tuple[Path, PathSession, Enrolment]]:
        """A learner's enrolments, in the order of enrolment."""
        found = []
        for enrolment_id in self._of_learner.get(user_id, ()):
            enrolment = self._enrolments.get(enrolment_id)
            assert enrolment is not None
            session = self.session(enrolment.session_id)
            found.append((self.get(session.path_id), session, enrolment))
        return found

    def _with_steps(self, path: Path, steps: Sequence[Step]) -> Path:
        if len({step.course_id for step in steps}) < len(steps):
            raise RefusedError("duplicatedStep", "A course can be a step of a path only once")
        if all(step.optional for step in steps):
            raise RefusedError("onlyOptionalSteps", "A path needs a step that is not optional")
        for step in steps:
            course = self._courses.find(step.course_id)
            archived = course is not None and course.status != "published"
            if course is None or (archived and not path.holds(course.id)):
                raise NotFoundError(
                    "courseStepNotFound",
                    f"No course of id {step.course_id!r} can become a step; an archived one cannot",
                )
        return msgspec.structs.replace(path, steps=tuple(steps), modified_at=self._now())

    def _require_present(self, *user_ids: str) -> None:
        for user_id in user_ids:
            if not self._users.is_present(user_id):
                raise NotFoundError("usersNotFound", f"No user has the id {user_id!r}")
