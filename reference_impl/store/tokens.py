"""Webhook credentials, and the access tokens issued for them (C101, C116 to C119)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest
from random import Random

from reference_impl.rules.timestamps import format_timestamp, parse_timestamp
from reference_impl.store.store import Store
from reference_impl.time.clock import Clock

LIFETIME_SECONDS = 3600
"""Lifetime of a token (A-TOKEN)."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """The Webhook credentials section of the settings page."""

    client_id: str
    client_secret: str = field(repr=False)

    @classmethod
    def draw(cls, rng: Random) -> Credentials:
        """Generate credentials; ``rng`` is the system's random source outside of simulations."""
        return cls(f"{rng.getrandbits(128):032x}", f"{rng.getrandbits(256):064x}")


class Tokens:
    """Access tokens of the statement endpoint. They survive a restart; only digests are stored."""

    def __init__(self, store: Store, clock: Clock, rng: Random, credentials: Credentials) -> None:
        self._store = store
        self._clock = clock
        self._rng = rng
        self._credentials = credentials
        self._ends = {digest: parse_timestamp(ends) for digest, ends in store.tokens().items()}

    def issue(self, client_id: str, client_secret: str) -> str | None:
        """Issue a token for valid credentials, None for others."""
        ours = self._credentials
        known = compare_digest(client_id.encode(), ours.client_id.encode())
        right = compare_digest(client_secret.encode(), ours.client_secret.encode())
        if not (known and right):
            return None
        now = self._clock.now()
        token = f"{self._rng.getrandbits(256):064x}"
        digest = _digest(token)
        ended = [each for each, ends in self._ends.items() if ends <= now]
        with self._store.transaction():
            self._store.drop_tokens(ended)
            ends = now + timedelta(seconds=LIFETIME_SECONDS)
            self._store.keep_token(digest, format_timestamp(ends))
        for each in ended:
            del self._ends[each]
        self._ends[digest] = ends
        return token

    def accepts(self, token: str) -> bool:
        """True if the token was issued here and has not expired."""
        ends = self._ends.get(_digest(token))
        return ends is not None and self._clock.now() < ends


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()
