"""The log of requests to the simulated Percipio."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CatalogCall:
    """One GET of catalog-content and how it was answered; offset and max as they were asked."""

    at: datetime
    organization_id: str
    offset: int | None
    """This and the next three fields are None if the query or the token was refused."""
    max: int | None
    paging_request_id: str | None
    updated_since: datetime | None
    authorized: bool
    status: int
    items: int
    """Number of whole items in the answer; 0 for every failed answer."""
    dataset: str | None
    """The paging request id of the dataset that was read, the fresh one's too."""
    fault: str | None
    """Description of the scripted fault that was applied to the request."""


@dataclass(frozen=True, slots=True)
class StrayCall:
    """Any other request, which a client of the catalog must not make (C004)."""

    at: datetime
    method: str
    path: str
    status: int
