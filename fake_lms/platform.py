"""One 360Learning platform: its people, groups, courses and their relations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fake_lms.content import editing
from fake_lms.content.course_model import Course
from fake_lms.content.course_repository import Courses
from fake_lms.content.external_course_repository import ExternalCourses
from fake_lms.content.tags import Tags
from fake_lms.core.ids import Ids
from fake_lms.integration.administration import Administration
from fake_lms.integration.backend import IntegrationBackend, NoBackend
from fake_lms.integration.integrations import Integrations
from fake_lms.integration.settings_page import SettingsPages
from fake_lms.people.external_ids import ExternalIds, TargetType
from fake_lms.people.groups import Groups
from fake_lms.people.users import Users
from fake_lms.server.clients import Clients
from fake_lms.server.delayed_requests import DelayedRequests
from fake_lms.server.fault_script import FaultScript
from fake_lms.server.operations import BulkOperations
from fake_lms.server.request_log import RequestLog
from fake_lms.training.attempts import Attempts
from fake_lms.training.launch import Launching
from fake_lms.training.launch_history import Launches
from fake_lms.training.path_repository import Paths
from fake_lms.training.training import Training


class Platform:
    """One 360Learning platform (company).

    ``now`` returns an aware UTC instant; the platform uses no other clock. The same seed, clock
    and order of calls make the same ids and secrets.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        seed: int = 0,
        base_url: str = "http://lms.test",
        name: str = "Acme Academy",
    ) -> None:
        ids = Ids(now, seed)
        self.now = now
        self.base_url = base_url
        self.script = FaultScript()
        self.delayed = DelayedRequests(now)
        self.request_log = RequestLog()
        self.groups = Groups(ids, name=name, shows=self._shows)
        self.users = Users(ids, now, self.groups)
        self.courses = Courses(ids, now)
        self.tags = Tags(ids, self.courses.refresh)
        self.integrations = Integrations(ids, self.groups, self.users)
        self.administration = Administration(self.integrations, self.groups, self.users)
        self.backend: IntegrationBackend = NoBackend()
        self.settings_pages = SettingsPages(
            self.integrations, self.administration, lambda: self.backend
        )
        self.attempts = Attempts(ids, now)
        self.external_ids = ExternalIds(ids, self._exists)
        self.clients = Clients(now, seed)
        self.operations = BulkOperations(ids, now, self.script)
        self.external_courses = ExternalCourses(self.courses, self.tags, self.groups, self.users)
        self.paths = Paths(ids, now, self.courses, self.groups, self.users)
        launches = Launches()
        self.training = Training(
            now,
            courses=self.courses,
            groups=self.groups,
            attempts=self.attempts,
            paths=self.paths,
            launches=launches,
        )
        self.launching = Launching(
            now,
            courses=self.courses,
            groups=self.groups,
            users=self.users,
            integrations=self.integrations,
            attempts=self.attempts,
            paths=self.paths,
            launches=launches,
            training=self.training,
        )

    @property
    def busy(self) -> bool:
        """True if a bulk operation has not ended."""
        return self.operations.busy

    @property
    def held(self) -> int:
        """Number of delayed requests that wait for the clock."""
        return len(self.delayed)

    def release_due(self) -> None:
        """Let all delayed requests go on that are due."""
        self.delayed.release_due()

    def next_due(self) -> datetime | None:
        """The earliest end of an access token that is still good, or of a delay."""
        due = (self.clients.next_expiry(), self.delayed.next_due())
        return min((each for each in due if each is not None), default=None)

    def edit_course(self, course_id: str, user_id: str, **changes: object) -> Course:
        """Edit content fields as a person; see :func:`fake_lms.content.editing.edit`."""
        return editing.edit(self.courses, self.groups, course_id, user_id, changes)

    def visible_courses(self, user_id: str) -> list[Course]:
        """The courses a user finds in the catalogs of their groups (A-PUBLIC)."""
        return self.courses.among(self.groups.visible_catalog(user_id))

    def _shows(self, content_id: str, at_home: bool) -> bool:
        course = self.courses.find(content_id)
        if course is None:  # a path: integrations and archiving do not hide it
            return True
        if course.status != "published":
            return False
        if at_home or course.external is None:
            return True
        integration = self.integrations.get(course.external.integration_id)
        return not integration.no_group_propagation

    def _exists(self, target_type: TargetType, target_id: str) -> bool:
        match target_type:
            case "user":
                return target_id in self.users
            case "course":
                return target_id in self.courses
            case "group":
                return target_id in self.groups
            case "attempt":
                return target_id in self.attempts
            case "path":
                return target_id in self.paths
            case "pathSession":
                return self.paths.has_session(target_id)
            case "pathEnrollment":
                return self.paths.has_enrolment(target_id)
            case _:  # the other resources do not exist on this platform
                return False
