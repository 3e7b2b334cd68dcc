"""Courses, tags, statistics, integrations and groups' contents over HTTP."""

from __future__ import annotations

import pytest
from lms_world import START, Clock, World, course_document

from fake_lms.training.attempts import AttemptState


async def test_a_course_as_the_vendor_shows_it(world: World) -> None:
    course = world.upsert(
        translations=[{"lang": "fr", "translatedFields": {"name": "Bases", "subjects": ["Q"]}}]
    )
    async with world.client() as client:
        shown = (await client.get(f"/courses/{course.id}")).json()
        assert (await client.get("/courses")).json() == [shown]
        assert (await client.get(f"/courses/{'f' * 24}")).status_code == 404
    assert shown == {
        "_id": course.id,
        "name": "Six Sigma Basics",
        "description": "<p>Less waste</p>",
        "duration": 45,
        "status": "published",
        "type": "external",
        "externalPlatform": "Skillsoft",
        "sourceLang": "en",
        "defaultLang": "en",
        "authorId": world.admin.id,
        "coAuthorIds": [],
        "groupId": world.group.id,
        "createdAt": "2025-01-15T05:00:00.000Z",
        "modifiedAt": "2025-01-15T05:00:00.000Z",
        "translations": [
            {
                "lang": "fr",
                "published": True,
                "translatorIds": [],
                "translatedFields": {"name": "Bases"},
            }
        ],
    }


async def test_courses_are_found_by_filters(world: World, clock: Clock) -> None:
    old = world.upsert("old", subjects=["Quality"])
    native = world.platform.courses.add(
        "House rules", author_id=world.learner.id, group_id=world.group.id
    )
    clock.pass_time(days=1)
    new = world.upsert("new", defaultLang="fr")
    world.platform.courses.archive(new.id, "hand")
    quality = world.platform.tags.named("Quality")
    assert quality is not None
    expected = {
        "type[eq]=external": [old, new],
        "type[eq]=native": [native],
        "status[eq]=archived": [new],
        "status[eq]=deleted": [],
        f"authorId[eq]={world.learner.id}": [native],
        f"originalAuthorId[eq]={world.admin.id}": [old, new],
        f"groupId[eq]={world.group.id}": [old, native, new],
        "createdAt[lt]=2025-01-16T00:00:00.000Z": [old, native],
        "modifiedAt[gte]=2025-01-16T00:00:00.000Z": [new],
        f"tagIds[in]={quality.id}": [old],
        f"coAuthorIds[in]={world.admin.id}": [],
        "sourceLang[in]=fr&sourceLang[in]=de": [new],
        "collaborativeLearning[eq]=true": [],
    }
    async with world.client() as client:
        for query, courses in expected.items():
            found = (await client.get(f"/courses?{query}")).json()
            assert [each["_id"] for each in found] == [each.id for each in courses], query


@pytest.mark.parametrize(("in_house", "hand"), [(True, "integration"), (False, "hand")])
async def test_archiving_and_restoring(world: World, in_house: bool, hand: str) -> None:
    course = world.upsert()
    path = f"/courses/{course.id}/archive"
    async with world.client(world.in_house if in_house else world.ordinary) as client:
        archived = await client.put(path, json={"archived": True})
        assert archived.json()["status"] == "archived"
        assert world.platform.courses.get(course.id).archived_by == hand
        restored = await client.put(path, json={"archived": False})
        assert restored.json()["status"] == "published"
        assert world.platform.courses.get(course.id) == course
        assert (await client.put(path, json={})).status_code == 400
        nothing = await client.put(f"/courses/{'f' * 24}/archive", json={"archived": True})
        assert nothing.json()["error"]["code"] == "courseNotFound"


async def test_a_course_of_an_inactive_integration_is_not_restored(world: World) -> None:
    course = world.upsert()
    world.platform.courses.archive(course.id, "hand")
    world.platform.integrations.update(world.integration.id, active=False)
    async with world.client() as client:
        answer = await client.put(f"/courses/{course.id}/archive", json={"archived": False})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "integrationInactive")


async def test_tags_of_a_course(world: World) -> None:
    course = world.upsert(subjects=["Quality"])
    path = f"/courses/{course.id}/tags"
    async with world.client(world.ordinary) as client:
        made = await client.post("/tags", json={"name": "Mine", "isMain": True, "externalId": "x"})
        assert made.status_code == 201
        taken = await client.post("/tags", json={"name": "Quality", "isMain": False})
        assert taken.json()["error"]["code"] == "tagNameNotAvailable"
        tags = {each["name"]: each for each in (await client.get("/tags")).json()}
        assert {name: each["source"] for name, each in tags.items()} == {
            "Quality": "integration",
            "Mine": "native",
        }
        mains = (await client.get("/tags?isMain[eq]=true")).json()
        assert [each["name"] for each in mains] == ["Mine"]

        quality, mine = tags["Quality"]["_id"], tags["Mine"]["_id"]
        assert (await client.get(path)).json() == [{"tagId": quality, "source": "integration"}]
        both = await client.put(path, json={"tagIds": [mine, quality]})
        assert both.json() == [mine, quality]
        sources = {each["tagId"]: each["source"] for each in (await client.get(path)).json()}
        assert sources == {mine: "native", quality: "native"}
        unknown = await client.put(path, json={"tagIds": ["f" * 24]})
        assert unknown.json()["error"]["code"] == "tagNotFound"
        assert (await client.put(path, json={"tagIds": [mine] * 101})).status_code == 400


