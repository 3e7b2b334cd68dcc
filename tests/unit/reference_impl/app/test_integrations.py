"""Several integrations in one process: told by the control protocol, kept apart, never lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from percipio_conformance import schemas

pytestmark = pytest.mark.anyio

Make = Callable[..., dict[str, Any]]

SECOND = "5" * 24
THIRD = "6" * 24
ANNOUNCED = {
    "lms": {"base_url": "http://lms.test", "client_id": "them", "client_secret": "hush"},
    "integration_id": SECOND,
    "group_id": "d" * 24,
    "connector_admin_id": "e" * 24,
    "seed": 7,
}
SETUP = {
    "organization_id": "0d8e0b0a-3f5c-4f3e-9f0a-000000000001",
    "bearer_token": "percipio-token",
    "tenant_url": "http://percipio.test",
}
CALLS = ["status", "settings", "webhook"]
STATEMENTS = "/api/skillsoft/statements"


async def announce(world: Any, **changes: Any) -> httpx.Response:
    answer = await world.http.post("/control/integrations", json=ANNOUNCED | changes)
    assert isinstance(answer, httpx.Response)
    return answer


async def ask(world: Any, call: str, integration: str = SECOND) -> Any:
    answer = await world.http.get(f"/control/{call}", params={"integration": integration})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def set_up_second(world: Any, **changes: Any) -> None:
    url = f"/control/setup?integration={SECOND}"
    assert (await world.http.post(url, json=SETUP | changes)).status_code == 202
    await world.advance_by(minutes=3)


async def token_of(world: Any, integration: str) -> str:
    shown = await ask(world, "webhook", integration)
    form = {name: shown[name] for name in ("client_id", "client_secret")}
    answer = await world.http.post("/api/skillsoft/oauth2/token", data=form)
    return str(answer.json()["access_token"])


async def post(world: Any, token: str, statement: dict[str, Any]) -> int:
    headers = {"authorization": f"Bearer {token}"}
    answer = await world.http.post(STATEMENTS, json=statement, headers=headers)
    return int(answer.status_code)


def integration_ids(world: Any) -> tuple[str, str]:
    """The first and the second."""
    return world.connector.integration.id, SECOND


def stores(folder: Path) -> list[str]:
    """The files in which integrations are remembered."""
    names = [each.name for each in folder.iterdir()]
    return sorted(each for each in names if not each.endswith(("-wal", "-shm")))


@pytest.mark.parametrize("call", CALLS)
async def test_a_further_integration_answers_under_its_id(tiny_world: Any, call: str) -> None:
    async with tiny_world() as world:
        assert (await announce(world)).status_code == 204
        assert schemas.problems(f"control/{call}", await ask(world, call)) == []


async def test_the_first_one_answers_under_its_id_and_without_one(tiny_world: Any) -> None:
    async with tiny_world() as world:
        await announce(world)
        first, second = integration_ids(world)
        unnamed = (await world.http.get("/control/webhook")).json()
        assert unnamed == await ask(world, "webhook", first)
        shown = await ask(world, "webhook", second)
        for name in ("client_id", "client_secret"):
            assert shown[name] != unnamed[name]
        for name in ("statement_url", "token_endpoint"):
            assert shown[name] == unnamed[name]


@pytest.mark.parametrize("call", CALLS)
async def test_an_unknown_integration_is_refused(tiny_world: Any, call: str) -> None:
    async with tiny_world() as world:
        await announce(world)
        answer = await world.http.get(f"/control/{call}", params={"integration": THIRD})
        assert schemas.problems("control/error", answer.json()) == []
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_integration")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"readings": {"A-DST": "by the sun"}}, 400, "unknown_reading"),
        ({"now": "2026-01-12T11:00:00Z"}, 400, "invalid_message"),
        ({"integration_id": SECOND}, 409, "known_integration"),
    ],
)
async def test_what_cannot_be_announced(
    tiny_world: Any, changes: dict[str, Any], status: int, code: str
) -> None:
    async with tiny_world() as world:
        await announce(world)
        answer = await announce(world, **({"integration_id": THIRD} | changes))
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


async def test_the_first_one_cannot_be_announced_again(tiny_world: Any) -> None:
    async with tiny_world() as world:
        answer = await announce(world, integration_id=world.connector.integration.id)
        assert answer.status_code == 409


async def test_before_any_reset_nothing_can_be_announced(tiny_world: Any) -> None:
    async with tiny_world() as world:
        world.connector.integration = None
        answer = await announce(world)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "absent")


async def test_settings_are_kept_apart_and_outlive_a_restart(tiny_world: Any) -> None:
    async with tiny_world() as world:
        await announce(world)
        change = {"learner_identification": "username", "content_types": ["book"]}
        await world.http.put(f"/control/settings?integration={SECOND}", json=change)
        first = (await world.http.get("/control/settings")).json()
        assert (first["learner_identification"], first["content_types"]) == ("email", [])
        shown = await ask(world, "webhook")
        await world.restart()
        kept = await ask(world, "settings")
        assert (kept["learner_identification"], kept["content_types"]) == ("username", ["book"])
        assert await ask(world, "webhook") == shown


async def test_each_has_its_own_run(tiny_world: Any, item: Make) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await announce(world)
        await world.activate()
        await world.advance_by(days=1)
        assert (await ask(world, "status"))["state"] == "enabled"
        await set_up_second(world)
        assert (await ask(world, "status"))["last_run"] is None
        await world.advance_by(days=1)
        assert (await ask(world, "status"))["last_run"]["created"] == 1
        assert (await world.last_run())["created"] == 0


async def test_a_restart_brings_the_appointments_of_both_back(tiny_world: Any, item: Make) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await announce(world)
        await world.activate()
        await set_up_second(world)
        await world.restart()
        await world.advance_by(days=1)
        assert (await ask(world, "status"))["last_run"]["created"] == 1
        assert (await world.last_run())["created"] == 1


async def test_a_token_opens_the_integration_it_was_given_for(
    tiny_world: Any, statement: Make
) -> None:
    async with tiny_world() as world:
        await announce(world)
        first, second = integration_ids(world)
        tokens = [await token_of(world, first), await token_of(world, second)]
        assert await post(world, tokens[1], statement(1)) == 200
        await world.restart()
        assert await post(world, tokens[1], statement(2)) == 200
        assert await post(world, tokens[0], statement(3)) == 200
        assert await post(world, "nobody's", statement(4)) == 401
        held = [
            world.integrations.of(each)
            ._opened()
            ._db.execute("SELECT count(*) FROM statements")
            .fetchone()
            for each in (first, second)
        ]
        assert held == [(1,), (2,)]


async def test_the_clock_is_ready_when_all_are(tiny_world: Any) -> None:
    async with tiny_world() as world:
        await announce(world)
        alone = await world.run_until_idle()
        assert (alone["pending"], alone["next_due"]) == (0, None)
        await world.http.post(f"/control/setup?integration={SECOND}", json=SETUP)
        answer = (await world.http.get("/control/clock")).json()
        assert answer["state"] == "advancing"
        verifying = await world.run_until_idle()
        assert verifying["pending"] == 1
        assert verifying["next_due"] is not None


async def test_a_crash_in_either_is_told(tiny_world: Any) -> None:
    async with tiny_world() as world:
        await announce(world)

        async def crash() -> None:
            raise ZeroDivisionError

        world.integrations.of(SECOND)._activity.spawn(crash(), "a bug")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        answer = await world.http.get("/control/clock")
        assert (answer.status_code, answer.json()["error"]["code"]) == (500, "crashed")


async def test_a_reset_forgets_all_of_them(tiny_world: Any, tmp_path: Path) -> None:
    async with tiny_world() as world:
        await announce(world)
        shown = await ask(world, "webhook")
        assert stores(tmp_path) == ["connector.sqlite", f"connector.sqlite.{SECOND}"]
        await world.reset()
        assert stores(tmp_path) == ["connector.sqlite"]
        answer = await world.http.get("/control/status", params={"integration": SECOND})
        assert answer.status_code == 404
        await world.restart()
        form = {name: shown[name] for name in ("client_id", "client_secret")}
        answer = await world.http.post("/api/skillsoft/oauth2/token", data=form)
        assert answer.status_code == 401


async def test_what_a_killed_process_left_is_not_taken_up_again(
    tiny_world: Any, tmp_path: Path
) -> None:
    async with tiny_world() as world:
        (tmp_path / f"connector.sqlite.{SECOND}").write_bytes(b"half of a store")
        assert (await announce(world)).status_code == 204
        assert (await ask(world, "status"))["state"] == "enabled"
