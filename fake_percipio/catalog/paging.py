"""The rules by which catalog-content is cut into pages; plain functions of values.

Sources: Percipio's OpenAPI description of its content discovery service (parameters and their
bounds), its note that from April 2025 an offset needs a pagingRequestId, and answers of the real
service (headers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import parse_qsl

from fake_percipio.core.ids import is_uuid
from fake_percipio.core.wire_time import parse_instant

MAXIMUM = 1000
"""The maximum number of items of a page, and the default of ``max``."""
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")
_DATE_TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?([Zz]|[+-]\d{2}:?\d{2})?"
)


class BadQueryError(ValueError):
    """The service answers 400; the message says which parameter is wrong and what it may be."""


@dataclass
class PagingSwitches:
    """Differences between real services; a connector must support each."""

    legacy: bool = False
    """As before April 2025: an offset pages even without a pagingRequestId."""
    past_the_end: Literal["empty list", "no content"] = "empty list"
    """The answer when a page has no items: 200 with ``[]``, or 204 without a body."""
    send_paging_request_id: bool = True
    send_total_count: bool = True
    send_link: bool = True


@dataclass(frozen=True, slots=True)
class PageQuery:
    """The query of one request, valid, as it was asked."""

    offset: int = 0
    max: int = MAXIMUM
    paging_request_id: str | None = None
    """None when absent, the empty string when sent without a value."""
    updated_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageRequest:
    """The meaning of a query: which range of which dataset."""

    offset: int
    max: int
    paging_request_id: str | None
    """The dataset to continue; None for a new one."""
    updated_since: datetime | None

    @property
    def page(self) -> int:
        """The number of the page, counted from 1."""
        return self.offset // self.max + 1


def parse_query(query: str) -> PageQuery:
    """Read a query string; unknown parameters are ignored, of a repeated one the last counts.

    Raises:
        BadQueryError: a parameter is not what the interface allows.
    """
    given = dict(parse_qsl(query, keep_blank_values=True))
    if given.get("transformName"):
        raise BadQueryError(
            "transformName: no transform is configured for this organization; omit it"
        )
    paging_request_id = given.get("pagingRequestId")
    if paging_request_id and not is_uuid(paging_request_id):
        raise BadQueryError(
            "pagingRequestId: must be the UUID that the first page was answered with"
        )
    return PageQuery(
        offset=_number(given, "offset", 0, low=0),
        max=_number(given, "max", MAXIMUM, low=1, high=MAXIMUM),
        paging_request_id=paging_request_id.lower() if paging_request_id else paging_request_id,
        updated_since=_updated_since(given.get("updatedSince")),
    )


def _number(
    given: dict[str, str], name: str, default: int, *, low: int, high: int | None = None
) -> int:
    text = given.get(name)
    if text is None:
        return default
    bounds = f"from {low} to {high}" if high is not None else f"of at least {low}"
    if not _WHOLE_NUMBER.fullmatch(text):
        raise BadQueryError(f"{name}: must be a whole number {bounds}, not {text[:40]!r}")
    value = int(text)
    if value < low or (high is not None and value > high):
        raise BadQueryError(f"{name}: must be a whole number {bounds}, not {value}")
    return value


def _updated_since(text: str | None) -> datetime | None:
    if text is None:
        return None
    refusal = BadQueryError(
        f"updatedSince: must be an ISO 8601 date and time in GMT, not {text[:40]!r}"
    )
    # A plus sign that was not percent-encoded arrives as a space; the pattern refuses it.
    if not _DATE_TIME.fullmatch(text):
        raise refusal
    try:
        return parse_instant(text)
    except ValueError:
        raise refusal from None


def interpret(query: PageQuery, *, legacy: bool) -> PageRequest:
    """Interpret a query as the service does.

    Since April 2025 an offset without a pagingRequestId does not page: the first page of a fresh
    dataset is answered again. A pagingRequestId without a value has the same effect.
    A known dataset is frozen, so ``updatedSince`` matters for a fresh one only.
    """
    if query.paging_request_id:
        return PageRequest(query.offset, query.max, query.paging_request_id, None)
    offset = query.offset if legacy else 0
    return PageRequest(offset, query.max, None, query.updated_since)


def link_header(
    organization_id: str, paging_request_id: str, total: int, asked: PageRequest
) -> str:
    """The ``link`` header: relative URLs without the service's prefix, page, per_page and rel."""
    size = asked.max
    last = max(total - 1, 0) // size * size
    targets = {"first": 0}
    if asked.offset > 0:
        targets["prev"] = max(asked.offset - size, 0)
    if asked.offset + size < total:
        targets["next"] = asked.offset + size
    targets["last"] = last
    path = f"/v2/organizations/{organization_id}/catalog-content"
    return ", ".join(
        f"<{path}?offset={offset}&max={size}&pagingRequestId={paging_request_id}>; "
        f'page="{offset // size + 1}"; per_page="{size}"; rel="{rel}"'
        for rel, offset in targets.items()
    )


def headers(
    organization_id: str,
    paging_request_id: str,
    total: int,
    asked: PageRequest,
    switches: PagingSwitches,
) -> dict[str, str]:
    """The paging headers of an answer, lower-case as the real service writes them."""
    sent = {}
    if switches.send_paging_request_id:
        sent["x-paging-request-id"] = paging_request_id
    if switches.send_total_count:
        sent["x-total-count"] = str(total)
    if switches.send_link:
        sent["link"] = link_header(organization_id, paging_request_id, total, asked)
    return sent


def status_of(items: int, switches: PagingSwitches) -> Literal[200, 204]:
    """200, or 204 for a page without items if the service is configured so."""
    return 204 if items == 0 and switches.past_the_end == "no content" else 200
