"""Statements that are sent in requests at the same time."""

import asyncio
import json

import httpx
import pytest
from test_percipio_sender import CONFIGURATION, Store, run, submit

from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.sender import LrsSender


@pytest.fixture
def store() -> Store:
    return Store()


def sender_to(store, clock, answer=None) -> LrsSender:
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer or store))
    made = LrsSender(clock, lambda: client)
    made.configure(LrsConfiguration(**CONFIGURATION))
    made.hold()
    return made


def ids(body: httpx.Request) -> list[str]:
    return [each["id"] for each in json.loads(body.content)]


def test_the_requests_overlap(store, clock) -> None:
    """Each request waits until all have come, so the test ends only if they overlap."""

    async def send() -> LrsSender:
        everybody = asyncio.Barrier(3)

        async def meet(request: httpx.Request) -> httpx.Response:
            if not request.url.path.endswith("/token"):
                await everybody.wait()
            return store(request)

        sender = sender_to(store, clock, meet)
        submit(sender, *"abc")
        sender.release(at_once=True)
        assert (sender.queued, sender.next_due()) == (3, clock())
        await asyncio.wait_for(sender.run_due(), 10)
        return sender

    sender = asyncio.run(send())
    assert sender.queued == 0
    assert sorted(each.statement_ids for each in sender.deliveries) == [("a",), ("b",), ("c",)]
    assert len(store.tokens) == 1


def test_what_is_refused_is_recorded_and_repeated_first_after_a_pause(store, clock) -> None:
    sender = sender_to(store, clock)
    submit(sender, *"abc")
    store.answers = [httpx.Response(200), httpx.Response(503), httpx.ReadTimeout("late")]
    sender.release(at_once=True)
    submit(sender, "d")
    run(sender)
    assert [each.acknowledged for each in sender.deliveries] == [True, False, False]
    assert sender.queued == 3
    due = sender.next_due()
    assert due > clock()
    clock.move(seconds=(due - clock()).total_seconds())
    run(sender)
    assert [ids(each) for each in store.statements[3:]] == [["b", "c"], ["d"]]
    assert sender.queued == 0


def test_what_is_given_up_is_not_repeated(store, clock) -> None:
    sender = sender_to(store, clock)
    submit(sender, *"ab")
    store.answers = [httpx.Response(400), httpx.Response(200)]
    sender.release(at_once=True)
    run(sender)
    assert sender.queued == 0
    assert [each.status for each in sender.deliveries] == [400, 200]


def test_without_a_token_they_wait(store, clock) -> None:
    sender = sender_to(store, clock)
    submit(sender, "a")
    store.token_answers = [httpx.Response(503), httpx.Response(503)]
    sender.release(at_once=True)
    run(sender)
    assert sender.queued == 1
    assert not store.statements
