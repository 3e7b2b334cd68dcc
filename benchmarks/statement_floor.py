"""The minimal cost of receiving statements: a bare endpoint, served like the connector.

``python -m benchmarks.statement_floor DATABASE``: decode with orjson, validate with jsonschema-rs,
insert into SQLite in WAL mode with full synchronization, all requests that wait in one turn of the
loop in one transaction; then acknowledge. No tokens, no identity of statements, no meaning. Prints
its port when it is ready.
"""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import sys

import jsonschema_rs
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from percipio_conformance import schemas


class GroupCommit:
    """One transaction for everything that waits in one turn of the loop."""

    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("CREATE TABLE statements (number INTEGER PRIMARY KEY, id TEXT, body BLOB)")
        self._waiting: list[tuple[str, bytes]] = []
        self._stored: asyncio.Future[None] | None = None

    def put(self, statement_id: str, body: bytes) -> asyncio.Future[None]:
        loop = asyncio.get_running_loop()
        if self._stored is None:
            self._stored = loop.create_future()
            loop.call_soon(self._commit)
        self._waiting.append((statement_id, body))
        return self._stored

    def _commit(self) -> None:
        stored, self._stored = self._stored, None
        waiting, self._waiting = self._waiting, []
        assert stored is not None
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO statements (id, body) VALUES (?, ?)", waiting)
        self._db.execute("COMMIT")
        stored.set_result(None)


def create_app(path: str) -> Starlette:
    """The endpoint."""
    store = GroupCommit(path)
    validator = jsonschema_rs.Draft202012Validator(schemas.load("xapi/statement"))

    async def receive(request: Request) -> Response:
        body = await request.body()
        statement = orjson.loads(body)
        if not validator.is_valid(statement):
            return Response(status_code=400)
        await store.put(statement["id"], body)
        return Response(orjson.dumps([statement["id"]]), media_type="application/json")

    return Starlette(routes=[Route("/statements", receive, methods=["POST"])])


def main() -> None:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    config = uvicorn.Config(
        create_app(sys.argv[1]), access_log=False, log_config=None, lifespan="off"
    )
    uvicorn.Server(config).run([listener])


if __name__ == "__main__":
    main()
