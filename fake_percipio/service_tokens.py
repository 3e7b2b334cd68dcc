"""Bearer tokens of an organization's service account (C077): JWTs that are opaque to a client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

import jwt

from fake_percipio.ids import named_uuid

_LIFETIME = timedelta(days=3650)


class ServiceTokens:
    """Issues, revokes and recognizes the tokens of one organization."""

    def __init__(
        self, now: Callable[[], datetime], *, seed: int, organization_id: str, issuer: str
    ) -> None:
        self._now = now
        self._seed = seed
        self._organization_id = organization_id
        self._issuer = issuer
        self._key = sha256(f"{seed}/{organization_id}".encode()).hexdigest()
        self._issued = 0
        self._valid_until: dict[str, datetime] = {}

    def issue(self, lifetime: timedelta = _LIFETIME) -> str:
        """A new token: HS256, valid from now for ``lifetime``, the same in every run of a seed."""
        self._issued += 1
        now = self._now()
        claims = {
            "iss": self._issuer,
            "sub": named_uuid("service account", self._seed, self._organization_id),
            "jti": named_uuid("token", self._seed, self._organization_id, self._issued),
            "iat": int(now.timestamp()),
            "exp": int((now + lifetime).timestamp()),
            "organizationId": self._organization_id,
            "tokenType": "SERVICE",
            "roles": ["CONTENT_DISCOVERY"],
        }
        token = jwt.encode(claims, self._key, algorithm="HS256")
        self._valid_until[token] = now + lifetime
        return token

    def revoke(self, token: str) -> None:
        """The token is good no more.

        Raises:
            ValueError: the organization never issued it, or it is revoked already.
        """
        if self._valid_until.pop(token, None) is None:
            raise ValueError(
                f"the organization {self._organization_id} has no such token to revoke: "
                "it was issued by another one, or is revoked already"
            )

    def accepts(self, token: str) -> bool:
        """Whether the token was issued here, is not revoked and has not expired."""
        valid_until = self._valid_until.get(token)
        return valid_until is not None and self._now() < valid_until
