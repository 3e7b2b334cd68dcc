"""From a posted statement to an attempt, against a tiny 360Learning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.responses import Response

from reference_impl.parts import REFERENCE

pytestmark = pytest.mark.anyio

SIX = datetime(2026, 1, 13, 5, tzinfo=UTC)
INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"
Make = Callable[..., dict[str, Any]]


async def ready(world: Any, item: Make, *numbers: int) -> None:
    """The daily run has brought these courses."""
    world.percipio.items = [item(number) for number in numbers or (1,)]
    await world.activate()
    await world.become(SIX + timedelta(hours=5))


async def test_a_completion_becomes_an_attempt_at_once(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        answer = await world.send(
            statement(1, result={"score": {"scaled": 0.8}, "duration": "PT10M25S"})
        )
        assert (answer.status_code, answer.json()) == (200, [statement(1)["id"]])
        await world.settle()
        assert world.lms.attempts == {
            (world.ada, item(1)["id"]): [
                {
                    "progress": 100,
                    "score": 80,
                    "result": "success",
                    "timeSpent": 625_000,
                    "firstActivityAt": "2026-01-13T09:00:00.000Z",
                    "lastActivityAt": "2026-01-13T09:00:00.000Z",
                    "completedAt": "2026-01-13T09:00:00.000Z",
                }
            ]
        }
        assert (await world.status())["queue_depth"] == 0


async def test_the_whole_list_is_written_for_every_course(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item, 1, 2)
        await world.send(statement(1, INITIALIZED, at="2026-01-13T08:00:00Z"))
        await world.settle()
        await world.send(
            statement(2, item=2, at="2026-01-13T08:30:00Z"),
            statement(3),
            statement(4, at="2026-01-13T09:30:00Z"),
        )
        await world.settle()
        first = world.lms.attempts[world.ada, item(1)["id"]]
        assert [attempt["progress"] for attempt in first] == [100, 100]
        assert first[0]["firstActivityAt"] == "2026-01-13T08:00:00.000Z"
        assert len(world.lms.attempts[world.ada, item(2)["id"]]) == 1


async def test_what_is_accepted_survives_a_stop_before_its_delivery(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        world.lms.troubles = [lambda: Response(status_code=503)] * 3
        assert (await world.send(statement(1))).status_code == 200
        await world.settle()
        assert (world.lms.attempts, (await world.status())["queue_depth"]) == ({}, 1)
        world.lms.troubles = []
        await world.restart()
        await world.settle()
        assert len(world.lms.attempts) == 1
        assert (await world.status())["queue_depth"] == 0


async def test_an_lms_that_is_away_for_hours_gets_everything_in_the_end(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        world.lms.troubles = [lambda: Response(status_code=503)] * 40
        await world.send(statement(1))
        await world.let_pass(hours=3)
        assert len(world.lms.attempts) == 1


async def test_a_statement_waits_for_its_course(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        assert (await world.send(statement(1, item=2))).status_code == 200
        await world.settle()
        assert (world.lms.attempts, (await world.status())["queue_depth"]) == ({}, 0)
        world.percipio.items.append(item(2))
        await world.become(SIX + timedelta(days=1))
        assert list(world.lms.attempts) == [(world.ada, item(2)["id"])]


async def test_a_test_inside_a_course_scores_it_and_completes_nothing(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        course = item(1)["xapiActivityId"]
        inside = {"context": {"contextActivities": {"parent": [{"id": course}]}}}
        test = {
            "id": "https://xapi.percipio.com/xapi/assessment/9",
            "definition": {"type": "http://adlnet.gov/expapi/activities/assessment"},
        }
        video = {"id": "https://xapi.percipio.com/xapi/video/9"}
        await world.send(
            statement(1, INITIALIZED, at="2026-01-13T08:00:00Z"),
            statement(2, object=test, result={"score": {"raw": 49, "max": 100}}, **inside),
            statement(3, object=video, result={"score": {"raw": 99}}, **inside),
        )
        await world.settle()
        (attempt,) = world.lms.attempts[world.ada, item(1)["id"]]
        assert (attempt["progress"], attempt["score"], attempt["result"]) == (50, 49, None)


@pytest.mark.parametrize(
    ("method", "actor", "matches"),
    [
        ("email", {"mbox": "mailto: ADA@Example.com".replace(" ", "")}, True),
        ("email", {"account": {"homePage": "https://a.b", "name": "ada@example.com"}}, False),
        ("username", {"account": {"homePage": "https://a.b", "name": "ada"}}, True),
        ("username", {"account": {"homePage": "https://a.b", "name": "ADA"}}, False),
        ("username", {"mbox": "mailto:ada@example.com"}, False),
        ("external_id", {"account": {"homePage": "https://a.b", "name": "E1"}}, True),
        ("external_id", {"account": {"homePage": "https://a.b", "name": "E2"}}, False),
        ("external_id", {"account": {"homePage": "https://a.b", "name": "nobody"}}, False),
    ],
)
async def test_learners_are_found_by_the_method_in_force(
    tiny_world: Any, item: Make, statement: Make, method: str, actor: Any, matches: bool
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        ada, *_ = world.lms.users
        ada["username"] = "ada"
        bob = world.lms.add_user("bob@example.com")
        gone = world.lms.add_user("gone@example.com", status="deleted")
        pairs = [("E1", world.ada), ("E1", gone), ("E2", world.ada), ("E2", bob)]
        world.lms.external_ids = [
            {"value": value, "targetId": target, "targetType": "user"} for value, target in pairs
        ]
        await world.http.put("/control/settings", json={"learner_identification": method})
        assert (await world.send(statement(1, actor=actor))).status_code == 200
        await world.settle()
        assert bool(world.lms.attempts) is matches
        assert (await world.status())["queue_depth"] == 0


async def test_a_learner_found_twice_gets_nothing_and_the_rest_of_the_batch_is_recorded(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        world.lms.add_user("twin@example.com")
        world.lms.add_user("twin@example.com")
        answer = await world.send(statement(1, mail="twin@example.com"), statement(2))
        assert answer.status_code == 200
        await world.settle()
        assert list(world.lms.attempts) == [(world.ada, item(1)["id"])]


async def test_a_changed_method_is_for_new_statements(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        # Not delivered yet when the method changes: it counts by the method of its arrival.
        world.lms.troubles = [lambda: Response(status_code=503)]
        await world.send(statement(1))
        await world.settle()
        await world.http.put("/control/settings", json={"learner_identification": "username"})
        await world.let_pass(minutes=1)
        assert len(world.lms.attempts) == 1


async def test_the_same_id_twice_changes_nothing_and_other_content_is_refused(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        await world.send(statement(1))
        await world.settle()
        written = list(world.lms.writes)
        assert (await world.send(statement(1))).status_code == 200
        changed = await world.send(statement(1, INITIALIZED), statement(2))
        assert changed.status_code == 409
        assert changed.json()["error"]["conflicts"] == [statement(1)["id"]]
        assert changed.json()["error"]["recorded"] == [statement(2)["id"]]
        await world.settle()
        assert world.lms.writes == [*written, "PUT attempts"]


async def test_a_connector_can_be_broken_to_acknowledge_and_drop(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world(replace(REFERENCE, keeps=lambda statement: False)) as world:
        await ready(world, item)
        assert (await world.send(statement(1))).json() == [statement(1)["id"]]
        await world.settle()
        assert world.lms.attempts == {}
