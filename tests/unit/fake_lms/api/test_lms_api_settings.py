"""The settings page and the staff's back end over HTTP; every answer is held to the contract."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from lms_world import World
from stub_backend import StubBackend

from fake_lms.integration.settings_page import MASK

FORM = {
    "organizationId": "acme",
    "bearerToken": "the.right.token",
    "tenantUrl": "http://percipio.test",
}


@pytest.fixture
def backend(world: World) -> StubBackend:
    made = StubBackend()
    world.platform.backend = made
    return made


async def test_from_the_staffs_mail_to_the_webhooks_credentials(
    world: World, backend: StubBackend
) -> None:
    """The life of an integration, as somebody with curl plays it."""
    group = world.platform.groups.add("Sales")
    sam = world.platform.users.add("Sam", mail="sam@acme.test", roles={group.id: "admin"})
    page = f"/extensions/groups/{group.id}/settings/skillsoft"
    as_admin = {"userId": world.admin.id}
    async with world.client() as client:
        assert (await client.get(page, params=as_admin)).status_code == 404
        made = await client.post(
            "/extensions/integrations", json={"groupId": group.id, "connectorAdminId": sam.id}
        )
        assert made.status_code == 201
        state = f"/extensions/integrations/{made.json()['_id']}"
        assert await activity(client, state) == (True, False)
        assert (await client.get(page, params=as_admin)).json()["state"] == "enabled"

        waits = await client.post(f"{page}/setup", params=as_admin, json=FORM)
        assert (waits.status_code, waits.json()["state"]) == (202, "verifying")
        backend.accept()
        shown = (await client.get(page, params=as_admin)).json()
        assert shown["state"] == "active"
        assert shown["credentials"] == {**FORM, "bearerToken": MASK}
        assert await activity(client, state) == (True, True)

        saved = await client.put(
            f"{page}/sections/synchronization",
            params=as_admin,
            json={"learnerIdentification": "username"},
        )
        assert saved.json()["learnerIdentification"] == "username"
        credentials = await client.get(f"{page}/webhook-credentials", params=as_admin)
        assert credentials.json() == {
            "clientId": "id",
            "clientSecret": "secret",
            "url": "http://c.test/x",
            "tokenEndpoint": "http://c.test/x/token",
        }
        refused = await client.delete(state)
        assert (refused.status_code, code(refused)) == (400, "integrationActive")


async def test_a_wrong_parameter_is_named_on_the_page(world: World, backend: StubBackend) -> None:
    async with world.client() as client:
        await client.post(f"{page_of(world)}/setup", params=admin(world), json=FORM)
        backend.refuse("organization_id")
        shown = (await client.get(page_of(world), params=admin(world))).json()
    assert shown["state"] == "refused"
    assert shown["refused"] == {
        "parameter": "organizationId",
        "message": "organization_id is wrong",
    }
    assert "credentials" not in shown


async def test_a_blank_parameter_is_refused_at_once_and_stays_typed(
    world: World, backend: StubBackend
) -> None:
    async with world.client() as client:
        refused = await client.post(
            f"{page_of(world)}/setup", params=admin(world), json={**FORM, "bearerToken": ""}
        )
        shown = (await client.get(page_of(world), params=admin(world))).json()
    assert (refused.status_code, code(refused)) == (400, "setupRefused")
    assert "bearer_token" in refused.json()["error"]["message"]
    assert shown["draft"]["tenantUrl"] == FORM["tenantUrl"]


async def test_a_draft_is_shown_without_its_token_and_can_be_left(
    world: World, backend: StubBackend
) -> None:
    draft = f"{page_of(world)}/draft"
    typed = {**FORM, "languages": ["fr-FR"], "contentTypes": ["book"]}
    async with world.client() as client:
        shown = await client.patch(draft, params=admin(world), json=typed)
        assert shown.json()["draft"] == {**typed, "bearerToken": MASK}
        saved = await client.put(
            f"{page_of(world)}/sections/languages", params=admin(world), json={}
        )
        assert saved.json()["languages"] == ["fr-FR"]
        assert (await client.delete(draft, params=admin(world))).status_code == 204
        shown = await client.get(page_of(world), params=admin(world))
        assert shown.json()["draft"] == {}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("PATCH", "/draft"),
        ("DELETE", "/draft"),
        ("POST", "/setup"),
        ("PUT", "/sections/languages"),
        ("GET", "/webhook-credentials"),
    ],
)
async def test_a_learner_is_turned_away(
    world: World, backend: StubBackend, method: str, path: str
) -> None:
    async with world.client() as client:
        learner = {"userId": world.learner.id}
        body = None if method in ("GET", "DELETE") else {}
        refused = await client.request(method, page_of(world) + path, params=learner, json=body)
        nobody = await client.request(method, page_of(world) + path, json=body)
    assert (refused.status_code, code(refused)) == (403, "notPlatformAdmin")
    assert (nobody.status_code, code(nobody)) == (400, "invalidRequest")
    assert backend.calls == 0


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/setup", {"languages": []}, "invalidRequest"),
        ("/setup", {"organisationId": "acme"}, "invalidRequest"),
        ("/sections/languages", {"contentTypes": []}, "invalidRequest"),
        ("/sections/content-types", {"contentTypes": ["film"]}, "invalidRequest"),
        ("/sections/languages", {}, "nothingToSave"),
        ("/sections/credentials", FORM, "savedBySetup"),
        ("/sections/logo", {}, "unknownSection"),
    ],
)
async def test_what_does_not_belong_to_a_button_is_refused(
    world: World, backend: StubBackend, path: str, body: Any, expected: str
) -> None:
    method = "POST" if path == "/setup" else "PUT"
    async with world.client() as client:
        answer = await client.request(method, page_of(world) + path, params=admin(world), json=body)
    assert (answer.status_code, code(answer)) == (400, expected)
    assert backend.saved == []
    assert backend.forms == []


async def test_the_back_end_is_for_the_staffs_own_clients(
    world: World, backend: StubBackend
) -> None:
    one = f"/extensions/integrations/{world.integration.id}"
    ids = {"groupId": world.group.id, "connectorAdminId": world.admin.id}
    async with world.client(world.ordinary) as client:
        for answer in (
            await client.post("/extensions/integrations", json=ids),
            await client.delete(one),
            await client.put(f"{one}/solutions", json={"globalization": True}),
        ):
            assert (answer.status_code, code(answer)) == (403, "invalid_scope")
    async with world.client() as client:
        refused = await client.post("/extensions/integrations", json=ids)
        assert code(refused) == "connectorAdminNotGroupAdmin"
        world.platform.groups.grant(world.group.id, world.admin.id, "admin")
        refused = await client.post("/extensions/integrations", json=ids)
        assert code(refused) == "duplicateExternalPlatform"
        switched = await client.put(f"{one}/solutions", json={"globalization": True})
        assert switched.json() == {"globalization": True}
    assert backend.saved == [{"globalization": True}]


async def test_without_a_connector_the_page_has_nothing_to_show(world: World) -> None:
    async with world.client() as client:
        answer = await client.get(page_of(world), params=admin(world))
    assert (answer.status_code, code(answer)) == (503, "noConnector")


def page_of(world: World) -> str:
    return f"/extensions/groups/{world.group.id}/settings/skillsoft"


def admin(world: World) -> dict[str, str]:
    return {"userId": world.admin.id}


def code(answer: httpx.Response) -> str:
    return str(answer.json()["error"]["code"])


async def activity(client: httpx.AsyncClient, state: str) -> tuple[bool, bool]:
    shown = (await client.get(state)).json()
    return shown["enabled"], shown["active"]
