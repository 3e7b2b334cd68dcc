"""Bulk operations over HTTP: courses, catalogs, libraries, and the extension for attempts."""

from __future__ import annotations

from typing import Any

import pytest
from lms_world import World, course_document

from fake_lms.api.bodies import LARGEST_BODY_BYTES, MOST_COMMAS

ATTEMPT = {
    "progress": 100,
    "score": 91,
    "result": "success",
    "timeSpent": 625_000,
    "firstActivityAt": "2025-01-14T09:00:00.000Z",
    "lastActivityAt": "2025-01-14T10:00:00.000Z",
    "completedAt": "2025-01-14T10:00:00.000Z",
}


def courses_path(world: World) -> str:
    return f"/bulk/integrations/{world.integration.id}/courses"


def attempts_path(world: World) -> str:
    return f"/extensions/bulk/integrations/{world.integration.id}/attempts"


def attempts_object(world: World, *attempts: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "courseIdentifier": {"type": "externalId", "value": "six-sigma"},
        "userIdentifier": {"type": "internalId", "value": world.learner.id},
        "attempts": list(attempts),
        **changes,
    }


async def test_one_bad_course_does_not_stop_the_others(world: World) -> None:
    objects = [course_document("a"), course_document("b", name=""), 7, course_document("c")]
    async with world.client() as client:
        results = await world.bulk(client, "PUT", courses_path(world), objects[:2] + objects[3:])
    assert [each["status"] for each in results] == ["success", "error", "success"]
    assert [each["input"] for each in results] == objects[:2] + objects[3:]
    assert "name" in results[1]["errorMessage"]
    made = [world.platform.courses.by_external_id(world.integration.id, each) for each in "ac"]
    assert [results[0]["resourceId"], results[2]["resourceId"]] == [
        each.id for each in made if each
    ]


async def test_ten_thousand_courses_in_one_operation(world: World) -> None:
    objects = [course_document(str(number), subjects=["Quality"]) for number in range(10_000)]
    async with world.client() as client:
        results = await world.bulk(client, "PUT", courses_path(world), objects)
    assert {each["status"] for each in results} == {"success"}
    assert len(world.platform.groups.catalog(world.group.id)) == 10_000
    assert len(world.platform.tags) == 1


async def test_archiving_in_bulk(world: World) -> None:
    course = world.upsert()
    async with world.client() as client:
        results = await world.bulk(
            client,
            "DELETE",
            courses_path(world),
            [{"externalId": "six-sigma"}, {"externalId": "nothing"}, {}],
        )
    assert [each["status"] for each in results] == ["success", "error", "error"]
    archived = world.platform.courses.get(course.id)
    assert (archived.status, archived.archived_by) == ("archived", "integration")
    assert archived.modified_at == course.modified_at


@pytest.mark.parametrize(
    ("method", "path", "limit"),
    [
        ("PUT", "/bulk/integrations/ID/courses", 10_000),
        ("DELETE", "/bulk/integrations/ID/courses", 1_000),
        ("POST", "/bulk/groups/catalog", 20_000),
        ("DELETE", "/bulk/groups/library", 20_000),
        ("PUT", "/extensions/bulk/integrations/ID/attempts", 10_000),
    ],
)
async def test_the_limits_of_an_operation(world: World, method: str, path: str, limit: int) -> None:
    path = path.replace("ID", world.integration.id)
    async with world.client() as client:
        for content in (b"", b"[]", b"{}", b'{"input": {}}'):
            answer = await client.request(method, path, content=content)
            assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalidInput")
        long = await client.request(method, path, json={"input": [{}] * (limit + 1)})
        assert (long.status_code, long.json()["error"]["code"]) == (400, "inputTooLong")
        assert (await client.request(method, path, json={"input": []})).status_code == 202
    await world.platform.operations.run_until_idle()


