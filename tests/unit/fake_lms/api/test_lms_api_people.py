"""Users, groups and external ids over HTTP."""

from __future__ import annotations

import pytest
from lms_world import World


async def test_the_life_of_a_user(world: World) -> None:
    async with world.client() as client:
        invitation = {
            "mail": "Bo@Acme.test",
            "firstName": "Bo",
            "membership": {"groupId": world.group.id, "role": "learner"},
        }
        made = await client.post("/users", json=invitation)
        assert (made.status_code, made.json()["status"]) == (201, "invited")
        assert made.json()["mail"] == "bo@acme.test"
        user = f"/users/{made.json()['_id']}"

        changed = await client.patch(user, json={"firstName": None, "username": "bo"})
        assert "firstName" not in changed.json()
        assert (await client.get(user)).json() == changed.json()

        assert (await client.delete(user)).status_code == 204
        assert (await client.delete(user)).status_code == 404
        gone = (await client.get(user)).json()
        assert (gone["status"], gone["deletedAt"]) == ("deleted", ["2025-01-15T05:00:00.000Z"])

        back = await client.post("/users", json=invitation)
        assert (back.status_code, back.json()["_id"]) == (200, made.json()["_id"])
        assert back.json()["reactivatedAt"] == ["2025-01-15T05:00:00.000Z"]
        assert (await client.get("/users/nobody")).status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ada", "Lin"]),
        ("?mail[eq]=lin@acme.test", ["Lin"]),
        ("?mail[eq]=Lin@acme.test", []),
        ("?username[eq]=lin", ["Lin"]),
        ("?username[eq]=lin&mail[eq]=ada@acme.test", []),
        ("?mail[in]=lin@acme.test&mail[in]=ada@acme.test", ["Ada", "Lin"]),
        ("?username[nin]=lin", ["Ada"]),
        ("?status[eq]=deleted", []),
        ("?status[ne]=deleted", ["Ada", "Lin"]),
    ],
)
async def test_users_are_found_by_filters(world: World, query: str, names: list[str]) -> None:
    async with world.client() as client:
        answer = await client.get(f"/users{query}")
    assert [each["firstName"] for each in answer.json()] == names


async def test_many_users_of_one_mail_are_paged_too(world: World) -> None:
    for _ in range(501):
        world.platform.users.add("Twin", mail="twin@acme.test", share_mail=True)
    async with world.client() as client:
        first = await client.get("/users?mail[eq]=twin@acme.test")
        second = await client.get(first.links["next"]["url"])
    assert (len(first.json()), len(second.json())) == (500, 1)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"mail": "bo@acme.test"}, "invalidRequest"),
        ({"mail": "bo", "membership": "GROUP"}, "mailInvalid"),
        ({"membership": "GROUP"}, "mailAndUsernameUndefined"),
        ({"username": "lin", "membership": "GROUP"}, "usernameAlreadyUsed"),
        ({"username": "bo", "color": "red", "membership": "GROUP"}, "invalidRequest"),
    ],
)
async def test_a_wrong_invitation(world: World, body: dict[str, object], code: str) -> None:
    if "membership" in body:
        body = {**body, "membership": {"groupId": world.group.id, "role": "learner"}}
    async with world.client() as client:
        answer = await client.post("/users", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
        nowhere = {"username": "x", "membership": {"groupId": "f" * 24, "role": "learner"}}
        assert (await client.post("/users", json=nowhere)).status_code == 404


async def test_a_body_that_is_not_json(world: World) -> None:
    async with world.client() as client:
        answer = await client.post("/users", content=b"{")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalidRequest")


async def test_groups_and_roles(world: World) -> None:
    top = world.platform.groups.platform_group
    async with world.client() as client:
        made = await client.post(
            "/groups", json={"name": "North", "public": False, "parentId": top.id}
        )
        assert made.status_code == 201
        group = f"/groups/{made.json()['_id']}"
        assert (await client.get(group)).json() == made.json()
        listed = (await client.get("/groups")).json()
        assert [each["name"] for each in listed] == ["Acme Academy", "Skillsoft courses", "North"]
        assert "parentId" not in listed[0]

        role = f"{group}/user-admin/{world.learner.id}"
        assert (await client.post(role)).status_code == 204
        roles = (await client.get(f"{group}/roles")).json()
        assert roles == [{"userId": world.learner.id, "role": "userAdmin"}]
        assert (await client.delete(role)).status_code == 204
        missing = await client.delete(role)
        assert missing.json()["error"]["code"] == "userNotFoundInGroup"

        world.platform.users.delete(world.learner.id)
        deleted = await client.post(role)
        assert deleted.json()["error"]["code"] == "userDeleted"
        assert (await client.post(f"{group}/owner/{world.admin.id}")).status_code == 400
        lost = {"name": "Lost", "public": True, "parentId": "f" * 24}
        assert (await client.post("/groups", json=lost)).status_code == 404
        assert (await client.get("/groups/nowhere/roles")).status_code == 404


async def test_external_ids(world: World) -> None:
    body = {
        "platform": "hr",
        "targetType": "user",
        "targetId": world.learner.id,
        "value": "E-1",
    }
    async with world.client(world.ordinary) as client:
        made = await client.post("/external-ids", json=body)
        assert made.status_code == 201
        for query in ("", "?value[eq]=E-1", "?value[eq]=E-1&type[eq]=user", "?platform[ne]=x"):
            assert (await client.get(f"/external-ids{query}")).json() == [made.json()]
        for query in ("?value[eq]=e-1", "?value[eq]=E-1&type[eq]=course", "?targetId[in]=x"):
            assert (await client.get(f"/external-ids{query}")).json() == []
        again = await client.post("/external-ids", json=body)
        assert again.json()["error"]["code"] == "mappingAlreadyExists"
        reserved = await client.post("/external-ids", json={**body, "platform": "Skillsoft"})
        assert reserved.json()["error"]["code"] == "reservedPlatformName"
        nobody = await client.post("/external-ids", json={**body, "targetId": "f" * 24})
        assert nobody.json()["error"]["code"] == "resourceNotFound"
    async with world.client() as client:
        in_house = await client.post("/external-ids", json={**body, "platform": "Skillsoft"})
        assert in_house.status_code == 201
