"""Its answer to saved settings has no end: a stream that is copied into itself."""

from __future__ import annotations

from stage import App, Message, Receive, Send, asks, play


async def meddle(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if not asks(scope, "PUT settings"):
        await app(scope, receive, send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while True:
        await send({"type": "http.response.body", "body": b"x" * 65_536, "more_body": True})


play(meddle)
