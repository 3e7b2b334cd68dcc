"""GET /content-discovery/v2/organizations/{orgId}/catalog-content.

Access requires a token that this organization issued and accepts. Otherwise the answer is 401: for
a missing, unknown, revoked or expired token, for one of another organization, and for an unknown
organization. 401 is the only refusal in the published interface, and it does not reveal which
organizations exist. An organization id that is no UUID is a bad request (400).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from fake_percipio.catalog.faults import (
    ConnectionClosed,
    CutJson,
    Fault,
    NotJson,
    ServerError,
    Slow,
    TooManyRequests,
    Unauthorized,
)
from fake_percipio.catalog.paging import (
    BadQueryError,
    PageQuery,
    PageRequest,
    headers,
    interpret,
    parse_query,
    status_of,
)
from fake_percipio.catalog.request_log import CatalogCall
from fake_percipio.catalog.responses import Response, refusal, send_answer
from fake_percipio.core.ids import is_uuid

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from fake_percipio.catalog.rate_limit import SlidingWindow
    from fake_percipio.organization import Organization
    from fake_percipio.site import Percipio

_UNAUTHORIZED = refusal(
    401,
    "unauthorized",
    "The bearer token is missing, unknown, revoked or expired, or is not one of this "
    "organization; send a service account token of the organization in the path.",
    {"www-authenticate": "Bearer"},
)
_TOO_MANY = refusal(429, "too_many_requests", "More than 100 requests in 20 seconds; slow down.")
_HTML = b"<html><head><title>Percipio</title></head><body>Please wait.</body></html>"


@dataclass(frozen=True, slots=True)
class _Outcome:
    answer: Response
    authorized: bool = False
    query: PageQuery | None = None
    items: int = 0
    dataset: str | None = None
    fault: Fault | None = None


class CatalogContent:
    """The endpoint, an ASGI application of its own: a page is bytes joined and sent."""

    def __init__(self, percipio: Percipio, limit: SlidingWindow | None) -> None:
        self._percipio = percipio
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request and write it to the request log."""
        organization_id: str = scope["path_params"]["org_id"]
        now = self._percipio.now()
        outcome = self._outcome(organization_id, scope, now)
        answer = outcome.answer
        query = outcome.query
        self._percipio.calls.append(
            CatalogCall(
                at=now,
                organization_id=organization_id,
                offset=query.offset if query else None,
                max=query.max if query else None,
                paging_request_id=query.paging_request_id if query else None,
                updated_since=query.updated_since if query else None,
                authorized=outcome.authorized,
                status=answer.status,
                items=outcome.items,
                dataset=outcome.dataset,
                fault=str(outcome.fault) if outcome.fault else None,
            )
        )
        held = answer.held_until
        if held is None or await self._percipio.holds.until(held, receive):
            await send_answer(answer, send)

    def _outcome(self, organization_id: str, scope: Scope, now: datetime) -> _Outcome:
        token = _bearer(scope["headers"])
        if token is not None and not is_uuid(organization_id):
            return _Outcome(
                refusal(400, "bad_request", "orgId: must be the UUID of an organization")
            )
        organization = self._percipio.organizations.get(organization_id.lower())
        if token is None or organization is None or not organization.accepts(token):
            return _Outcome(_UNAUTHORIZED)
        if self._limit is not None and not self._limit.admit(token):
            return _Outcome(_TOO_MANY, authorized=True)
        try:
            query = parse_query(scope["query_string"].decode("latin-1"))
        except BadQueryError as bad:
            return _Outcome(refusal(400, "bad_request", str(bad)), authorized=True)
        return _read(organization, query, now)


def _bearer(raw_headers: list[tuple[bytes, bytes]]) -> str | None:
    given = [value for name, value in raw_headers if name == b"authorization"]
    if len(given) != 1:
        return None
    scheme, _, token = given[0].decode("latin-1").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def _read(organization: Organization, query: PageQuery, now: datetime) -> _Outcome:
    """Answer a valid query of an organization's own client."""
    asked = interpret(query, legacy=organization.paging.legacy)
    known = asked.paging_request_id
    if known is not None and organization.datasets.get(known) is None:
        reason = (
            "pagingRequestId: its dataset is unknown or has been given up; "
            "start again with a request without pagingRequestId"
        )
        return _Outcome(refusal(400, "bad_request", reason), authorized=True, query=query)
    fault = organization.faults.meet(asked)
    match fault:
        case ServerError() | Unauthorized() | TooManyRequests():
            return _Outcome(_failed(fault), authorized=True, query=query, fault=fault)
        case NotJson():
            answer = Response(200, _HTML)
            return _Outcome(answer, authorized=True, query=query, fault=fault)
        case _:
            return _page(organization, query, asked, fault, now)


def _failed(fault: ServerError | Unauthorized | TooManyRequests) -> Response:
    match fault:
        case Unauthorized():
            return _UNAUTHORIZED
        case TooManyRequests(retry_after):
            return Response(429, _TOO_MANY.body, _retry_after(retry_after))
        case ServerError(status, retry_after):
            reason = "The service cannot answer at the moment; try again later."
            return refusal(status, "server_error", reason, _retry_after(retry_after))


def _retry_after(seconds: int | None) -> dict[str, str]:
    return {} if seconds is None else {"retry-after": str(seconds)}


def _page(
    organization: Organization,
    query: PageQuery,
    asked: PageRequest,
    fault: ConnectionClosed | CutJson | Slow | None,
    now: datetime,
) -> _Outcome:
    known = asked.paging_request_id
    dataset = organization.datasets.get(known) if known else None
    if known is None or dataset is None:
        known, dataset = organization.freeze(asked.updated_since)
    body, items = dataset.page(asked.offset, asked.max)
    paging: dict[str, Any] = headers(
        organization.id, known, len(dataset), asked, organization.paging
    )
    status = status_of(items, organization.paging)
    content = b"" if status == 204 else body
    match fault:
        case CutJson():
            answer, items = Response(200, body[: len(body) // 2], paging), 0
        case ConnectionClosed():
            answer, items = Response(200, body, paging, cut=True), 0
        case Slow(seconds):
            answer = Response(status, content, paging, held_until=now + timedelta(seconds=seconds))
        case None:
            answer = Response(status, content, paging)
    return _Outcome(answer, True, query, items, known, fault)
