"""Answers saved settings with something that only looks like an answer; ``WAY`` says with what."""

from __future__ import annotations

import os

import orjson
from stage import App, Message, Receive, Send, answer, asks, play

JSON = b"application/json"
SETTINGS = b'{"learner_identification": "email", "globalization": %s}'
WAYS: dict[str, tuple[int, bytes, bytes, list[tuple[bytes, bytes]]]] = {
    "elsewhere": (302, b"", JSON, [(b"location", b"http://127.0.0.1:9/control/settings")]),
    "in circles": (307, b"", JSON, [(b"location", b"/control/settings")]),
    "nested deeply": (200, b"[" * 200_000 + b"]" * 200_000, JSON, []),
    "nested": (200, b'{"a":' * 900 + b"1" + b"}" * 900, JSON, []),
    "a long number": (200, SETTINGS % (b"9" * 5_000), JSON, []),
    "not a number": (200, SETTINGS % b"NaN", JSON, []),
    "not UTF-8": (200, b'{"learner_identification": "\xff\xfe"}', JSON, []),
    "half a surrogate": (200, b'{"learner_identification": "\\ud800"}', JSON, []),
    "a list": (200, b"[true]", JSON, []),
    "a text": (200, b'"saved"', JSON, []),
    "a page in no charset": (500, b"<html>oops</html>", b"text/html; charset=hex", []),
    "a packed page": (500, b"<html>oops</html>", b"text/html; charset=zip", []),
    "many wrong fields": (200, orjson.dumps({f"f{n}": n for n in range(3_000)}), JSON, []),
    "a cookie": (403, b"{}", JSON, [(b"set-cookie", b"session=" + b"s" * 4_000)] * 12),
}


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    if asks(scope, "PUT settings"):
        status, body, kind, headers = WAYS[os.environ["WAY"]]
        await answer(send, body, status=status, kind=kind, headers=headers)
    else:
        await app(scope, receive, send)


play(tamper)
