"""A 360Learning with many of everything, for ``benchmarks/growth.py``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import orjson

from fake_lms.app import create_app
from fake_lms.content.course_model import External
from fake_lms.platform import Platform
from fake_lms.training.attempts import AttemptState
from fake_lms.training.path_model import Step
from percipio_conformance.network.asgi import AsgiResponse, AsgiUrl, call

START = datetime(2026, 1, 5, 11, tzinfo=UTC)

EXCEPTIONS = 20
"""So many learners are deleted, so many courses archived and in another language."""


class GrowingWorld:
    """A platform with ``size`` of everything, and a client of its API."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._at = START
        self.platform = platform = Platform(lambda: self._at)
        self.group = platform.groups.add("Academy", public=False).id
        admin = platform.users.add("Carol", mail="carol@acme.example", roles={self.group: "admin"})
        self.admin = admin.id
        self.integration = platform.integrations.add(
            "Skillsoft", group_id=self.group, author_id=admin.id, default_progress=50
        )
        self.tags = [platform.tags.add(f"Tag {number}").id for number in range(size)]
        self.users: list[str] = []
        self.courses: list[str] = []
        for number in range(size):
            self._at += timedelta(seconds=1)
            self._add_learner(number)
            self._add_course(number)
            self._add_groups_and_path(number)
        for number, (user, course) in enumerate(zip(self.users, self.courses, strict=True)):
            self._add_attempt(user, course if number % 2 else self.courses[0])
        client = platform.clients.add("Skillsoft connector", in_house=True)
        self.client = client
        for _ in range(size):
            platform.clients.issue(client.client_id, client.client_secret)
        token = platform.clients.issue(client.client_id, client.client_secret)
        assert token is not None
        self._headers = [
            (b"authorization", f"Bearer {token.value}".encode()),
            (b"360-api-version", b"v2.0"),
        ]
        self._app = create_app(platform)
        self.fresh = count()

    def _add_learner(self, number: int) -> None:
        platform = self.platform
        user = platform.users.add(
            f"Learner {number}",
            mail=f"learner.{number}@acme.example",
            username=f"learner.{number}",
            roles={self.group: "learner"},
        )
        self.users.append(user.id)
        platform.external_ids.add("workday", f"emp-{number}", user.id)
        if number < EXCEPTIONS:
            platform.users.delete(user.id)

    def _add_course(self, number: int) -> None:
        platform = self.platform
        course = platform.courses.add(
            f"Course {number}",
            author_id=self.users[number],
            group_id=self.group,
            lang="fr" if number < EXCEPTIONS else "en",
            external=External(
                integration_id=self.integration.id,
                external_platform="Skillsoft",
                external_id=f"item-{number}",
                launch_url="http://a.b/",
            ),
            co_author_ids=(self.users[number],),
        )
        self.courses.append(course.id)
        platform.groups.add_to_catalog(self.group, course.id)
        platform.groups.add_to_library(self.group, course.id)
        platform.tags.add_by_hand(course.id, self.tags[number])
        if number < EXCEPTIONS:
            platform.courses.archive(course.id, "hand")

    def _add_groups_and_path(self, number: int) -> None:
        platform = self.platform
        sub = platform.groups.add(f"Group {number}", public=False)
        path = platform.paths.add(
            f"Path {number}",
            author_id=self.admin,
            group_id=sub.id,
            steps=[Step(self.courses[number])] if number >= EXCEPTIONS else [],
        )
        session = platform.paths.add_session(
            path.id, "Session", instructor_id=self.admin, start_date=self._at
        )
        self.last_path, self.last_session = path.id, session.id
        if number >= EXCEPTIONS:
            platform.paths.enrol(session.id, self.users[number])

    def _add_attempt(self, user: str, course: str) -> None:
        state = AttemptState(progress=100, time_spent_ms=1, completed_at=self._at)
        self.platform.attempts.begin(course, user, state, default_lang="en")

    async def request(self, method: str, path: str, body: bytes = b"") -> AsgiResponse:
        """One request, which must succeed; ``path`` with its query."""
        place, _, query = path.partition("?")
        url = AsgiUrl("http", "lms.test", None, place, place.encode(), query.encode())
        answer = await call(self._app, method, url, self._headers, body)
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path} was answered {answer.status}: {answer.body!r}")
        return answer

    async def everything(self, path: str) -> int:
        """Read a list from the first page to the last; the number of its rows."""
        rows = 0
        following: str | None = path
        while following is not None:
            answer = await self.request("GET", following)
            rows += len(orjson.loads(answer.body))
            link = next((value.decode() for name, value in answer.headers if name == b"link"), None)
            following = None
            if link is not None:
                parts = urlsplit(link[1 : link.index(">")])
                following = f"{parts.path}?{parts.query}"
        return rows

    async def bulk(self, method: str, path: str, objects: list[Any]) -> int:
        """A bulk operation with its result; the number of objects."""
        accepted = await self.request(method, path, orjson.dumps({"input": objects}))
        location = next(value for name, value in accepted.headers if name == b"location").decode()
        place = urlsplit(location).path
        while orjson.loads((await self.request("GET", place)).body)["status"] != "completed":
            pass
        results = orjson.loads((await self.request("GET", f"{place}/results")).body)
        failed = [each for each in results if each["status"] != "success"]
        if failed:
            raise RuntimeError(f"{method} {path}: {failed[0]}")
        return len(objects)
