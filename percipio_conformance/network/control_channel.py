"""Channels that carry the calls of the control protocol: over HTTP, or in this process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote

import httpx

from fake_percipio.catalog.faults import ConnectionCut
from percipio_conformance.network import asgi
from percipio_conformance.network.bodies import App, fit_body
from percipio_conformance.network.in_process import app_at
from percipio_conformance.network.traffic_log import TrafficLog

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class ControlResponse:
    """The response to one call, ``GET clock`` for example."""

    method: str
    call: str
    status: int
    body: bytes


class ControlChannel(Protocol):
    """Sends calls to one connector."""

    @property
    def timeout_seconds(self) -> float | None:
        """Real time within which a response must be complete."""

    async def send(self, method: str, call: str, body: bytes | None = None) -> ControlResponse:
        """Send one call, ``clock`` for example, with a JSON body or without one.

        Raises:
            UnfitAnswer: the response is compressed or too large.
            httpx.HTTPError: there is no response.
        """


class HttpChannel:
    """Sends the calls with an HTTP client.

    Args:
        base_url: the address of the control protocol, for example ``http://host/control``.
    """

    def __init__(self, client: httpx.AsyncClient, base_url: str) -> None:
        self._client = client
        self._base = base_url.rstrip("/")

    @property
    def timeout_seconds(self) -> float | None:
        return self._client.timeout.read

    async def send(self, method: str, call: str, body: bytes | None = None) -> ControlResponse:
        headers = {} if body is None else {"content-type": _JSON}
        response = await self._client.request(
            method, f"{self._base}/{call}", content=body, headers=headers
        )
        return ControlResponse(method, call, response.status_code, response.content)


class InProcessChannel:
    """Calls the application of a connector in this process, and records each call.

    It does the same as :class:`HttpChannel` with an in-process transport, at a fraction of the
    cost: a scenario makes some fifty calls.
    """

    def __init__(
        self,
        apps: Mapping[str, App],
        base_url: str,
        traffic_log: TrafficLog,
        timeout_seconds: float,
    ) -> None:
        self._apps = apps
        url = httpx.URL(base_url.rstrip("/") + "/")
        self._url = url
        self._host = url.netloc.decode("ascii")
        self._traffic_log = traffic_log
        self._targets: dict[str, tuple[str, asgi.AsgiUrl]] = {}
        self.timeout_seconds: float | None = timeout_seconds

    async def send(self, method: str, call: str, body: bytes | None = None) -> ControlResponse:
        sent = body or b""
        if call not in self._targets:
            self._targets[call] = self._target(call)
        target, url = self._targets[call]
        headers = {"host": self._host, "accept-encoding": "identity"}
        if body is not None:
            headers |= {"content-type": _JSON, "content-length": str(len(sent))}
        with self._traffic_log.record(
            "control", method, self._host, target, headers, sent
        ) as exchange:
            app = app_at(self._apps, url.host)
            raw = [(name.encode(), value.encode()) for name, value in headers.items()]
            try:
                response = await asgi.call(app, method, url, raw, sent)
            except ConnectionCut as error:
                raise httpx.RemoteProtocolError(str(error)) from error
            fit_body(response.headers, response.body)
            exchange.answer(response.status, response.body)
        return ControlResponse(method, call, response.status, response.body)

    def _target(self, call: str) -> tuple[str, asgi.AsgiUrl]:
        """The path and query of ``call``, and its URL."""
        base = self._url
        target = base.raw_path + call.encode()
        raw_path, _, query = target.partition(b"?")
        path = unquote(raw_path.decode())
        url = asgi.AsgiUrl(base.scheme, base.host, base.port, path, raw_path, query)
        return target.decode(), url
