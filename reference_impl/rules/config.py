"""Where the connector works: 360Learning on one side, the customer's Percipio on the other."""

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
    """What 360Learning hands over when it enables the integration (C080, C084, C085)."""

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
