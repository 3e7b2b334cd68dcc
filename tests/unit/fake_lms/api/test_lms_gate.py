"""Before every endpoint: tokens, version, faults, limits (360Learning API v2, authentication)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import lms_contract
import msgspec
import pytest
from lms_world import Clock, World

from fake_lms.api.middleware import AnswerLost
from fake_lms.api.oauth2 import TokenRequest
from fake_lms.app import create_app
from fake_lms.server.fault_script import Delay, Fault, LostAnswer

LOOPS = 50
"""More turns of the event loop than a request needs."""

TOKEN = "/oauth2/token"


def anonymous(world: World) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(world.app),
        base_url="http://lms.test/api/v2",
        event_hooks={"response": [lms_contract.check]},
    )


def credentials(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "grant_type": "client_credentials",
        "client_id": world.ordinary.client_id,
        "client_secret": world.ordinary.client_secret,
        **changes,
    }


async def test_a_token_opens_the_api_for_an_hour(world: World, clock: Clock) -> None:
    async with anonymous(world) as client:
        answer = await client.post(TOKEN, json=credentials(world))
        assert answer.status_code == 200
        assert (answer.json()["token_type"], answer.json()["expires_in"]) == ("Bearer", 3600)
        headers = {
            "authorization": f"Bearer {answer.json()['access_token']}",
            "360-api-version": "v2.0",
        }
        assert (await client.get("/users", headers=headers)).status_code == 200
        clock.pass_time(hours=1)
        late = await client.get("/users", headers=headers)
        assert (late.status_code, late.json()) == (401, {"error": "invalid_token"})


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "wrong"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"client_id": 7}, 400, "invalid_request"),
        ({"scope": "all"}, 400, "invalid_request"),
        ({"user_id": "f" * 24}, 400, "non_existing_user"),
        ({"company_id": "f" * 24}, 200, None),
    ],
)
async def test_a_wrong_request_for_a_token(
    world: World, changes: dict[str, Any], status: int, error: str | None
) -> None:
    async with anonymous(world) as client:
        answer = await client.post(TOKEN, json=credentials(world, **changes))
    assert answer.status_code == status
    assert answer.json().get("error") == error


def test_a_request_for_a_token_does_not_show_its_secret(world: World) -> None:
    asked = msgspec.convert(credentials(world), type=TokenRequest)
    assert world.ordinary.client_id in repr(asked)
    assert world.ordinary.client_secret not in repr(asked)


async def test_a_form_is_no_request_for_a_token(world: World) -> None:
    async with anonymous(world) as client:
        answer = await client.post(TOKEN, data=credentials(world))
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})


@pytest.mark.parametrize(
    "authorization", [None, "Bearer", "Bearer nothing", "Basic YTpi", "nothing at all"]
)
async def test_nobody_passes_without_a_token(world: World, authorization: str | None) -> None:
    headers = {"360-api-version": "v2.0"}
    if authorization is not None:
        headers["authorization"] = authorization
    async with anonymous(world) as client:
        for path in ("/users", "/nowhere"):
            answer = await client.get(path, headers=headers)
            assert (answer.status_code, answer.json()) == (401, {"error": "invalid_token"})


@pytest.mark.parametrize("version", [None, "v1.0", "2.0"])
async def test_every_call_names_the_version(world: World, version: str | None) -> None:
    async with world.client() as client:
        del client.headers["360-api-version"]
        headers = {} if version is None else {"360-api-version": version}
        answer = await client.get("/users", headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalidApiVersion"
    assert "360-api-version: v2.0" in answer.json()["error"]["message"]


async def test_what_is_not_served_says_so(world: World) -> None:
    async with world.client() as client:
        nowhere = await client.get("/projects")
        wrong = await client.put("/users", json={})
        elsewhere = await client.get("http://lms.test/")
    assert (nowhere.status_code, nowhere.json()["error"]["code"]) == (404, "notFound")
    assert (elsewhere.status_code, elsewhere.json()["error"]["code"]) == (404, "notFound")
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (405, "methodNotAllowed")


async def test_scripted_limits_and_failures(world: World) -> None:
    script = world.platform.script
    script.throttle(1, retry_after=3)
    script.throttle(1, match="WRITE")
    script.fail(1, match="GET")
    script.fail(1, status=500, match="TOKEN")
    async with world.client() as client:
        throttled = await client.get("/users")
        assert (throttled.status_code, throttled.headers["retry-after"]) == (429, "3")
        assert throttled.json() == {"error": "tooManyRequests"}
        assert (await client.get("/users")).status_code == 503
        write = await client.post("/tags", json={"name": "Quality", "isMain": False})
        assert (write.status_code, "retry-after" in write.headers) == (429, False)
        assert (await client.post(TOKEN, json=credentials(world))).status_code == 500
        assert (await client.get("/users")).status_code == 200
    assert script.pending() == []
    assert len(world.platform.tags) == 0


async def test_real_limits_only_where_time_is_real(world: World) -> None:
    time = 0.0
    async with world.client() as client:
        for _ in range(60):
            assert (await client.get("/tags")).status_code == 200
    world.app = create_app(world.platform, monotonic=lambda: time)
    async with world.client() as client:
        statuses = [(await client.get("/tags")).status_code for _ in range(51)]
        assert statuses == [200] * 50 + [429]
        time += 1
        assert (await client.get("/tags")).status_code == 200


async def test_the_journal_tells_writes_from_the_rest(world: World) -> None:
    async with world.client() as client:
        await client.post(TOKEN, json=credentials(world))
        await client.get("/users")
        await client.post("/tags", json={"name": "Quality", "isMain": False})
    (write,) = world.platform.request_log.writes()
    assert (write.method, write.path, write.status) == ("POST", "/api/v2/tags", 201)
    assert (write.client, write.at) == ("connector", world.clock())
    assert len(world.platform.request_log.calls) == 3


async def test_serving_ends_with_nothing_under_way(world: World) -> None:
    async with world.client() as client, world.app.router.lifespan_context(world.app):
        await client.put(
            f"/bulk/integrations/{world.integration.id}/courses", json={"input": [{}] * 5_000}
        )
        assert world.platform.busy
    assert not world.platform.busy


async def test_a_lost_answer_follows_a_request_that_was_carried_out(world: World) -> None:
    world.platform.script.add(LostAnswer("WRITE"))
    async with world.client() as client:
        with pytest.raises(AnswerLost, match="POST /api/v2/tags was carried out"):
            await client.post("/tags", json={"name": "Quality", "isMain": False})
        assert len((await client.get("/tags")).json()) == 1
    assert world.platform.script.met_connectors == 1


async def test_a_slow_write_is_carried_out_later(world: World) -> None:
    world.platform.script.add(Delay(20, "WRITE"))
    async with world.client() as client:
        post = asyncio.create_task(client.post("/tags", json={"name": "Quality", "isMain": False}))
        for _ in range(LOOPS):
            await asyncio.sleep(0)
        assert world.platform.held == 1
        assert (await client.get("/tags")).json() == []
        world.clock.pass_time(seconds=19)
        world.platform.release_due()
        await asyncio.sleep(0)
        assert not post.done()
        assert world.platform.next_due() == world.clock() + timedelta(seconds=1)
        world.clock.pass_time(seconds=1)
        world.platform.release_due()
        assert (await post).status_code == 201
        assert len((await client.get("/tags")).json()) == 1
    assert not world.platform.held


async def test_a_fault_for_connectors_spares_the_client_of_a_person(world: World) -> None:
    world.platform.script.add(Fault(503, "GET", connectors_only=True))
    async with world.client(world.ordinary) as client:
        assert (await client.get("/users")).status_code == 200
    async with world.client() as client:
        assert (await client.get("/users")).status_code == 503


async def test_a_scripted_rejection_looks_like_that_of_a_wrong_token(world: World) -> None:
    async with world.client() as client:
        world.platform.script.add(Fault(401, "GET", connectors_only=True))
        scripted = await client.get("/users")
        client.headers["authorization"] = "Bearer wrong"
        genuine = await client.get("/users")
    assert scripted.status_code == genuine.status_code == 401
    assert scripted.content == genuine.content
    assert scripted.headers["www-authenticate"] == genuine.headers["www-authenticate"]
