"""The request log: what clients asked of the simulated Percipio."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CatalogCall:
    """One GET of catalog-content and how it was answered; offset and max as they were asked."""

    at: datetime
    organization_id: str
    offset: int | None
    """None, like the three after it, when the query or the token was refused before it was read."""
    max: int | None
    paging_request_id: str | None
    updated_since: datetime | None
    authorized: bool
    status: int
    items: int
    """How many whole items the answer held; 0 for every answer that went wrong."""
    dataset: str | None
    """The paging request id of the dataset that was read, the fresh one's too."""
    fault: str | None
    """The scripted fault that the request met, in words."""


@dataclass(frozen=True, slots=True)
class StrayCall:
    """Any other request, which a client of the catalog must not make (C004)."""

    at: datetime
    method: str
    path: str
    status: int
