"""API clients of a platform and the access tokens they hold (OAuth 2.0 client credentials)."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush

# 360Learning API v2: an access token gives access for one hour.
LIFETIME = timedelta(seconds=3600)


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """One client. ``in_house`` marks 360Learning's own connectors, which may do more."""

    name: str
    client_id: str
    client_secret: str = field(repr=False)
    in_house: bool = False


@dataclass(frozen=True, slots=True)
class AccessToken:
    """Good until ``expires_at``, that instant excluded."""

    client: ClientCredentials
    expires_at: datetime
    value: str = field(repr=False)


class Clients:
    """Clients by id, and the tokens given out."""

    def __init__(self, now: Callable[[], datetime], seed: int) -> None:
        self._now = now
        self._random = random.Random(f"clients:{seed}")
        self._clients: dict[str, ClientCredentials] = {}
        self._tokens: dict[str, AccessToken] = {}
        self._ends: list[tuple[datetime, str]] = []
        """Heap of the tokens by their expiry."""
        self.tokens_end = True
        """Whether a token expires; off for clients that use another clock."""

    def add(self, name: str, in_house: bool = False) -> ClientCredentials:
        """Register a client, as the API panel of the platform would."""
        client = ClientCredentials(name, self._draw(), self._draw(), in_house)
        self._clients[client.client_id] = client
        return client

    def issue(
        self, client_id: str, client_secret: str, lifetime: timedelta = LIFETIME
    ) -> AccessToken | None:
        """A new token, or None for unknown credentials."""
        client = self._clients.get(client_id)
        if client is None or not secrets.compare_digest(
            client.client_secret.encode(), client_secret.encode()
        ):
            return None
        self._forget_expired()
        token = AccessToken(client, self._now() + lifetime, self._draw())
        self._tokens[token.value] = token
        heappush(self._ends, (token.expires_at, token.value))
        return token

    def authenticate(self, value: str) -> ClientCredentials | None:
        """The client of this token; None if the token is unknown or expired."""
        token = self._tokens.get(value)
        if token is None or (self.tokens_end and token.expires_at <= self._now()):
            return None
        return token.client

    def next_expiry(self) -> datetime | None:
        """The earliest expiry of the valid tokens."""
        if not self.tokens_end:
            return None
        self._forget_expired()
        return self._ends[0][0] if self._ends else None

    def _draw(self) -> str:
        return f"{self._random.getrandbits(128):032x}"

    def _forget_expired(self) -> None:
        if not self.tokens_end:
            return
        now = self._now()
        while self._ends and self._ends[0][0] <= now:
            del self._tokens[heappop(self._ends)[1]]