async def test_an_operation_of_tiny_values_is_refused_before_they_are_read(world: World) -> None:
    content = b'{"input": [' + b"1," * (MOST_COMMAS + 1) + b"1]}"
    async with world.client() as client:
        answer = await client.put(courses_path(world), content=content)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "inputTooLong")
    assert "too many values" in answer.json()["error"]["message"]


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
async def test_the_body_of_one_object_is_small(world: World, kind: str) -> None:
    content = b'{"name": "' + b"x" * LARGEST_BODY_BYTES + b'"}'
    path = "/paths" if kind.startswith("multipart") else "/tags"
    async with world.client() as client:
        answer = await client.post(path, content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalidRequest")
    assert "1,048,576 are allowed" in answer.json()["error"]["message"]


async def test_the_reserved_platform_is_for_in_house_clients(world: World) -> None:
    async with world.client(world.ordinary) as client:
        for method in ("PUT", "DELETE"):
            answer = await client.request(method, courses_path(world), json={"input": []})
            assert answer.json()["error"]["code"] == "reservedPlatformName"
        nothing = await client.put("/bulk/integrations/x/courses", json={"input": []})
        assert nothing.json()["error"]["code"] == "integrationNotFound"
        other = world.platform.integrations.add(
            "My Platform", group_id=world.group.id, author_id=world.admin.id
        )
        path = f"/bulk/integrations/{other.id}/courses"
        (result,) = await world.bulk(client, "PUT", path, [course_document()])
    course = world.platform.courses.get(result["resourceId"])
    assert course.external is not None
    assert course.external.external_platform == "My Platform"


async def test_following_an_operation(world: World) -> None:
    async with world.client() as client:
        answer = await client.put(courses_path(world), json={"input": [course_document()]})
        location = answer.headers["location"]
        assert location.startswith("http://lms.test/api/v2/bulk/operations/")
        early = await client.get(location + "/results")
        assert early.json()["error"]["code"] == "bulkOperationNotRun"
        seen = []
        while world.platform.busy:
            seen.append((await client.get(location)).json()["status"])
        seen.append((await client.get(location)).json()["status"])
        assert set(seen) >= {"completed"}
        assert (await client.get("/bulk/operations/nothing")).status_code == 404
        assert (await client.get("/bulk/operations/nothing/results")).status_code == 404
        world.platform.script.break_down(message="Disk full")
        await client.put(courses_path(world), json={"input": [course_document()]})
        await world.platform.operations.run_until_idle()
        failed = (await client.get("/bulk/operations?status[eq]=error")).json()
        assert [each["errorMessage"] for each in failed] == ["Disk full"]
        both = await client.get("/bulk/operations?type[eq]=importExternalCourses")
        assert len(both.json()) == 2


async def test_operations_are_listed_by_twenty(world: World) -> None:
    async with world.client() as client:
        for _ in range(21):
            await client.put(courses_path(world), json={"input": []})
            await world.platform.operations.run_until_idle()
        first = await client.get("/bulk/operations")
        second = await client.get(first.links["next"]["url"])
    assert (len(first.json()), len(second.json())) == (20, 1)


async def test_a_fourth_operation_has_to_wait(world: World) -> None:
    async with world.client() as client:
        objects = {"input": [course_document()] * 4_000}
        answers = [await client.put(courses_path(world), json=objects) for _ in range(4)]
    assert [each.status_code for each in answers] == [202, 202, 202, 429]
    code = answers[3].json()["error"]["code"]
    assert code == "bulkOperationsConcurrencyLimitReached"
    await world.platform.operations.run_until_idle()


@pytest.mark.parametrize("place", ["catalog", "library"])
async def test_placing_courses_by_hand(world: World, place: str) -> None:
    course = world.upsert()
    sales = world.platform.groups.add("Sales")
    path = "path-session" if place == "catalog" else "path"
    good = {"groupId": sales.id, "contentType": "course", "contentId": course.id}
    objects = [
        good,
        {**good, "contentId": "f" * 24},
        {**good, "groupId": "f" * 24},
        {**good, "contentType": path},
        {**good, "contentType": "cat"},
    ]
    async with world.client(world.ordinary) as client:
        added = await world.bulk(client, "POST", f"/bulk/groups/{place}", objects)
        assert [each["status"] for each in added] == ["success"] + ["error"] * 4
        ids = f"/groups/{sales.id}/{place}/course-ids"
        assert (await client.get(ids)).json() == [course.id]
        removed = await world.bulk(client, "DELETE", f"/bulk/groups/{place}", [good, good])
        assert [each["status"] for each in removed] == ["success", "error"]
        assert (await client.get(ids)).json() == []


async def test_attempts_are_replaced(world: World) -> None:
    course = world.upsert()
    started = {
        **ATTEMPT,
        "progress": 50,
        "score": None,
        "result": None,
        "timeSpent": 0,
        "completedAt": None,
        "lang": "fr",
    }
    async with world.client() as client:
        (first,) = await world.bulk(
            client, "PUT", attempts_path(world), [attempts_object(world, ATTEMPT)]
        )
        by_id = {"type": "internalId", "value": course.id}
        (second,) = await world.bulk(
            client,
            "PUT",
            attempts_path(world),
            [attempts_object(world, ATTEMPT, started, courseIdentifier=by_id)],
        )
        rows = (await client.get("/courses/stats?extended=true")).json()
        listed = (await client.get("/bulk/operations?type[eq]=replaceAttempts")).json()
    assert [each["_id"] for each in rows] == [first["resourceId"], second["resourceId"]]
    assert [each["progress"] for each in rows] == [100, 50]
    assert [each["result"] for each in rows] == ["success", None]
    assert [each["lang"] for each in rows] == ["en", "fr"]
    assert len(listed) == 2


async def test_attempts_of_an_archived_course_are_still_written(world: World) -> None:
    course = world.upsert()
    world.platform.courses.archive(course.id, "hand")
    async with world.client() as client:
        await world.bulk(client, "PUT", attempts_path(world), [attempts_object(world, ATTEMPT)])
    assert len(world.platform.attempts.of(course.id, world.learner.id)) == 1


async def test_what_makes_attempts_an_error(world: World) -> None:
    world.upsert()
    gone = world.platform.users.add("Gone", username="gone")
    world.platform.users.delete(gone.id)
    native = world.platform.courses.add(
        "House rules", author_id=world.admin.id, group_id=world.group.id
    )
    by_mail = {"type": "mail", "value": "lin@acme.test"}
    objects = [
        attempts_object(world, ATTEMPT, ATTEMPT),
        attempts_object(world, ATTEMPT),
        attempts_object(world),
        attempts_object(world, ATTEMPT, courseIdentifier={"type": "externalId", "value": "x"}),
        attempts_object(world, courseIdentifier={"type": "internalId", "value": native.id}),
        attempts_object(world, ATTEMPT, userIdentifier={"type": "internalId", "value": "x"}),
        attempts_object(world, ATTEMPT, userIdentifier={"type": "internalId", "value": gone.id}),
        attempts_object(world, ATTEMPT, userIdentifier=by_mail),
        attempts_object(world, {**ATTEMPT, "result": "failed"}),
        attempts_object(world, {**ATTEMPT, "progress": 101}),
        attempts_object(world, {**ATTEMPT, "progress": 49.5}),
        attempts_object(world, {**ATTEMPT, "timeSpent": -1}),
        attempts_object(world, {**ATTEMPT, "lastActivityAt": "yesterday"}),
        attempts_object(world, {**ATTEMPT, "lastActivityAt": "2025-01-14T10:00:00"}),
    ]
    async with world.client() as client:
        results = await world.bulk(client, "PUT", attempts_path(world), objects)
    assert [each["status"] for each in results] == ["success"] + ["error"] * (len(objects) - 1)
    assert len(world.platform.attempts) == 2


async def test_attempts_are_for_in_house_clients(world: World) -> None:
    async with world.client(world.ordinary) as client:
        answer = await client.put(attempts_path(world), json={"input": []})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "invalid_scope")


