"""What happens seldom: refusals, retries that last, a run outside the schedule, broken parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response

from reference_impl.app.connector import Connector
from reference_impl.rules.attempts import attempts_of
from reference_impl.rules.config import LmsAccess, LmsConfig, PercipioConfig
from reference_impl.rules.interpretations import Interpretations
from reference_impl.rules_table import DEFAULT_RULES
from reference_impl.time.clock import SystemClock

pytestmark = pytest.mark.anyio

SIX = datetime(2026, 1, 13, 5, tzinfo=UTC)
DAY = timedelta(days=1)
INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"
Make = Callable[..., dict[str, Any]]


async def test_a_filter_that_cannot_be_applied_is_applied_later_even_after_a_restart(
    tiny_world: Any, item: Make
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.advance_to(SIX)
        world.lms.troubles = [lambda: Response(status_code=503)] * 16
        await world.http.put("/control/settings", json={"content_types": ["book"]})
        await world.advance_by(minutes=4)
        assert not world.lms.courses[item(1)["id"]]["archived"]
        await world.restart()
        await world.advance_by(minutes=10)
        assert world.lms.courses[item(1)["id"]]["archived"]


async def test_a_course_that_cannot_be_restored_stops_nothing(tiny_world: Any, item: Make) -> None:
    async with tiny_world() as world:
        inactive = {"lifecycle": {"status": "INACTIVE"}}
        world.percipio.items = [item(1), item(2)]
        await world.activate()
        await world.advance_to(SIX)
        world.percipio.items = [item(1, **inactive), item(2, **inactive)]
        await world.advance_to(SIX + DAY)
        world.percipio.items = [item(1), item(2)]
        gone = {"error": {"code": "courseNotFound", "message": "deleted"}}
        world.lms.troubles = [lambda: JSONResponse(gone, 404)]
        await world.advance_to(SIX + 2 * DAY)
        record = await world.last_run()
        assert (record["outcome"], record["restored"]) == ("complete", 1)
        assert "courseNotFound" in record["skipped"][0]["reason"]


async def test_a_simulation_draws_the_same_with_the_same_seed(tiny_world: Any) -> None:
    drawn = []
    async with tiny_world() as world:
        for seed in (1, 1, 2):
            await world.reset(seed=seed)
            await world.restart()
            drawn.append(await world.token())
    assert drawn[0] == drawn[1] != drawn[2]


async def test_attempts_that_are_refused_are_accounted_for_and_stop_nothing(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1), item(2)]
        await world.activate()
        await world.advance_to(SIX)
        whole = world.lms._do

        def refuse(method: str, subject: str, given: dict[str, Any]) -> dict[str, Any]:
            if given.get("courseIdentifier", {}).get("value") == item(1)["id"]:
                return {"input": given, "status": "error", "errorMessage": "attemptsWouldBeLost"}
            answer: dict[str, Any] = whole(method, subject, given)
            return answer

        world.lms._do = refuse
        await world.send(statement(1), statement(2, item=2))
        await world.run_until_idle()
        assert [course for _, course in world.lms.attempts] == [item(2)["id"]]
        ((refused, reason),) = world.connector._opened().statements.skipped()
        assert refused == statement(1)["id"]
        assert "attemptsWouldBeLost" in reason


async def test_an_operation_that_forgets_an_object_is_repeated(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.advance_to(SIX)
        written = world.lms.operations
        await world.send(statement(1))
        world.lms.troubles = []
        append = written.append
        results: list[Any] = []

        class Forgetful(list):  # type: ignore[type-arg]
            def append(self, value: Any) -> None:
                append([] if not results else value)
                results.append(value)

            def __getitem__(self, index: Any) -> Any:
                return written[index]

            def __len__(self) -> int:
                return len(written)

        world.lms.operations = Forgetful()
        await world.advance_by(minutes=1)
        assert len(results) == 2
        assert (await world.status())["queue_depth"] == 0


async def test_an_identifier_the_platform_cannot_look_for_is_nobodys(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.advance_to(SIX)
        refusal = {"error": {"code": "invalidFilter", "message": "no"}}
        world.lms.troubles = [lambda: JSONResponse(refusal, 400)]
        await world.send(statement(1, mail="x" * 50 + "@example.com"), statement(2))
        await world.run_until_idle()
        assert len(world.lms.attempts) == 1


async def test_a_run_outside_the_schedule_runs_on_real_time(tiny_world: Any, item: Make) -> None:
    async with tiny_world() as world:
        world.percipio.items = [item(1)]
        connector = Connector(
            store=":memory:", clock=SystemClock(), http=world.http, public_url="http://c.test"
        )
        lms = LmsConfig(LmsAccess("http://lms.test", "us", "shh"), "a" * 24, "b" * 24, "c" * 24)
        parameters = PercipioConfig(
            organization_id="o",
            bearer_token="percipio-token",
            tenant_url="http://percipio.test",
            tags_synchronization=True,
        )
        record = await connector.run_once(lms, Interpretations(), parameters)
        assert (record.outcome, record.created) == ("complete", 1)
        assert world.lms.courses[item(1)["id"]]["dto"]["subjects"] == ["Cloud", "Security"]
        wrong = replace(parameters, tenant_url="http://percipio.test:port")
        assert (await connector.run_once(lms, Interpretations(), wrong)).outcome == "partial"


async def test_parameters_that_are_in_hand_are_not_submitted_again(tiny_world: Any) -> None:
    async with tiny_world() as world:
        parameters = PercipioConfig(
            organization_id="0d8e0b0a-3f5c-4f3e-9f0a-000000000001",
            bearer_token="percipio-token",
            tenant_url="http://percipio.test",
            tags_synchronization=False,
        )
        world.connector.set_up(parameters)
        world.connector.set_up(parameters)
        assert (await world.run_until_idle())["pending"] == 1
        world.connector.set_up(replace(parameters, bearer_token="wrong"))
        await world.advance_by(minutes=3)
        assert (await world.status())["state"] == "refused"
        world.connector.set_up(parameters)
        await world.advance_by(minutes=3)
        assert (await world.status())["state"] == "active"
        world.connector.set_up(parameters)
        assert (await world.status())["state"] == "active"


async def test_broken_at_six_utc(tiny_world: Any, item: Make) -> None:
    def six_utc(after: datetime, reading: str) -> datetime:
        today = after.replace(hour=6, minute=0, second=0, microsecond=0)
        return today if today > after else today + DAY

    async with tiny_world(replace(DEFAULT_RULES, next_run=six_utc)) as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.advance_to(SIX + timedelta(minutes=59))
        assert world.lms.courses == {}
        await world.advance_to(SIX + timedelta(hours=1))
        assert len(world.lms.courses) == 1


async def test_broken_with_a_second_course_on_the_next_run(tiny_world: Any, item: Make) -> None:
    runs = count()
    broken = replace(DEFAULT_RULES, identity=lambda given: f"{given.id}-{next(runs)}")
    async with tiny_world(broken) as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.advance_to(SIX + DAY)
        assert len(world.lms.courses) == 2


async def test_broken_with_a_hundred_on_started(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    def generous(meanings: Any, last_activity: Any = "completion-first") -> Any:
        return [replace(each, progress=100) for each in attempts_of(meanings, last_activity)]

    async with tiny_world(replace(DEFAULT_RULES, attempts_of=generous)) as world:
        world.percipio.items = [item(1)]
        await world.activate()
        await world.advance_to(SIX)
        await world.send(statement(1, INITIALIZED))
        await world.run_until_idle()
        ((attempt,),) = world.lms.attempts.values()
        assert attempt["progress"] == 100
