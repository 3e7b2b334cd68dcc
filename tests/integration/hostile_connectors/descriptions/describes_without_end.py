"""Its description never ends, like a stream that was not closed."""

from __future__ import annotations

from stage import App, Message, Receive, Send, asks, play, talk_without_end


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "GET describe"):
        await talk_without_end(send)
    else:
        await app(scope, receive, send)


play(tamper)
