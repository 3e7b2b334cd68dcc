"""Paging facts of a catalog page, and whether another page follows. Pure.

Source: Percipio's content discovery API and the headers of its answers: ``x-paging-request-id``,
``x-total-count`` (undocumented) and ``link`` with relative URLs. Any of them may be missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

PAGE_SIZE = 1_000
"""The largest ``max`` the API takes."""

Links = Mapping[str | None, Mapping[str, str]]
"""The ``link`` header as httpx reads it: relation to its parameters, ``url`` among them."""


@dataclass(frozen=True, slots=True)
class PagingFacts:
    """The paging facts in the headers of one page."""

    request_id: str | None = None
    total: int | None = None
    last_offset: int | None = None


def read_facts(headers: Mapping[str, str], links: Links) -> PagingFacts:
    """Read the facts in a page's headers; without an id header, the id comes from the links."""
    queries = {
        relation: parse_qs(urlsplit(link.get("url", "")).query) for relation, link in links.items()
    }
    linked_ids = [
        query["pagingRequestId"][0] for query in queries.values() if "pagingRequestId" in query
    ]
    total = headers.get("x-total-count", "")
    last_offset = queries.get("last", {}).get("offset", [""])[0]
    return PagingFacts(
        request_id=headers.get("x-paging-request-id") or next(iter(linked_ids), None),
        total=int(total) if total.isdigit() else None,
        last_offset=int(last_offset) if last_offset.isdigit() else None,
    )


def more_after(offset: int, count: int, facts: PagingFacts) -> bool:
    """True if a page follows the one of ``count`` items at ``offset``.

    Without a total and without links, a full page may have a successor, and any other page is
    the last.
    """
    if count == 0:
        return False
    if facts.total is not None:
        return offset + count < facts.total
    if facts.last_offset is not None:
        return offset < facts.last_offset
    return count >= PAGE_SIZE
