"""Attempts of learners on courses: one list for each (course, learner)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from fake_lms.core.conditions import Condition
from fake_lms.core.errors import RefusedError
from fake_lms.core.ids import Ids
from fake_lms.core.languages import CourseLanguage
from fake_lms.core.repository import Repository

Result = Literal["success"]


class AttemptState(msgspec.Struct, frozen=True, kw_only=True):
    """The data of one attempt, as a connector writes it.

    ``progress`` and ``score`` are whole percents, ``time_spent_ms`` milliseconds; ``result`` is
    success or None and never failed (C058). ``lang`` None means the course's default language.
    """

    progress: int
    time_spent_ms: int
    score: int | None = None
    result: Result | None = None
    first_activity_at: datetime | None = None
    last_activity_at: datetime | None = None
    completed_at: datetime | None = None
    lang: CourseLanguage | None = None


class Attempt(AttemptState, frozen=True, kw_only=True):
    """One attempt as the platform shows it. Its id stays through every rewrite.

    ``recorded_at`` is when its present content became visible (C014, C015, C074).
    """

    id: str
    course_id: str
    user_id: str
    recorded_at: datetime
    path_id: str | None = None
    path_session_id: str | None = None


class Attempts:
    """All attempts of a platform, oldest first within each (course, learner)."""

    def __init__(self, ids: Ids, now: Callable[[], datetime]) -> None:
        self._ids = ids
        self._now = now
        self._attempts: Repository[Attempt] = Repository()
        self._of: dict[str, dict[str, list[str]]] = {}
        self._courses_of: dict[str, set[str]] = {}
        """The courses on which a learner has attempts."""
        self._rank: dict[str, int] = {}
        """The place of a course among those with attempts, in the order of their first ones."""

    def of(self, course_id: str, user_id: str) -> list[Attempt]:
        """The attempts of one learner on one course, first one first."""
        return self._read(self._of.get(course_id, {}).get(user_id, []))

    def for_course(self, course_id: str) -> list[Attempt]:
        """The attempts of all learners on one course, in order of creation."""
        by_user = self._of.get(course_id, {}).values()
        return self._read(sorted(each for ids in by_user for each in ids))

    def on_course(self, course_id: str, after: str | None) -> Iterator[Attempt]:
        """As :meth:`for_course`, from behind the attempt ``after``."""
        on_it: Condition[Attempt] = Condition(
            "courseId", lambda each: each.course_id, "eq", [course_id]
        )
        return self._attempts.after(after, [on_it])

    def replace(
        self,
        course_id: str,
        user_id: str,
        states: Sequence[AttemptState],
        *,
        default_lang: CourseLanguage,
    ) -> list[Attempt]:
        """Rewrite the attempts of one learner on one course, all or nothing.

        The i-th state becomes the content of the i-th attempt, which keeps its id and its path;
        additional states become new attempts. An attempt whose content does not
        change keeps ``recorded_at``.

        Raises:
            RefusedError: ``attemptsWouldBeLost``, when there are fewer states than attempts.
        """
        held = self._of.setdefault(course_id, {}).setdefault(user_id, [])
        if len(states) < len(held):
            raise RefusedError(
                "attemptsWouldBeLost",
                f"The learner has {len(held)} attempts on that course and {len(states)} were "
                "given; attempts cannot be deleted. Send all of them",
            )
        for place, state in enumerate(states):
            if place < len(held):
                self._rewrite(held[place], state)
            else:
                held.append(self._make(course_id, user_id, state, default_lang))
        return self._read(held)

    def begin(
        self,
        course_id: str,
        user_id: str,
        state: AttemptState,
        *,
        default_lang: CourseLanguage,
        path_id: str | None = None,
        path_session_id: str | None = None,
    ) -> Attempt:
        """Add an attempt, optionally within a path session."""
        attempt_id = self._make(course_id, user_id, state, default_lang, path_id, path_session_id)
        self._of.setdefault(course_id, {}).setdefault(user_id, []).append(attempt_id)
        return self._read([attempt_id])[0]

    def raise_progress(self, attempt_id: str, progress: int) -> Attempt:
        """Raise an attempt to ``progress``; all other fields stay, dates included."""
        (before,) = self._read([attempt_id])
        after = msgspec.structs.replace(before, progress=progress, recorded_at=self._now())
        self._attempts.put(attempt_id, after)
        return after

    def courses_of(self, user_id: str) -> list[str]:
        """The courses on which a learner has attempts, in the order of their first ones."""
        return sorted(self._courses_of.get(user_id, ()), key=self._rank.__getitem__)

    def after(
        self, cursor: str | None, conditions: Sequence[Condition[Attempt]] = ()
    ) -> Iterator[Attempt]:
        return self._attempts.after(cursor, conditions)

    def __iter__(self) -> Iterator[Attempt]:
        return iter(self._attempts)

    def __len__(self) -> int:
        return len(self._attempts)

    def __contains__(self, attempt_id: object) -> bool:
        return attempt_id in self._attempts

    def _make(
        self,
        course_id: str,
        user_id: str,
        state: AttemptState,
        default_lang: CourseLanguage,
        path_id: str | None = None,
        path_session_id: str | None = None,
    ) -> str:
        attempt = Attempt(
            id=self._ids(),
            course_id=course_id,
            user_id=user_id,
            recorded_at=self._now(),
            path_id=path_id,
            path_session_id=path_session_id,
            **msgspec.structs.asdict(_in(state, default_lang)),
        )
        self._attempts.put(attempt.id, attempt)
        self._courses_of.setdefault(user_id, set()).add(course_id)
        self._rank.setdefault(course_id, len(self._rank))
        return attempt.id

    def _rewrite(self, attempt_id: str, state: AttemptState) -> None:
        (before,) = self._read([attempt_id])
        content = msgspec.structs.asdict(_in(state, before.lang))
        after = msgspec.structs.replace(before, **content)
        if after != before:
            after = msgspec.structs.replace(after, recorded_at=self._now())
            self._attempts.put(attempt_id, after)

    def _read(self, attempt_ids: Sequence[str]) -> list[Attempt]:
        return [each for each in map(self._attempts.get, attempt_ids) if each is not None]


def _in(state: AttemptState, lang: CourseLanguage | None) -> AttemptState:
    """``state`` in its own language, or else in ``lang``."""
    return state if state.lang else msgspec.structs.replace(state, lang=lang)
