"""Does not leave its first world; ``WAY`` says in which respect."""

from __future__ import annotations

import asyncio
import os

import httpx
import orjson
from stage import App, Message, Receive, Send, answer, answer_changed, asks, play

WAY = os.environ["WAY"]
resets: list[dict[str, object]] = []
calling: list[asyncio.Task[None]] = []


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
            await client.get("/courses")
            await client.post("/tags", json={"name": "from another world"})
            await asyncio.sleep(0.02)


async def reset(app: App, scope: Message, receive: Receive, send: Send) -> None:
    body = await body_of(receive)
    resets.append(orjson.loads(body))
    if WAY == "ignores reset" and len(resets) > 1:
        await answer(send, b"", status=204)
        return

    async def given() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    await app(scope, given, send)
    if WAY == "calls later" and len(resets) == 1:
        calling.append(asyncio.create_task(call_with_the_first_token(resets[0])))


def in_the_first_world(body: bytes) -> bytes:
    return orjson.dumps(orjson.loads(body) | {"now": resets[0]["now"]})


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "POST reset"):
        await reset(app, scope, receive, send)
    elif asks(scope, "GET clock") and WAY == "mixes the clocks":
        await answer_changed(app, scope, receive, send, in_the_first_world)
    else:
        await app(scope, receive, send)


play(meddle)
