"""From a posted statement to an attempt, against a tiny 360Learning."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.responses import Response
from statement_story import COMPLETED, INITIALIZED, SIX, Make, ready

from reference_impl.rules_table import DEFAULT_RULES

pytestmark = pytest.mark.anyio

LAUNCHED = {
    "progress": 50,
    "timeSpent": 0,
    "firstActivityAt": "2026-01-13T08:00:00.000Z",
    "lastActivityAt": "2026-01-13T08:00:00.000Z",
}


async def test_a_completion_becomes_an_attempt_at_once(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        answer = await world.send(
            statement(1, result={"score": {"scaled": 0.8}, "duration": "PT10M25S"})
        )
        assert (answer.status_code, answer.json()) == (200, [statement(1)["id"]])
        await world.run_until_idle()
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
        await world.run_until_idle()
        await world.send(
            statement(2, item=2, at="2026-01-13T08:30:00Z"),
            statement(3),
            statement(4, at="2026-01-13T09:30:00Z"),
        )
        await world.run_until_idle()
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
        await world.run_until_idle()
        assert (world.lms.attempts, (await world.status())["queue_depth"]) == ({}, 1)
        world.lms.troubles = []
        await world.restart()
        await world.run_until_idle()
        assert len(world.lms.attempts) == 1
        assert (await world.status())["queue_depth"] == 0


async def test_an_lms_that_is_away_for_hours_gets_everything_in_the_end(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        world.lms.troubles = [lambda: Response(status_code=503)] * 40
        await world.send(statement(1))
        await world.advance_by(hours=3)
        assert len(world.lms.attempts) == 1


async def test_a_statement_waits_for_its_course(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        assert (await world.send(statement(1, item=2))).status_code == 200
        await world.run_until_idle()
        assert (world.lms.attempts, (await world.status())["queue_depth"]) == ({}, 0)
        world.percipio.items.append(item(2))
        await world.advance_to(SIX + timedelta(days=1))
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
        await world.run_until_idle()
        (attempt,) = world.lms.attempts[world.ada, item(1)["id"]]
        assert (attempt["progress"], attempt["score"], attempt["result"]) == (50, 49, None)


async def test_the_same_id_twice_changes_nothing_and_other_content_is_refused(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        await world.send(statement(1))
        await world.run_until_idle()
        written = list(world.lms.writes)
        assert (await world.send(statement(1))).status_code == 200
        changed = await world.send(statement(1, INITIALIZED), statement(2))
        assert changed.status_code == 409
        assert changed.json()["error"]["conflicts"] == [statement(1)["id"]]
        assert changed.json()["error"]["recorded"] == [statement(2)["id"]]
        await world.run_until_idle()
        assert world.lms.writes == [*written, "PUT attempts"]


async def test_a_connector_can_be_broken_to_acknowledge_and_drop(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world(replace(DEFAULT_RULES, keeps=lambda statement: False)) as world:
        await ready(world, item)
        assert (await world.send(statement(1))).json() == [statement(1)["id"]]
        await world.run_until_idle()
        assert world.lms.attempts == {}


async def test_an_attempt_made_by_a_launch_becomes_the_first_one(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        pair = world.ada, item(1)["id"]
        world.lms.attempts[pair] = [LAUNCHED]
        await world.send(statement(1, result={"score": {"raw": 80}}))
        await world.run_until_idle()
        (attempt,) = world.lms.attempts[pair]
        assert (attempt["progress"], attempt["score"]) == (100, 80)


async def test_an_attempt_that_only_a_launch_has_made_stays_beyond_ours(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        pair = world.ada, item(1)["id"]
        world.lms.attempts[pair] = [LAUNCHED | {"progress": 100}, LAUNCHED]
        await world.send(statement(1, result={"score": {"raw": 80}}))
        await world.run_until_idle()
        first, second = world.lms.attempts[pair]
        assert (first["progress"], first["score"], first["result"]) == (100, 80, "success")
        assert second == LAUNCHED | {"score": 80, "result": None, "completedAt": None}
        # Percipio reports the restart that the launch led to: it is that attempt.
        await world.send(statement(2, at="2026-01-14T09:00:00Z"))
        await world.run_until_idle()
        assert [each["progress"] for each in world.lms.attempts[pair]] == [100, 100]


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ({}, (50, 49)),
        ({"A-ASSESS": "no-effect"}, (50, None)),
    ],
)
async def test_a_test_inside_a_course_has_readings(
    tiny_world: Any, item: Make, statement: Make, readings: Any, expected: Any
) -> None:
    async with tiny_world(readings=readings) as world:
        await ready(world, item)
        test = {
            "id": "https://xapi.percipio.com/xapi/assessment/9",
            "definition": {"type": "http://adlnet.gov/expapi/activities/assessment"},
        }
        inside = {"contextActivities": {"parent": [{"id": item(1)["xapiActivityId"]}]}}
        scored = {"score": {"raw": 49}}
        await world.send(
            statement(1, INITIALIZED, at="2026-01-13T08:00:00Z"),
            statement(2, object=test, context=inside, result=scored),
        )
        await world.run_until_idle()
        (attempt,) = world.lms.attempts[world.ada, item(1)["id"]]
        assert (attempt["progress"], attempt["score"]) == expected


async def test_late_statements_of_every_kind_are_never_refused(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    async with tiny_world() as world:
        await ready(world, item)
        registration = {"registration": "22222222-2222-4222-8222-222222222222"}
        for number, (verb, minute, context) in enumerate(
            [
                (COMPLETED, 10, {}),
                (COMPLETED, 20, registration),
                (INITIALIZED, 5, registration),
                (INITIALIZED, 0, {}),
            ],
            start=1,
        ):
            at = f"2026-01-13T08:{minute:02}:00Z"
            await world.send(statement(number, verb, at=at, context=context))
            await world.run_until_idle()
        progress = [each["progress"] for each in world.lms.attempts[world.ada, item(1)["id"]]]
        assert progress == [100, 100]
        assert world.connector._opened().statements.skipped() == []
