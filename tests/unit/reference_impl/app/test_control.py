"""The control protocol and the setup, over HTTP, held against the schemas of the protocol."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import jwt
import pytest
from starlette.responses import JSONResponse, Response

from percipio_conformance import schemas
from reference_impl.app.app import create_app
from reference_impl.app.connector import Connector
from reference_impl.app.integrations import IntegrationRegistry
from reference_impl.time.clock import SystemClock

pytestmark = pytest.mark.anyio

CALLS = ["describe", "status", "settings", "webhook", "clock"]


@pytest.mark.parametrize("call", CALLS)
async def test_answers_follow_their_schemas(tiny_world: Any, call: str) -> None:
    async with tiny_world() as world:
        answer = await world.http.get(f"/control/{call}")
        assert answer.status_code == 200
        assert schemas.problems(f"control/{call}", answer.json()) == []


async def test_before_any_reset_the_integration_is_absent(tiny_world: Any) -> None:
    async with tiny_world() as world:
        world.connector.integration = None
        assert (await world.status())["state"] == "absent"
        answer = await world.http.get("/control/settings")
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "absent")


@pytest.mark.parametrize(
    ("method", "call", "body", "status", "code"),
    [
        ("POST", "reset", b"{", 400, "not_json"),
        ("POST", "reset", b" " * 1_048_577, 413, "body_too_large"),
        ("POST", "reset", b"[]", 400, "invalid_message"),
        ("POST", "reset", b"{}", 400, "invalid_message"),
        ("PUT", "settings", b'{"learner_identification": "shoe size"}', 400, "invalid_message"),
        ("PUT", "clock", b'{"now": "2026-13-01T00:00:00Z"}', 400, "invalid_message"),
        ("PUT", "clock", b'{"now": "2020-01-01T00:00:00Z"}', 409, "time_went_back"),
        ("POST", "setup", b'{"organization_id": 1}', 400, "missing_value"),
    ],
)
async def test_wrong_messages_are_refused(
    tiny_world: Any, method: str, call: str, body: bytes, status: int, code: str
) -> None:
    async with tiny_world() as world:
        answer = await world.http.request(method, f"/control/{call}", content=body)
        assert answer.status_code == status
        assert schemas.problems("control/error", answer.json()) == []
        assert answer.json()["error"]["code"] == code


async def test_an_unknown_reading_of_a_switch_is_refused(tiny_world: Any) -> None:
    async with tiny_world() as world:
        with pytest.raises(AssertionError, match="unknown_reading"):
            await world.reset(readings={"A-DST": "noon"})


async def test_settings_change_one_by_one_and_outlive_a_restart(tiny_world: Any) -> None:
    async with tiny_world() as world:
        change = {"content_types": ["book"], "learner_identification": "external_id"}
        changed = (await world.http.put("/control/settings", json=change)).json()
        await world.http.put("/control/settings", json={"globalization": True})
        await world.restart()
        stored = (await world.http.get("/control/settings")).json()
        assert stored == changed | {"globalization": True}


@pytest.mark.parametrize("name", ["organization_id", "bearer_token", "tenant_url"])
@pytest.mark.parametrize("value", ["", "  ", None])
async def test_a_blank_value_is_refused_at_once(
    tiny_world: Any, name: str, value: str | None
) -> None:
    async with tiny_world() as world:
        message = {"organization_id": "o", "bearer_token": "b", "tenant_url": "t"} | {name: value}
        message = {key: each for key, each in message.items() if each is not None}
        answer = await world.http.post("/control/setup", json=message)
        assert (answer.status_code, answer.json()["error"]["field"]) == (400, name)
        assert (await world.status())["state"] == "enabled"


async def test_setup_takes_its_time_and_ends_by_itself(tiny_world: Any) -> None:
    async with tiny_world() as world:
        await world.set_up()
        await world.run_until_idle()
        assert (await world.status())["state"] == "verifying"
        assert (await world.set_up()).status_code == 409
        assert world.percipio.calls == []
        await world.restart()
        await world.advance_by(minutes=2)
        status = await world.status()
        assert (status["state"], status["next_run"]) == ("active", "2026-01-13T05:00:00Z")


def foreign() -> str:
    claims = {"organizationId": "another"}
    return jwt.encode(claims, "k" * 32, algorithm="HS256")


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"bearer_token": "wrong"}, "bearer_token"),
        ({"bearer_token": foreign()}, "organization_id"),
        ({"tenant_url": "http://nobody.test"}, "tenant_url"),
        ({"tenant_url": "http://percipio.test:port"}, "tenant_url"),
        ({"tenant_url": "percipio"}, "tenant_url"),
        ({"tenant_url": "http://lms.test"}, "tenant_url"),
    ],
)
async def test_wrong_parameters_are_refused_by_name(
    tiny_world: Any, change: Any, parameter: str
) -> None:
    async with tiny_world() as world:
        if change.get("tenant_url") == "http://lms.test":
            world._apps["lms.test"] = Response("hello")
        await world.set_up(**change)
        await world.advance_by(minutes=2)
        status = await world.status()
        assert (status["state"], status["reason"]["parameter"]) == ("refused", parameter)
        assert schemas.problems("control/status", status) == []
        assert "percipio-token" not in str(status)
        await world.advance_by(days=2)
        assert (await world.status())["last_run"] is None
        await world.activate()


@pytest.mark.parametrize(
    ("trouble", "parameter"),
    [
        (lambda: JSONResponse({"errors": []}, 404), "organization_id"),
        (lambda: Response(status_code=404), "tenant_url"),
        (lambda: JSONResponse({"hello": "you"}), "tenant_url"),
        (lambda: Response(status_code=302, headers={"location": "/"}), "tenant_url"),
    ],
)
async def test_the_answer_tells_whom_to_blame(
    tiny_world: Any, trouble: Any, parameter: str
) -> None:
    async with tiny_world() as world:
        world.percipio.troubles = [trouble]
        await world.set_up()
        await world.advance_by(minutes=2)
        assert (await world.status())["reason"]["parameter"] == parameter


@pytest.mark.parametrize(
    "trouble",
    [
        lambda: Response(status_code=503),
        lambda: Response(status_code=429, headers={"retry-after": "9"}),
        lambda: Response("one moment"),
    ],
)
async def test_passing_trouble_is_no_wrong_parameter(tiny_world: Any, trouble: Any) -> None:
    async with tiny_world() as world:
        world.percipio.troubles = [trouble] * 2
        await world.activate()


async def test_a_percipio_that_never_answers_is_given_up(tiny_world: Any) -> None:
    async with tiny_world() as world:
        world.percipio.troubles = [asyncio.Event().wait]
        await world.set_up()
        await world.advance_by(seconds=29)
        await world.move(world.now + timedelta(seconds=1))
        for _ in range(50):
            await asyncio.sleep(0)
        await world.move(world.now + timedelta(seconds=90))
        await world.run_until_idle()
        assert (await world.status())["reason"]["parameter"] == "tenant_url"


async def test_parameters_can_be_edited_while_active(tiny_world: Any) -> None:
    async with tiny_world() as world:
        await world.activate()
        await world.set_up(bearer_token="wrong")
        await world.advance_by(minutes=2)
        status = await world.status()
        assert (status["state"], status["reason"]["parameter"]) == ("active", "bearer_token")
        await world.activate(tags_synchronization=True)
        assert (await world.status())["reason"] is None
        settings = (await world.http.get("/control/settings")).json()
        assert settings["tags_synchronization"] is True


@pytest.mark.parametrize(
    ("reading", "state", "shown"),
    [("old-ones-stay", "active", 1), ("integration-stops", "refused", 0)],
)
async def test_wrong_new_parameters_leave_what_the_reading_says(
    tiny_world: Any, item: Any, reading: str, state: str, shown: int
) -> None:
    async with tiny_world(readings={"A-RESETUP": reading}) as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.set_up(bearer_token="wrong")
        await world.advance_by(days=1)
        assert (await world.status())["state"] == state
        assert len(world.lms.courses) == shown


async def test_an_edit_over_six_does_not_lose_the_days_run(tiny_world: Any) -> None:
    async with tiny_world() as world:
        await world.activate()
        await world.advance_to(world.now.replace(day=13, hour=4, minute=59, second=30))
        await world.set_up()
        await world.advance_by(minutes=3)
        await world.run_until_idle()
        assert (await world.last_run())["started"] == "2026-01-13T05:00:00Z"


async def test_a_crashed_job_is_told(tiny_world: Any) -> None:
    async with tiny_world() as world:

        async def crash() -> None:
            raise ZeroDivisionError

        world.connector._activity.spawn(crash(), "a bug")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        answer = await world.http.get("/control/clock")
        assert (answer.status_code, answer.json()["error"]["code"]) == (500, "crashed")


async def test_real_time_cannot_be_controlled(tiny_world: Any) -> None:
    async with tiny_world() as world:
        connector = Connector(
            store=":memory:", clock=SystemClock(), http=world.http, public_url="http://x"
        )
        with pytest.raises(ValueError, match="ControlledClock"):
            create_app(IntegrationRegistry(connector), control=True)
        await connector.start()
        answer = connector.work_state()
        assert (answer.ready, answer.pending, answer.next_due) == (True, 0, None)
        await connector.stop()
