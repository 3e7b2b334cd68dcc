"""Paths, launches, homepages and what people see, over HTTP; every answer meets the contract."""

from __future__ import annotations

from typing import Any

import httpx
import orjson
import pytest
from lms_world import World

from fake_lms.content.course_model import Course


@pytest.fixture
def course(world: World) -> Course:
    course = world.upsert()
    world.platform.groups.add_to_catalog(world.platform.groups.platform_group.id, course.id)
    return course


async def make_path(world: World, client: httpx.AsyncClient, *courses: Course) -> dict[str, Any]:
    """A linear path as an author makes it, step after step of the API."""
    form = {
        "authorId": (None, world.admin.id),
        "groupId": (None, world.group.id),
        "name": (None, "Reise nach Köln"),
        "options": (None, orjson.dumps({"linearProgression": True}), "application/json"),
    }
    made = await client.post("/paths", files=form)
    assert made.status_code == 201, made.text
    options = {"optional": False, "showCorrection": "never", "showForum": "never"}
    steps = [{"_id": each.id, "type": "course", "options": options} for each in courses]
    await client.put(f"/paths/{made.json()['_id']}/steps", json={"steps": steps})
    path: dict[str, Any] = (await client.get(f"/paths/{made.json()['_id']}")).json()
    return path


async def make_session(world: World, client: httpx.AsyncClient, path: str) -> str:
    body = {
        "name": "Spring",
        "mainInstructorId": world.admin.id,
        "registrationRequestValidation": "disabled",
        "startDate": "2025-01-15T05:00:00.000Z",
    }
    made = await client.post(f"/paths/{path}/sessions", json=body)
    session: str = made.json()["_id"]
    enrolled = f"/extensions/paths/{path}/sessions/{session}/enrollments"
    await client.post(enrolled, json={"userId": world.learner.id})
    return session


async def test_the_story_of_a_path(world: World, course: Course) -> None:
    second = world.upsert("second", name="Lean")
    learner = world.learner.id
    async with world.client() as client:
        path = await make_path(world, client, course, second)
        assert (path["name"], path["options"]["linearProgression"]) == ("Reise nach Köln", True)
        session = await make_session(world, client, path["_id"])
        seen = f"/extensions/paths/{path['_id']}/sessions/{session}/learners/{learner}"
        stats = f"/paths/{path['_id']}/sessions/{session}/user-stats"
        shown = (await client.get(seen)).json()
        assert [step["locked"] for step in shown["steps"]] == [False, True]
        assert (await client.get(stats)).json()[0]["status"] == {"type": "notYetStarted"}

        launch = f"/extensions/courses/{course.id}/launch"
        asked = {"userId": learner, "pathSessionId": session}
        sent = await client.get(launch, params=asked, follow_redirects=False)
        assert sent.status_code == 302
        assert sent.headers["location"] == "https://acme.percipio.test/courses/six-sigma"
        shown = (await client.get(seen)).json()
        assert [step["locked"] for step in shown["steps"]] == [False, True]
        home = (await client.get(f"/extensions/users/{learner}/homepage")).json()
        assert [each["name"] for each in home["inProgress"]] == [path["name"]]
        (attempt,) = (await client.get("/courses/stats")).json()
        assert (attempt["pathId"], attempt["pathSessionId"]) == (path["_id"], session)

        locked = f"/extensions/courses/{second.id}/launch"
        refused = await client.post(locked, params=asked)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "stepLocked")
        (row,) = (await client.get("/paths/stats")).json()
        assert (row["progress"], row["status"]["type"]) == (0, "onTime")
        assert (row["pathId"], row["sessionId"]) == (path["_id"], session)


async def test_a_glance_at_a_launch_begins_nothing(world: World, course: Course) -> None:
    async with world.client() as client:
        launch = f"/extensions/courses/{course.id}/launch?userId={world.learner.id}"
        assert (await client.head(launch)).status_code == 405
    assert world.platform.attempts.of(course.id, world.learner.id) == []


async def test_a_launch_needs_somebody(world: World, course: Course) -> None:
    async with world.client() as client:
        refused = await client.post(f"/extensions/courses/{course.id}/launch")
    assert refused.status_code == 400
    assert "?userId=" in refused.json()["error"]["message"]


async def test_a_native_course_is_played_over_http(world: World) -> None:
    platform = world.platform
    native = platform.courses.add("Rules", author_id=world.admin.id, group_id=world.group.id)
    platform.groups.add_to_catalog(platform.groups.platform_group.id, native.id)
    play = f"/extensions/courses/{native.id}/play?userId={world.learner.id}"
    async with world.client() as client:
        played = (await client.post(play)).json()
    assert (played["progress"], played["result"]) == (100, "success")


