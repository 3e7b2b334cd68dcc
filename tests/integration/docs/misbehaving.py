"""A connector that goes wrong in another way in every world, for the table of errors in a document.

The number of the world is kept in ``STATE_FOLDER``, for some of the ways end this program. With
``CLOCK_GRADE`` in its environment it does nothing wrong but to follow the clock only so well, with
``VERSIONS`` nothing but to be of another version whenever it is asked.
"""

from __future__ import annotations

import itertools
import json
import os
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

Answer = tuple[int, bytes]

WORLDS = Path(os.environ["STATE_FOLDER"], "worlds")
ME = {"name": "Misbehaving", "protocol": "1", "capabilities": ["courses"]}
CLOCK: dict[str, Any] = {"now": "2000-01-01T00:00:00Z", "state": "ready", "pending": 0}
GRADE = os.environ.get("CLOCK_GRADE", "full")
VERSIONS = itertools.count() if "VERSIONS" in os.environ else itertools.repeat(0)
GOES_WRONG = not os.environ.keys() & {"CLOCK_GRADE", "VERSIONS"}
LONG_SECONDS = 600

WAYS = (
    "a call is not served",
    "a message has another shape",
    "a page instead of JSON",
    "works before it answers",
    "the clock does not follow",
    "never at rest",
    "due in the past",
    "ends",
)
"""One for each world; from the last one on it ends again and again."""


def way() -> str:
    worlds = int(WORLDS.read_text()) if WORLDS.exists() else 0
    return WAYS[min(worlds, len(WAYS)) - 1] if worlds and GOES_WRONG else ""


def begin(sent: dict[str, Any]) -> None:
    worlds = int(WORLDS.read_text()) if WORLDS.exists() else 0
    WORLDS.write_text(str(worlds + 1))
    CLOCK["now"] = sent["now"]


def answered(answer: dict[str, Any], status: int = 200) -> Answer:
    return status, json.dumps(answer).encode()


def describe() -> Answer:
    return answered(ME | {"clock": GRADE, "version": str(next(VERSIONS))})


def clock(call: str, sent: dict[str, Any]) -> Answer:
    if way() != "the clock does not follow":
        CLOCK["now"] = sent.get("now", CLOCK["now"])
    state = "advancing" if way() == "never at rest" else "ready"
    due = CLOCK["now"] if way() == "due in the past" else None
    return answered(CLOCK | {"state": state, "next_due": due})


def setup() -> Answer:
    match way():
        case "a call is not served":
            return 404, b""
        case "works before it answers":
            time.sleep(LONG_SECONDS)
        case "ends":
            os._exit(1)
    return 202, b""


def status() -> Answer:
    match way():
        case "a message has another shape":
            return answered({"state": "active"})
        case "a page instead of JSON":
            return 200, b"<html>Sign in</html>"
    return answered({"state": "active", "queue_depth": 0})


def answer(call: str, sent: dict[str, Any]) -> Answer:
    match call:
        case "GET describe":
            return describe()
        case "POST reset":
            begin(sent)
            return 204, b""
        case "POST setup":
            return setup()
        case "GET status":
            return status()
        case "GET clock" | "PUT clock":
            return clock(call, sent)
    return 404, b""


class Control(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or "{}")
        code, body = answer(f"{self.command} {self.path.removeprefix('/control/')}", sent)
        self.send_response(code)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_GET  # noqa: N815 - http.server knows calls by these names


HTTPServer(("127.0.0.1", int(os.environ["CONTROL_PORT"])), Control).serve_forever()
