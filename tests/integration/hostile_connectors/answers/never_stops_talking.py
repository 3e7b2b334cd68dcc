"""Its answer to saved settings has no end: a stream that is copied into itself."""

from __future__ import annotations

from stage import App, Message, Receive, Send, asks, play, talk_without_end


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "PUT settings"):
        await talk_without_end(send)
    else:
        await app(scope, receive, send)


play(tamper)
