"""The sender's access token: OAuth 2.0 client credentials at the configured token endpoint."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx

from fake_percipio.xapi.lrs_configuration import LrsConfiguration

ASSUMED_LIFETIME = 3600
"""Assumed lifetime in seconds of a token without ``expires_in`` (RFC 6749, 5.1 leaves it open)."""


class AccessTokenError(Exception):
    """The token endpoint issued no token; the message describes its answer, without secrets."""


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """One request to the token endpoint."""

    at: datetime
    status: int | None
    """None when no answer came."""
    error: str | None
    """What went wrong, None when a token was given."""
    expires_in: int | None
    """Lifetime in seconds, from the answer."""


@dataclass(frozen=True, slots=True)
class _Token:
    value: str = field(repr=False)
    expires_at: datetime


class AccessTokens:
    """Holds one token and requests another when it is about to expire."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._token: _Token | None = None
        self.requests: list[TokenRequest] = []
        self.has_second_worker = False
        """Whether a second worker of Percipio requests a token of its own after each of these."""
        self.of_second_worker = 0
        """Number of tokens that the second worker has received."""
        self.renew_before = timedelta(seconds=60)
        """Seconds before its expiry at which a token is dropped; negative: after its expiry."""

    @property
    def usable_until(self) -> datetime | None:
        """The instant at which the held token is dropped: ``renew_before`` its expiry."""
        return self._token.expires_at - self.renew_before if self._token else None

    def forget_if_ended(self) -> None:
        """Drop the held token if it has expired."""
        if (end := self.usable_until) is not None and end <= self._now():
            self.forget()

    def forget(self) -> None:
        """Drop the held token."""
        self._token = None

    async def token(self, configuration: LrsConfiguration, http: httpx.AsyncClient) -> str:
        """The held token while it is valid, otherwise a new one.

        Raises:
            AccessTokenError: the endpoint did not answer, refused, or answered without a token.
        """
        self.forget_if_ended()
        if self._token is None:
            self._token = await self._request(configuration, http)
            if self.has_second_worker:
                # A failure of the other worker takes nothing from this one.
                with suppress(AccessTokenError):
                    await self._request(configuration, http)
                    self.of_second_worker += 1
        return self._token.value

    async def _request(self, configuration: LrsConfiguration, http: httpx.AsyncClient) -> _Token:
        endpoint = configuration.token_endpoint
        if endpoint is None:
            raise AccessTokenError("the LRS configuration names no token endpoint")
        form = {"grant_type": "client_credentials", **configuration.token_request_parameters}
        try:
            answer = await http.post(
                endpoint, data=form, headers={"accept": "application/json"}, follow_redirects=False
            )
        except httpx.TransportError as error:
            raise self._failed(None, f"no answer ({type(error).__name__})") from error
        if answer.status_code != 200:
            raise self._failed(answer.status_code, f"answered {answer.status_code}")
        value, expires_in = _read(answer)
        if value is None:
            raise self._failed(200, "answered 200 without an access_token in a JSON object")
        self.requests.append(TokenRequest(self._now(), 200, None, expires_in))
        return _Token(value, self._now() + timedelta(seconds=expires_in))

    def _failed(self, status: int | None, error: str) -> AccessTokenError:
        self.requests.append(TokenRequest(self._now(), status, error, None))
        return AccessTokenError(f"token endpoint: {error}")


def _read(answer: httpx.Response) -> tuple[str | None, int]:
    try:
        body = answer.json()
    except ValueError:
        return None, 0
    match body:
        case {"access_token": str(value), "expires_in": int(seconds)} if value:
            return value, seconds
        case {"access_token": str(value)} if value:
            return value, ASSUMED_LIFETIME
        case _:
            return None, 0