async def test_the_state_of_an_integration(world: World) -> None:
    path = f"/extensions/integrations/{world.integration.id}"
    async with world.client() as client:
        assert (await client.get(path)).json()["active"] is True
        world.platform.integrations.update(world.integration.id, active=False)
        state = (await client.get(path)).json()
        assert (state["enabled"], state["active"]) == (True, False)
        assert state["groupId"] == world.group.id
        assert (await client.get("/extensions/integrations/x")).status_code == 404


async def test_editing_as_a_person(world: World) -> None:
    external = world.upsert()
    native = world.platform.courses.add(
        "House rules", author_id=world.learner.id, group_id=world.group.id
    )
    async with world.client(world.ordinary) as client:
        refused = await client.patch(
            f"/extensions/courses/{external.id}", json={"userId": world.admin.id, "name": "Mine"}
        )
        assert refused.status_code == 403
        assert refused.json()["error"]["code"] == "courseNotEditable"
        edited = await client.patch(
            f"/extensions/courses/{native.id}", json={"userId": world.learner.id, "name": "Mine"}
        )
        assert (edited.status_code, edited.json()["name"]) == (200, "Mine")
        for path, body, status in (
            (native.id, {"userId": world.learner.id, "launchUrl": "https://x.test"}, 400),
            (native.id, {"userId": "f" * 24, "name": "Mine"}, 404),
            ("f" * 24, {"userId": world.learner.id, "name": "Mine"}, 404),
            (native.id, {"name": "Mine"}, 400),
        ):
            answer = await client.patch(f"/extensions/courses/{path}", json=body)
            assert answer.status_code == status
    assert world.platform.courses.get(external.id) == external
