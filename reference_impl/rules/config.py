"""The configuration of both sides: 360Learning and the customer's Percipio."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LmsAccess:
    """360Learning's API v2 and the client credentials for it."""

    base_url: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LmsConfig:
    """The values that 360Learning provides when it enables the integration (C080, C084, C085)."""

    lms: LmsAccess
    integration_id: str
    group_id: str
    connector_admin_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PercipioConfig:
    """The three values of Setup integration (C076 to C078), and the tags box (C088)."""

    organization_id: str
    bearer_token: str = field(repr=False)
    tenant_url: str
    tags_synchronization: bool