async def test_lists_are_filtered(world: World, course: Course) -> None:
    async with world.client() as client:
        path = (await make_path(world, client, course))["_id"]
        session = await make_session(world, client, path)
        other = "f" * 24
        expected = {
            "/paths?status[eq]=published": 1,
            "/paths?status[eq]=archived": 0,
            f"/paths/{path}/sessions?startDate[lt]=2025-01-01T00:00:00.000Z": 0,
            f"/paths/{path}/enrollments?sessionId[eq]={session}": 1,
            f"/paths/{path}/enrollments?sessionId[eq]={other}": 0,
            f"/paths/stats?pathId[eq]={path}&userId[eq]={world.learner.id}": 1,
            f"/paths/stats?userId[eq]={other}": 0,
            "/paths/stats?completedAt[gte]=2025-01-01T00:00:00.000Z": 0,
            f"/paths/{path}/sessions/{session}/user-stats?userId[eq]={other}": 0,
        }
        seen = {query: len((await client.get(query)).json()) for query in expected}
    assert seen == expected


async def test_what_people_see(world: World, course: Course) -> None:
    world.platform.launching.launch(course.id, world.learner.id)
    statistics = f"/extensions/courses/{course.id}/statistics"
    async with world.client() as client:
        for viewer in (world.admin, world.learner):
            seen = await client.get(statistics, params={"viewerId": viewer.id})
            assert [each["userId"] for each in seen.json()] == [world.learner.id]
        assert (await client.get(statistics)).status_code == 400
        search = f"/extensions/users/{world.learner.id}/search"
        found = (await client.get(search, params={"text": "six"})).json()
        assert [each["_id"] for each in found] == [course.id]
        assert (await client.get(search)).status_code == 400


async def test_the_statistics_of_a_path_go_by_who_looks(world: World, course: Course) -> None:
    async with world.client() as client:
        path = (await make_path(world, client, course))["_id"]
        await make_session(world, client, path)
        statistics = f"/extensions/paths/{path}/statistics"
        stranger = world.platform.users.add("Sam", username="sam")
        for viewer, rows in ((world.admin, 1), (world.learner, 1), (stranger, 0)):
            seen = await client.get(statistics, params={"viewerId": viewer.id})
            assert len(seen.json()) == rows
        assert (await client.get(statistics)).status_code == 400
        nowhere = f"/extensions/paths/{'f' * 24}/statistics?viewerId={world.admin.id}"
        assert (await client.get(nowhere)).status_code == 404
        assert (await client.get(f"/paths/{'f' * 24}/sessions")).status_code == 404


async def test_sessions_belong_to_their_path(world: World, course: Course) -> None:
    async with world.client() as client:
        first = (await make_path(world, client, course))["_id"]
        second = (await make_path(world, client, course))["_id"]
        session = await make_session(world, client, first)
        refused = await client.get(f"/paths/{second}/sessions/{session}")
        assert refused.json()["error"]["code"] == "sessionNotBelongToPath"
        assert (await client.get(f"/paths/{first}/sessions/{'f' * 24}")).status_code == 404


@pytest.mark.parametrize(
    ("body", "content_type", "wrong"),
    [
        (b"{}", "application/json", "multipart/form-data"),
        (b"", "multipart/form-data; boundary=x", "not valid"),
        (
            b'--x\r\nContent-Disposition: form-data; name="options"\r\n\r\n{oops\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
            "part options",
        ),
        (b"--x\r\n\r\nnameless\r\n--x--\r\n", "multipart/form-data; boundary=x", "no name"),
    ],
)
async def test_a_bad_form_is_refused(
    world: World, body: bytes, content_type: str, wrong: str
) -> None:
    async with world.client() as client:
        refused = await client.post("/paths", content=body, headers={"content-type": content_type})
    assert refused.status_code == 400
    assert wrong in refused.json()["error"]["message"]


async def test_paths_stand_in_libraries_and_sessions_in_catalogs(
    world: World, course: Course
) -> None:
    group = world.group.id
    async with world.client() as client:
        path = (await make_path(world, client, course))["_id"]
        session = await make_session(world, client, path)
        for place, kind, content in (
            ("library", "path", path),
            ("catalog", "path-session", session),
        ):
            given = [
                {"groupId": group, "contentType": kind, "contentId": each}
                for each in (content, "f" * 24)
            ]
            results = await world.bulk(client, "POST", f"/bulk/groups/{place}", given)
            assert [each["status"] for each in results] == ["success", "error"]
            listed = await client.get(f"/groups/{group}/{place}/{kind}-ids")
            assert listed.json() == [content]
