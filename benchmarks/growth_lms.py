"""The operations of the simulated 360Learning for ``benchmarks/growth.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit

import orjson

from benchmarks.growth import Operation
from fake_lms.app import create_app
from fake_lms.content.course_model import External
from fake_lms.platform import Platform
from fake_lms.training.attempts import AttemptState
from fake_lms.training.path_model import Step
from percipio_conformance.network.asgi import AsgiResponse, AsgiUrl, call

START = datetime(2026, 1, 5, 11, tzinfo=UTC)
MAILS = 100
"""Mails in one request for learners; objects in one bulk operation."""

EXCEPTIONS = 20
"""So many learners are deleted, so many courses archived and in another language."""

Query = Mapping[str, str | list[str]]


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


async def lms_operations(size: int) -> dict[str, Operation]:
    """The operations on a platform of that size, by name."""
    world = GrowingWorld(size)
    for _ in range(size // 2):
        world.platform.operations.submit("archiveExternalCourses", [], str)
        await world.platform.operations.run_until_idle()
    made = _filters(world) | _lists(world) | _writes(world) | _learning(world)
    return {f"360Learning: {name}": operation for name, operation in made.items()}


def _get(world: GrowingWorld, path: str, query: Query, rows: int | None = None) -> Operation:
    """A list request, checked to find ``rows``; a unit of work is the request."""
    target = f"/api/v2/{path}?{urlencode(query, doseq=True)}"

    async def operation() -> int:
        answer = await world.request("GET", target)
        if rows is not None and len(orjson.loads(answer.body)) != rows:
            raise RuntimeError(f"{target} found {len(orjson.loads(answer.body))} rows, not {rows}")
        return 1

    return operation


def _filters(world: GrowingWorld) -> dict[str, Operation]:
    """Every filter of every list, alone, with few results."""
    last, middle = world.size - 1, world.size // 2 + 1
    some = [middle + number for number in range(0, 400, 4)]
    user, course = world.users[last], world.courses[last]
    newest = world.platform.courses.get(world.courses[-3]).created_at.isoformat()
    oldest = world.platform.courses.get(world.courses[3]).created_at.isoformat()
    newest, oldest = newest.replace("+00:00", "Z"), oldest.replace("+00:00", "Z")
    mails = [f"learner.{number}@acme.example" for number in some]
    queries: list[tuple[str, Query, int | None]] = [
        ("users", {"mail[eq]": mails[0]}, 1),
        ("users", {"mail[in]": mails}, 100),
        ("users", {"username[in]": [f"learner.{number}" for number in some]}, 100),
        ("users", {"mail[nin]": mails}, 500),
        ("users", {"status[eq]": "invited"}, 0),
        ("users", {"status[ne]": "active"}, None),
        ("external-ids", {"value[eq]": f"emp-{middle}"}, 1),
        (
            "external-ids",
            {"value[in]": [f"emp-{number}" for number in some], "type[eq]": "user"},
            100,
        ),
        ("external-ids", {"targetId[in]": [world.users[number] for number in some]}, 100),
        ("external-ids", {"platform[eq]": "sap"}, 0),
        ("external-ids", {"platform[ne]": "workday"}, 0),
        ("external-ids", {"type[eq]": "group"}, 0),
        ("courses", {"createdAt[gte]": newest}, 3),
        ("courses", {"createdAt[lt]": oldest}, 3),
        ("courses", {"modifiedAt[gte]": newest}, 3),
        ("courses", {"modifiedAt[lt]": oldest}, 3),
        ("courses", {"status[eq]": "deleted"}, 0),
        ("courses", {"type[eq]": "native"}, 0),
        ("courses", {"authorId[eq]": user}, 1),
        ("courses", {"originalAuthorId[eq]": user}, 1),
        ("courses", {"groupId[eq]": "none"}, 0),
        ("courses", {"coAuthorIds[in]": [user]}, 1),
        ("courses", {"tagIds[in]": [world.tags[last]]}, 1),
        ("courses", {"sourceLang[eq]": "de"}, 0),
        ("courses", {"collaborativeLearning[eq]": "true"}, 0),
        ("courses/stats", {"courseId[eq]": course}, 1),
        ("courses/stats", {"userId[eq]": user}, 1),
        ("courses/stats", {"courseId[eq]": world.courses[0], "userId[eq]": world.users[-2]}, 1),
        ("courses/stats", {"userId[in]": [world.users[number] for number in some]}, 100),
        ("courses/stats", {"completedAt[gte]": "2099-01-01T00:00:00.000Z"}, 0),
        ("tags", {"isMain[eq]": "true"}, 0),
        ("integrations", {"externalPlatform[eq]": "Coursera"}, 0),
        ("paths", {"status[eq]": "archived"}, 0),
        ("paths", {"createdAt[gte]": newest}, None),
        ("paths", {"modifiedAt[gte]": newest}, None),
        ("paths/stats", {"userId[eq]": user}, 1),
        ("paths/stats", {"pathId[eq]": world.last_path}, 1),
        ("paths/stats", {"status[eq]": "archived"}, 0),
        ("bulk/operations", {"status[eq]": "error"}, 0),
        ("bulk/operations", {"type[eq]": "createGroups"}, 0),
        ("bulk/operations", {"createdAt[gte]": "2099-01-01T00:00:00.000Z"}, 0),
    ]
    made = {}
    for path, query, rows in queries:
        names = ", ".join(query) + (" x 100" if any(len(v) == 100 for v in query.values()) else "")
        made[f"GET {path} {names}"] = _get(world, path, query, rows)
    return made


def _lists(world: GrowingWorld) -> dict[str, Operation]:
    """Whole lists, page by page; a unit of work is a row."""
    popular = urlencode({"courseId[eq]": world.courses[0]})
    paths = {
        "users": "users",
        "external-ids": "external-ids",
        "groups": "groups",
        "courses": "courses",
        "courses, restarted by type": "courses?type[eq]=external",
        "courses/stats": "courses/stats",
        "courses/stats of one course": f"courses/stats?{popular}",
        "tags": "tags",
        "group's roles": f"groups/{world.group}/roles",
        "group's catalog": f"groups/{world.group}/catalog/course-ids",
        "group's library": f"groups/{world.group}/library/course-ids",
        "paths": "paths",
        "paths/stats": "paths/stats",
        "extensions: a search": f"extensions/users/{world.admin}/search?text=Course",
        "extensions: a course's statistics": (
            f"extensions/courses/{world.courses[0]}/statistics?viewerId={world.admin}"
        ),
    }

    def walk(path: str) -> Operation:
        return lambda: world.everything(f"/api/v2/{path}")

    return {f"a row of all {name}": walk(path) for name, path in paths.items()}


def _writes(world: GrowingWorld) -> dict[str, Operation]:
    """Writes, each of something new; a unit of work is an object."""
    integration = f"/api/v2/bulk/integrations/{world.integration.id}/courses"
    attempts = f"/api/v2/extensions/bulk/integrations/{world.integration.id}/attempts"

    def course(key: str) -> dict[str, Any]:
        return {
            "defaultLang": "en",
            "externalId": key,
            "launchUrl": "http://a.b/",
            "name": f"Course {key}",
            "sources": [{"name": "Skillsoft"}],
            "subjects": ["Sales"],
        }

    def attempt(user: str, key: str) -> dict[str, Any]:
        at = "2026-01-05T11:00:00.000Z"
        content = {"progress": 100, "score": None, "result": "success", "timeSpent": 1}
        dates = {"firstActivityAt": at, "lastActivityAt": at, "completedAt": at}
        return {
            "courseIdentifier": {"type": "externalId", "value": key},
            "userIdentifier": {"type": "internalId", "value": user},
            "attempts": [content | dates],
        }

    def keys() -> list[str]:
        return [f"new-{next(world.fresh)}" for _ in range(MAILS)]

    async def create() -> int:
        return await world.bulk("PUT", integration, [course(key) for key in keys()])

    async def replace() -> int:
        some = [f"item-{number}" for number in range(MAILS)]
        return await world.bulk("PUT", integration, [course(key) for key in some])

    async def archive() -> int:
        some = [{"externalId": f"item-{number}"} for number in range(MAILS)]
        return await world.bulk("DELETE", integration, some)

    async def one_operation() -> int:
        return await world.bulk("DELETE", integration, [{"externalId": "item-7"}])

    async def write_attempts() -> int:
        place = next(world.fresh)
        some = [
            attempt(world.users[-2], f"item-{(place + number) % world.size}")
            for number in range(MAILS)
        ]
        return await world.bulk("PUT", attempts, some)

    async def place() -> int:
        content = {"groupId": world.group, "contentType": "course"}
        some = [content | {"contentId": each} for each in world.courses[:MAILS]]
        await world.bulk("DELETE", "/api/v2/bulk/groups/catalog", some)
        return await world.bulk("POST", "/api/v2/bulk/groups/catalog", some)

    async def invite() -> int:
        membership = {"groupId": world.group, "role": "learner"}
        body = {"mail": f"new.{next(world.fresh)}@acme.example", "membership": membership}
        await world.request("POST", "/api/v2/users", orjson.dumps(body))
        return 1

    async def rename() -> int:
        body = {"mail": f"renamed.{next(world.fresh)}@acme.example"}
        await world.request("PATCH", f"/api/v2/users/{world.users[-2]}", orjson.dumps(body))
        return 1

    async def change_tags() -> int:
        body = {"tagIds": [world.tags[next(world.fresh) % world.size]]}
        await world.request("PUT", f"/api/v2/courses/{world.courses[5]}/tags", orjson.dumps(body))
        return 1

    async def token() -> int:
        credentials = {
            "grant_type": "client_credentials",
            "client_id": world.client.client_id,
            "client_secret": world.client.client_secret,
        }
        await world.request("POST", "/api/v2/oauth2/token", orjson.dumps(credentials))
        return 1

    return {
        "a course created": create,
        "a course replaced": replace,
        "a course archived": archive,
        "a bulk operation with one object": one_operation,
        "an attempt written": write_attempts,
        "a course moved out of a catalog and back": place,
        "POST users": invite,
        "PATCH users": rename,
        "PUT a course's tags": change_tags,
        "POST oauth2/token": token,
    }


def _learning(world: GrowingWorld) -> dict[str, Operation]:
    """What learners and administrators see and do; a unit of work is an action."""
    platform = world.platform
    learner, course = world.users[-2], world.courses[-2]

    def once(action: Callable[[], object]) -> Operation:
        async def operation() -> int:
            action()
            return 1

        return operation

    return {
        "a launch": once(lambda: platform.launching.launch(course, learner)),
        "a homepage": once(lambda: platform.training.homepage(world.users[-4])),
        "a path's learners": once(
            lambda: platform.training.enrolments(world.last_path, world.admin)
        ),
        "a path's sessions": once(lambda: platform.paths.sessions_of(world.last_path)),
        "the groups of a learner": once(lambda: platform.groups.groups_of(learner)),
        "the clock's next stop": once(platform.next_due),
    }
