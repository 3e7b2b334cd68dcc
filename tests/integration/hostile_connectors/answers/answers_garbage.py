"""Answers with a page for people when settings are saved: a login form in front of the API."""

from __future__ import annotations

from stage import App, Message, Receive, Send, answer, asks, play


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "PUT settings"):
        await answer(send, b"<html>Please log in \xff\xfe\x00</html>", kind=b"text/html")
    else:
        await app(scope, receive, send)


play(tamper)
