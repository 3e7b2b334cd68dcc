"""Does not leave its first world; ``WAY`` says in which respect.

One that calls later writes the answers into the file ``ANSWERED``: number of the world, status.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path

import httpx
import orjson
from stage import App, Message, Receive, Send, answer, answer_changed, asks, play

WAY = os.environ["WAY"]
resets: list[dict[str, object]] = []
calling: list[asyncio.Task[None]] = []
first_calls, later_calls = asyncio.Event(), asyncio.Event()


async def body_of(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def call_with_the_first_token(world: dict[str, object]) -> None:
    """Writes into whatever world is on stage, with what only the first one gave."""
    lms = world["lms"]
    assert isinstance(lms, dict)
    async with httpx.AsyncClient(base_url=f"{lms['base_url']}/api/v2", timeout=10) as client:
        secret = {each: lms[each] for each in ("client_id", "client_secret")}
        grant = secret | {"grant_type": "client_credentials"}
        answered = await client.post("/oauth2/token", json=grant)
        client.headers["authorization"] = f"Bearer {answered.json()['access_token']}"
        client.headers["360-api-version"] = "v2.0"
        while True:
            # Between two worlds nothing listens.
            with suppress(httpx.HTTPError):
                await call(client)
            await asyncio.sleep(0.02)


def note(*lines: str) -> None:
    with Path(os.environ["ANSWERED"]).open("a") as statuses:
        statuses.writelines(lines)


async def call(client: httpx.AsyncClient) -> None:
    """Read courses and add a tag, in the world of the latest reset."""
    world = len(resets)
    courses = await client.get("/courses")
    tags = await client.post("/tags", json={"name": "from another world"})
    if world != len(resets):
        return
    note(*(f"{world} {each.status_code}\n" for each in (courses, tags)))
    (first_calls if world == 1 else later_calls).set()


async def reset(app: App, scope: Message, receive: Receive, send: Send) -> None:
    body = await body_of(receive)
    resets.append(orjson.loads(body))
    if WAY == "ignores reset" and len(resets) > 1:
        await answer(send, b"", status=204)
        return

    # Each world is called before the answer to its reset: after that its time may pass.
    if WAY == "calls later" and len(resets) == 1:
        calling.append(asyncio.create_task(call_with_the_first_token(resets[0])))
        await first_calls.wait()
    elif WAY == "calls later":
        await later_calls.wait()

    async def given() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    await app(scope, given, send)


def in_the_first_world(body: bytes) -> bytes:
    return orjson.dumps(orjson.loads(body) | {"now": resets[0]["now"]})


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "POST reset"):
        await reset(app, scope, receive, send)
    elif asks(scope, "GET clock") and WAY == "mixes the clocks":
        await answer_changed(app, scope, receive, send, in_the_first_world)
    else:
        await app(scope, receive, send)


play(tamper)
