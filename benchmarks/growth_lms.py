"""The operations of the simulated 360Learning for ``benchmarks/growth.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import orjson

from benchmarks.growth import Operation
from benchmarks.growth_lms_world import GrowingWorld

MAILS = 100
"""Mails in one request for learners; objects in one bulk operation."""

Query = Mapping[str, str | list[str]]


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
