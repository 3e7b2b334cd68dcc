"""Bearer tokens of an organization's service account (C077): JWTs that are opaque to a client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import jwt

from fake_percipio.core.ids import named_uuid

_LIFETIME = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class ServiceToken:
    """One token; ``id`` names it where the token itself must not be shown."""

    id: str
    value: str = field(repr=False)
    issued_at: datetime
    valid_until: datetime


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
        self._tokens: dict[str, ServiceToken] = {}

    @property
    def account_id(self) -> str:
        """The service account, the subject of its tokens."""
        return named_uuid("service account", self._seed, self._organization_id)

    def issue(self, lifetime: timedelta = _LIFETIME) -> ServiceToken:
        """A new token: HS256, valid from now for ``lifetime``, the same in every run of a seed."""
        self._issued += 1
        now = self._now()
        token_id = named_uuid("token", self._seed, self._organization_id, self._issued)
        claims = {
            "iss": self._issuer,
            "sub": self.account_id,
            "jti": token_id,
            "iat": int(now.timestamp()),
            "exp": int((now + lifetime).timestamp()),
            "organizationId": self._organization_id,
            "tokenType": "SERVICE",
            "roles": ["CONTENT_DISCOVERY"],
        }
        value = jwt.encode(claims, self._key, algorithm="HS256")
        token = ServiceToken(token_id, value, now, now + lifetime)
        self._tokens[value] = token
        return token

    def valid(self) -> list[ServiceToken]:
        """The tokens that are neither revoked nor expired, oldest first."""
        return [each for each in self._tokens.values() if self._now() < each.valid_until]

    def revoke(self, token: str) -> None:
        """Revoke the token.

        Raises:
            ValueError: the organization never issued it, or it is revoked already.
        """
        if self._tokens.pop(token, None) is None:
            raise ValueError(
                f"the organization {self._organization_id} has no such token to revoke: "
                "it was issued by another one, or is revoked already"
            )

    def accepts(self, token: str) -> bool:
        """True if the token was issued here, is not revoked and has not expired."""
        issued = self._tokens.get(token)
        return issued is not None and self._now() < issued.valid_until
