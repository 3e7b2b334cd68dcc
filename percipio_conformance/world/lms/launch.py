"""Learners launch courses in 360Learning."""

from __future__ import annotations

from fake_lms.platform import Platform
from percipio_conformance.core.coroutines import RunCoroutine
from percipio_conformance.world.lms.browser import Browser, LaunchResult
from percipio_conformance.world.lms.manual_edits import ManualEdits
from percipio_conformance.world.lms.paths import Paths
from percipio_conformance.world.lms.users import Users
from percipio_conformance.world.personas import Personas


class Launch:
    """Learners by name, courses by title; a path by name where the course is part of one."""

    def __init__(
        self,
        platform: Platform,
        personas: Personas,
        manual_edits: ManualEdits,
        users: Users,
        paths: Paths,
        *,
        browser: Browser,
        run: RunCoroutine,
    ) -> None:
        self._platform = platform
        self._personas = personas
        self._manual_edits = manual_edits
        self._users = users
        self._paths = paths
        self._browser = browser
        self._run = run

    def start(self, learner: str, title: str, path: str | None = None) -> LaunchResult:
        """Click the course, and follow 360Learning's redirect."""
        learners = self._personas.acme.learners
        account = learners[learner].uuid if learner in learners else None
        user_id, session_id = self._users.id_of(learner), self._session_id(path)
        course_id = self._manual_edits.course_of(title).id
        result: LaunchResult = self._run(
            self._browser.launch(course_id, user_id, session_id, account)
        )
        return result

    def complete_native(self, learner: str, title: str, path: str | None = None) -> None:
        """Complete a course that was made in 360Learning itself."""
        user_id, session_id = self._users.id_of(learner), self._session_id(path)
        course_id = self._manual_edits.course_of(title).id
        self._platform.launching.complete_native(course_id, user_id, session_id)

    def _session_id(self, path: str | None) -> str | None:
        return None if path is None else self._paths.session_id(path)
