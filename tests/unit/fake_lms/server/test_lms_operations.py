from __future__ import annotations

import asyncio

import msgspec
import pytest
from lms_world import START, World

from fake_lms.core.errors import NotFoundError, RefusedError, TooManyError
from fake_lms.server import operations
from fake_lms.server.fault_script import ObjectRefusal
from fake_lms.server.operations import CHUNK, BulkOperations


def objects(count: int) -> list[msgspec.Raw]:
    return msgspec.json.decode(msgspec.json.encode(list(range(count))), type=list[msgspec.Raw])


def echo(raw: msgspec.Raw) -> str:
    return bytes(raw).decode()


@pytest.fixture
def bulk(world: World) -> BulkOperations:
    return world.platform.operations


async def test_an_operation_goes_through_every_status(bulk: BulkOperations) -> None:
    operation = bulk.submit("importExternalCourses", objects(CHUNK + 1), echo)
    seen = [operation.status]
    indexes = [operation.index]
    while not operation.ended:
        await asyncio.sleep(0)
        seen.append(operation.status)
        indexes.append(operation.index)
    assert list(dict.fromkeys(seen)) == ["pending", "queued", "running", "completed"]
    assert list(dict.fromkeys(indexes)) == [0, CHUNK - 1, CHUNK]
    assert operation.queued_at == operation.started_at == operation.ended_at == START


async def test_results_come_in_the_order_given(bulk: BulkOperations) -> None:
    def perform(raw: msgspec.Raw) -> str:
        if echo(raw) == "1":
            raise RefusedError("odd", "one is not wanted")
        return echo(raw)

    operation = bulk.submit("importExternalCourses", objects(3), perform)
    await bulk.run_until_idle()
    found = [(each.resource_id, each.error) for each in bulk.results(operation.id)]
    assert found == [("0", None), (None, "one is not wanted"), ("2", None)]


async def test_one_object_is_refused_and_the_others_are_carried_out(
    world: World, bulk: BulkOperations
) -> None:
    world.platform.script.refuse_object()
    first, second = (bulk.submit("importExternalCourses", objects(2), echo) for _ in range(2))
    await bulk.run_until_idle()
    refusal = ObjectRefusal().message
    assert [each.error for each in bulk.results(first.id)] == [refusal, None]
    assert [each.error for each in bulk.results(second.id)] == [None, None]
    assert first.status == "completed"


async def test_an_empty_operation_completes(bulk: BulkOperations) -> None:
    operation = bulk.submit("importExternalCourses", [], echo)
    await bulk.run_until_idle()
    assert (operation.status, bulk.results(operation.id)) == ("completed", [])


async def test_results_are_there_when_the_operation_has_ended(bulk: BulkOperations) -> None:
    operation = bulk.submit("importExternalCourses", objects(1), echo)
    with pytest.raises(RefusedError) as refused:
        bulk.results(operation.id)
    assert refused.value.code == "bulkOperationNotRun"
    await bulk.run_until_idle()
    assert len(bulk.results(operation.id)) == 1


async def test_three_at_once_and_no_more(world: World) -> None:
    bulk = world.platform.operations
    for _ in range(3):
        bulk.submit("importExternalCourses", objects(1), echo)
    assert world.platform.busy
    with pytest.raises(TooManyError) as refused:
        bulk.submit("importExternalCourses", objects(1), echo)
    assert refused.value.code == "bulkOperationsConcurrencyLimitReached"
    await bulk.run_until_idle()
    assert not world.platform.busy
    bulk.submit("importExternalCourses", objects(1), echo)
    await bulk.run_until_idle()


async def test_others_get_their_turn_between_chunks(bulk: BulkOperations) -> None:
    operation = bulk.submit("importExternalCourses", objects(CHUNK * 4), echo)
    turns = 0
    while not operation.ended:
        await asyncio.sleep(0)
        turns += 1
    assert turns > 4


async def test_a_scripted_breakdown_ends_in_error_after_some_objects(world: World) -> None:
    bulk = world.platform.operations
    world.platform.script.break_down(after=2, message="Disk full")
    broken = bulk.submit("importExternalCourses", objects(5), echo)
    await bulk.run_until_idle()
    sound = bulk.submit("importExternalCourses", objects(5), echo)
    await bulk.run_until_idle()
    assert (broken.status, broken.error_message) == ("error", "Disk full")
    assert len(bulk.results(broken.id)) == 2
    assert (sound.status, len(bulk.results(sound.id))) == ("completed", 5)
    assert world.platform.script.met_breakdowns == 1


async def test_old_operations_are_forgotten_when_they_hold_too_much(
    bulk: BulkOperations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "KEPT_BYTES", 5)
    made = []
    for _ in range(4):
        made.append(bulk.submit("importExternalCourses", objects(3), echo))
        await bulk.run_until_idle()
    assert [each.id for each in bulk] == [made[-1].id]
    with pytest.raises(NotFoundError):
        bulk.get(made[0].id)


async def test_a_world_is_taken_down_in_the_middle(bulk: BulkOperations) -> None:
    operation = bulk.submit("importExternalCourses", objects(CHUNK * 4), echo)
    await asyncio.sleep(0)
    await bulk.cancel()
    await asyncio.sleep(0)
    assert not operation.ended
    assert not bulk.busy
