"""Middleware of every endpoint: scripted faults, authentication, rate limits, API version."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fake_lms.api.answers import bare_error, error_answer
from fake_lms.api.oauth2 import PATH as TOKEN_PATH
from fake_lms.platform import Platform
from fake_lms.server.clients import ClientCredentials
from fake_lms.server.fault_script import Delay, Fault, LostAnswer
from fake_lms.server.rate_limit import RateLimits
from fake_lms.server.request_log import Call

# Other paths are for people in a browser, who have no API token.
API = "/api/v2/"
VERSION_HEADER = "360-api-version"
VERSION = "v2.0"


class ApiMiddleware:
    """ASGI middleware; it stores the client of an accepted request in the request's state."""

    def __init__(self, app: ASGIApp, platform: Platform, limits: RateLimits | None) -> None:
        self._app = app
        self._platform = platform
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(API):
            await self._app(scope, receive, send)
            return
        # Yield to the event loop, as a socket would: in process, a client that polls an operation
        # in a loop would otherwise keep the operation from running.
        await asyncio.sleep(0)
        method, path = scope["method"], scope["path"]
        client: ClientCredentials | None = None

        async def noting_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                name = client.name if client else None
                self._platform.request_log.add(
                    Call(self._platform.now(), method, path, message["status"], name)
                )
            await send(message)

        is_token = path == TOKEN_PATH
        headers = Headers(scope=scope)
        client = None if is_token else self._authenticate(headers)
        # Browsers of people have a token that they did not request here.
        of_connector = is_token or (client is not None and client.in_house)
        fault = self._platform.script.next_fault(method, token=is_token, of_connector=of_connector)
        if isinstance(fault, Fault):
            await _faulty(fault)(scope, receive, noting_send)
            return
        if isinstance(fault, Delay):
            waited = await self._platform.delayed.wait(fault.seconds, receive)
            if waited is None:
                return
            receive = waited
        if not is_token:
            refusal = self._refusal(client, method, headers)
            if refusal is not None:
                await refusal(scope, receive, noting_send)
                return
        scope.setdefault("state", {})["client"] = client
        if isinstance(fault, LostAnswer):
            await self._app(scope, receive, _without_body(noting_send))
            raise AnswerLost(f"{method} {path} was carried out, then the connection was closed")
        await self._app(scope, receive, noting_send)

    def _authenticate(self, headers: Headers) -> ClientCredentials | None:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        return self._platform.clients.authenticate(token.strip())

    def _refusal(
        self, client: ClientCredentials | None, method: str, headers: Headers
    ) -> Response | None:
        if client is None:
            return _invalid_token()
        if self._limits is not None and not self._limits.allows(method):
            return bare_error(429, "tooManyRequests")
        if headers.get(VERSION_HEADER) != VERSION:
            return error_answer(
                400,
                "invalidApiVersion",
                f"Every call needs the header {VERSION_HEADER}: {VERSION}",
            )
        return None


class AnswerLost(Exception):
    """Raised after a request is carried out and the head of its answer sent.

    A server then closes the connection. A transport without a socket should convert it to the error
    of a closed connection.
    """


def _without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        # A server closes the connection only if the answer has begun; otherwise it answers 500.
        if message["type"] == "http.response.start":
            await send(message)

    return sending


def _invalid_token() -> Response:
    return bare_error(401, "invalid_token", {"WWW-Authenticate": "Bearer"})


def _faulty(fault: Fault) -> Response:
    if fault.status == 401:
        return _invalid_token()
    if fault.status == 429:
        after = fault.retry_after
        return bare_error(
            429, "tooManyRequests", {} if after is None else {"Retry-After": str(after)}
        )
    return error_answer(fault.status, "serverError", "The platform failed; try again later")
