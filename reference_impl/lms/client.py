"""Client of 360Learning's API v2: token, version header, retries, paging.

Source: 360Learning's OpenAPI of its API v2.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

import httpx
import msgspec
import orjson

from reference_impl.network.response import detached
from reference_impl.rules.config import LmsAccess
from reference_impl.rules.errors import LmsRefusedError, LmsUnavailableError
from reference_impl.rules.retry import TRIES, pause_before, read_retry_after
from reference_impl.time.clock import Clock
from reference_impl.time.task_tracker import TaskTracker

TOKEN_PATH = "/api/v2/oauth2/token"  # noqa: S105 - a path
VERSION = {"360-api-version": "v2.0"}

# A token that is about to expire is renewed before use.
_RENEW_BEFORE = timedelta(seconds=30)


T = TypeVar("T")
Query = Mapping[str, str | list[str]]
"""Parameters of a request; one with several values is given as often."""


class _Token(msgspec.Struct, frozen=True):
    access_token: str
    expires_in: float


class LmsClient:
    """A client of one 360Learning platform; call it from inside a job only."""

    def __init__(
        self, http: httpx.AsyncClient, clock: Clock, activity: TaskTracker, access: LmsAccess
    ) -> None:
        self._http = http
        self._clock = clock
        self._activity = activity
        self._access = access
        self._base = access.base_url.rstrip("/")
        self._token: tuple[str, datetime] | None = None

    async def get(self, path: str, kind: type[T]) -> T:
        """GET ``path`` and decode the JSON answer as ``kind``.

        Raises:
            LmsUnavailableError: no useful answer through every retry.
            LmsRefusedError: 360Learning refused the request.
        """
        return _read(await self.request("GET", path), kind)

    async def each(self, path: str, kind: type[T], query: Query | None = None) -> AsyncIterator[T]:
        """Yield every element of a list, following ``Link``; errors as in :meth:`get`."""
        response = await self.request("GET", path, query=query)
        for element in _read(response, list[kind]):  # type: ignore[valid-type]
            yield element
        while following := response.links.get("next"):
            # The URL may contain a host name that is valid only outside, and the token must go
            # to the configured host only.
            target = httpx.URL(following["url"])
            response = await self.request("GET", target.path, query=dict(target.params))
            for element in _read(response, list[kind]):  # type: ignore[valid-type]
                yield element

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Query | None = None,
        body: bytes | None = None,
    ) -> httpx.Response:
        """Send a request, with retries until it is answered; errors as in :meth:`get`."""
        renewed = False
        attempt = 0
        while True:
            retry_after: float | None = None
            try:
                response = await self._send(method, path, query, body)
            except httpx.RequestError as error:
                trouble = f"the connection failed ({type(error).__name__})"
            else:
                if response.is_success:
                    return response
                status = response.status_code
                if status == httpx.codes.UNAUTHORIZED and not renewed:
                    self._token, renewed = None, True
                    continue
                if status != httpx.codes.TOO_MANY_REQUESTS and not response.is_server_error:
                    raise _refusal(method, path, response)
                trouble = f"it answered {status}"
                retry_after = read_retry_after(
                    response.headers.get("retry-after"), self._clock.now()
                )
            if attempt + 1 >= TRIES:
                raise LmsUnavailableError(
                    f"360Learning did not do {method} {path} in {TRIES} tries: {trouble}. "
                    "It will be asked again"
                )
            await self._activity.sleep(pause_before(attempt, retry_after))
            attempt += 1

    async def _send(
        self, method: str, path: str, query: Query | None, body: bytes | None
    ) -> httpx.Response:
        if self._token is None or self._token[1] <= self._clock.now():
            refused = await self._renew()
            if refused is not None:
                return refused
        assert self._token is not None
        headers = VERSION | {"authorization": f"Bearer {self._token[0]}"}
        return await self._call(method, path, headers, query=query, body=body)

    async def _renew(self) -> httpx.Response | None:
        """Fetch a token; an answer without one goes to the retry logic like any other."""
        body = orjson.dumps(
            {
                "grant_type": "client_credentials",
                "client_id": self._access.client_id,
                "client_secret": self._access.client_secret,
            }
        )
        response = await self._call("POST", TOKEN_PATH, VERSION, body=body)
        if not response.is_success:
            return response
        answer = _read(response, _Token)
        ends = self._clock.now() + timedelta(seconds=answer.expires_in) - _RENEW_BEFORE
        self._token = answer.access_token, ends
        return None

    async def _call(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        *,
        query: Query | None = None,
        body: bytes | None = None,
    ) -> httpx.Response:
        # Made here, because `httpx.AsyncClient.request` parses and merges everything twice.
        url = f"{self._base}{path}" + (f"?{httpx.QueryParams(query)}" if query else "")
        sent = [*self._http.headers.multi_items(), *headers.items()]
        if body is not None:
            sent.append(("content-type", "application/json"))
        limits = {"timeout": self._http.timeout.as_dict()}
        request = httpx.Request(method, url, headers=sent, content=body, extensions=limits)
        return detached(await self._http.send(request))


def _read(response: httpx.Response, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(response.content, type=kind)
    except msgspec.DecodeError as error:
        raise LmsUnavailableError(
            f"360Learning answered {response.request.method} {response.request.url.path} with "
            f"something its API does not describe ({error}). It will be asked again"
        ) from error


def _refusal(method: str, path: str, response: httpx.Response) -> LmsRefusedError:
    code, message = "", response.reason_phrase
    try:
        answer = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        answer = None  # for example, a proxy's page; the status is sufficient
    match answer:
        case {"error": {"code": str(code), "message": str(message)}}:
            pass
        case {"error": str(code)}:
            message = code
    return LmsRefusedError(
        f"360Learning refused {method} {path} with {response.status_code} {code}: {message}",
        response.status_code,
        code,
    )
