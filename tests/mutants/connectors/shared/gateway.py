"""The reference connector behind a gateway that changes requests or responses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
import orjson

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.core.addresses import CONTROL, IN_PROCESS_CONNECTOR
from percipio_conformance.network.bodies import App, Message, Receive, Send
from percipio_conformance.network.network import InProcessNetwork

TOKEN = "/api/skillsoft/oauth2/token"


STATEMENTS = ("/api/skillsoft", "/api/skillsoft/statements")


Behind = Callable[[httpx.Request], Awaitable[httpx.Response]]


Meddle = Callable[[httpx.Request, Behind], Awaitable[httpx.Response]]


async def _whole(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


class Fronted(InProcessReference):
    """The reference with ``meddle`` between it and the world."""

    def __init__(self, tamper: Meddle) -> None:
        super().__init__()
        self._tamper = tamper

    async def start(self) -> None:
        await super().start()
        assert self._stage is not None
        network = self._stage.network
        assert isinstance(network, InProcessNetwork)
        host = httpx.URL(IN_PROCESS_CONNECTOR).host
        network.announce(host, self._front(network._apps[host]))

    def _front(self, app: App) -> App:
        behind = httpx.ASGITransport(app=app).handle_async_request

        async def front(scope: Message, receive: Receive, send: Send) -> None:
            query = scope["query_string"].decode()
            request = httpx.Request(
                scope["method"],
                IN_PROCESS_CONNECTOR + scope["path"] + (f"?{query}" if query else ""),
                headers=scope["headers"],
                content=await _whole(receive),
            )
            answer = await self._tamper(request, behind)
            await answer.aread()
            headers = [
                (name.encode(), value.encode())
                for name, value in answer.headers.items()
                if name != "content-length"
            ]
            await send(
                {"type": "http.response.start", "status": answer.status_code, "headers": headers}
            )
            await send({"type": "http.response.body", "body": answer.content})

        return front


def changed(request: httpx.Request, *, body: bytes | None = None, **headers: str) -> httpx.Request:
    kept = {
        name: value
        for name, value in request.headers.items()
        if name != "content-length" and name not in headers
    }
    content = request.content if body is None else body
    return httpx.Request(request.method, request.url, headers=kept | headers, content=content)


async def credentials(behind: Behind) -> dict[str, str]:
    asked = httpx.Request("GET", f"{IN_PROCESS_CONNECTOR}{CONTROL}/webhook")
    answer = await behind(asked)
    shown: dict[str, str] = orjson.loads(await answer.aread())
    return {name: shown[name] for name in ("client_id", "client_secret")}


async def good_token(behind: Behind) -> str:
    answer = await behind(
        httpx.Request("POST", IN_PROCESS_CONNECTOR + TOKEN, data=await credentials(behind))
    )
    return str(orjson.loads(await answer.aread())["access_token"])


async def with_a_good_token(request: httpx.Request, behind: Behind) -> httpx.Response:
    return await behind(changed(request, authorization=f"Bearer {await good_token(behind)}"))


def at(paths: str | tuple[str, ...], tamper: Meddle) -> ConnectorUnderTest:
    """Meddle with these addresses and let everything else pass."""
    wanted = (paths,) if isinstance(paths, str) else paths

    async def choosy(request: httpx.Request, behind: Behind) -> httpx.Response:
        meddles = request.url.path in wanted
        return await (tamper(request, behind) if meddles else behind(request))

    return Fronted(choosy)
