"""Declares that it receives statements, and has no address for them: marketing wrote describe."""

from __future__ import annotations

from stage import App, Message, Receive, Send, answer, play


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if scope["path"].startswith("/api/skillsoft"):
        await answer(send, b"not found", status=404, kind=b"text/plain")
    else:
        await app(scope, receive, send)


play(tamper)