async def test_statistics_have_a_result_only_when_asked(world: World) -> None:
    course, other = world.upsert(), world.upsert("other")
    done = AttemptState(
        progress=100,
        time_spent_ms=625_000,
        score=91,
        result="success",
        first_activity_at=START,
        last_activity_at=START,
        completed_at=START,
    )
    started = AttemptState(progress=50, time_spent_ms=0)
    attempts = world.platform.attempts
    attempts.replace(course.id, world.learner.id, [done, started], default_lang="en")
    attempts.replace(other.id, world.admin.id, [started], default_lang="en")
    async with world.client() as client:
        rows = (await client.get("/courses/stats")).json()
        assert [each["progress"] for each in rows] == [100, 50, 50]
        assert rows[0]["timeSpent"] == 625_000
        assert rows[0]["completedAt"] == "2025-01-15T05:00:00.000Z"
        assert "score" not in rows[1]
        assert all("result" not in each for each in rows)
        extended = (await client.get("/courses/stats?extended=true")).json()
        assert [each["result"] for each in extended] == ["success", None, None]
        for query, count in {
            f"courseId[eq]={course.id}": 2,
            f"courseId[ne]={course.id}": 1,
            f"courseId[in]={course.id}&courseId[in]={other.id}": 3,
            f"userId[nin]={world.learner.id}": 1,
            f"courseId[eq]={course.id}&userId[eq]={world.admin.id}": 0,
            "completedAt[gte]=2025-01-15T05:00:00.000Z": 1,
            "completedAt[lt]=2025-01-15T05:00:00.000Z": 0,
        }.items():
            assert len((await client.get(f"/courses/stats?{query}")).json()) == count, query
        assert (await client.get("/courses/stats?extended=yes")).status_code == 400


async def test_statistics_of_one_course_are_paged(world: World) -> None:
    course = world.upsert()
    for _ in range(501):
        user = world.platform.users.add("X", mail="x@acme.test", share_mail=True)
        state = AttemptState(progress=50, time_spent_ms=0)
        world.platform.attempts.replace(course.id, user.id, [state], default_lang="en")
    async with world.client() as client:
        first = await client.get(f"/courses/stats?courseId[eq]={course.id}&extended=true")
        second = await client.get(first.links["next"]["url"])
    assert (len(first.json()), len(second.json())) == (500, 1)
    assert "result" in second.json()[0]


async def test_integrations_and_the_reserved_name(world: World) -> None:
    body = {
        "externalPlatform": "My Platform",
        "groupId": world.group.id,
        "authorId": world.admin.id,
        "defaultProgress": 10,
    }
    skillsoft = f"/integrations/{world.integration.id}"
    async with world.client(world.ordinary) as client:
        made = await client.post("/integrations", json=body)
        assert made.status_code == 201
        again = await client.post("/integrations", json=body)
        assert again.json()["error"]["code"] == "duplicateExternalPlatform"
        mine = f"/integrations/{made.json()['_id']}"
        changed = await client.patch(mine, json={"noGroupPropagation": True})
        assert (changed.status_code, changed.json()["noGroupPropagation"]) == (200, True)
        for answer in (
            await client.post("/integrations", json={**body, "externalPlatform": "skillsoft"}),
            await client.patch(mine, json={"externalPlatform": "Skillsoft"}),
            await client.patch(skillsoft, json={"defaultProgress": 0}),
        ):
            assert answer.json()["error"]["code"] == "reservedPlatformName"
        found = (await client.get("/integrations?externalPlatform[eq]=Skillsoft")).json()
        assert [each["_id"] for each in found] == [world.integration.id]
        unknown = await client.patch(mine, json={"authorId": "f" * 24})
        assert unknown.json()["error"]["code"] == "userNotFound"
        assert (await client.patch("/integrations/x", json={})).status_code == 404
    async with world.client() as client:
        changed = await client.patch(skillsoft, json={"defaultProgress": 0})
        assert changed.json()["defaultProgress"] == 0


async def test_one_course_by_its_external_id(world: World) -> None:
    given = course_document(
        "a/b c",
        subjects=["Quality"],
        translations=[{"lang": "fr", "translatedFields": {"name": "Bases", "subjects": ["Q"]}}],
    )
    course = world.upsert(**{**given, "external_id": "a/b c", "externalId": "a/b c"})
    base = f"/integrations/{world.integration.id}/courses"
    async with world.client() as client:
        shown = (await client.get(f"{base}/a/b%20c")).json()
        missing = await client.get(f"{base}/nothing")
        assert missing.json()["error"]["code"] == "courseNotBelongToIntegration"
        assert (await client.get("/integrations/x/courses/y")).status_code == 404
    assert shown == {**given, "courseId": course.id, "authorId": world.admin.id}


async def test_contents_of_a_group_by_kind(world: World) -> None:
    course = world.upsert()
    group = f"/groups/{world.group.id}"
    async with world.client() as client:
        assert (await client.get(f"{group}/catalog/course-ids")).json() == [course.id]
        assert (await client.get(f"{group}/library/course-ids")).json() == [course.id]
        assert (await client.get(f"{group}/catalog/path-session-ids")).json() == []
        assert (await client.get(f"{group}/library/path-ids")).json() == []
        assert (await client.get(f"{group}/catalog/cat-ids")).status_code == 400
        assert (await client.get("/groups/x/catalog/course-ids")).status_code == 404
