"""Failures of Percipio, and headers that it does not send."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from itertools import chain
from typing import Any

from fake_percipio.catalog.faults import (
    ConnectionClosed,
    CutJson,
    Fault,
    NotJson,
    Page,
    ScriptedFault,
    ServerError,
    Slow,
    TooManyRequests,
    Unauthorized,
)
from fake_percipio.organization import Organization

ALL_DAY = 60
"""More tries than a connector makes for one page."""

PAGES = 11
"""The number of pages of the largest catalog of a scenario."""

FAILURES: dict[str, Fault] = {
    "a server error": ServerError(503),
    "a rejected token": Unauthorized(),
    "too many requests": TooManyRequests(retry_after=20),
    "an unreadable response": NotJson(),
    "a truncated response": CutJson(),
    "a closed connection": ConnectionClosed(),
    "a very slow response": Slow(seconds=900),
}
HEADERS: dict[str, str] = {
    "the total": "send_total_count",
    "the links between pages": "send_link",
    "the number of the paging request": "send_paging_request_id",
}


class Outages:
    """Failures of Percipio for one organization."""

    def __init__(self, organization: Organization) -> None:
        self._organization = organization

    def leave_out(self, header: str) -> None:
        """Answer pages without one of the three paging :data:`HEADERS`."""
        self._set_paging({HEADERS[header]: False})

    def answer_nothing_past_the_end(self) -> None:
        """Answer a page without items with 204, not with 200 and an empty list."""
        self._set_paging({"past_the_end": "no content"})

    def fail_second_page(self, failure: str) -> None:
        """Let every request for the second page fail, for a whole day."""
        self._organization.faults.fail_page(Page(2), FAILURES[failure], times=ALL_DAY)

    def fail_next_requests(self, times: int) -> None:
        """Answer the next requests with a server error."""
        self._organization.faults.fail_next(ServerError(503), times=times)

    def delay_next_request(self, seconds: int) -> None:
        """Answer the next request after this time."""
        self._organization.faults.fail_next(Slow(seconds))

    def throttle_next_requests(self, times: int, *, retry_after: int | None) -> None:
        """The next requests are answered that there are too many of them (D16)."""
        self._organization.faults.too_many_requests(times, retry_after=retry_after)

    def throttle_each_page(self, times: int) -> None:
        """Refuse each page ``times`` times before it is answered."""
        script = self._organization.faults
        for number in range(1, PAGES + 1):
            script.fail_page(Page(number), TooManyRequests(retry_after=5), times=times)

    def refuse_each_page(self, first: str, later: Iterable[str]) -> list[ScriptedFault]:
        """Refuse each page once; return the scripted faults.

        Args:
            first: the failure of the first page.
            later: those of the following pages.
        """
        script = self._organization.faults
        return [
            script.fail_page(Page(number), FAILURES[failure])
            for number, failure in zip(range(1, PAGES + 1), chain([first], later), strict=False)
        ]

    def end(self) -> None:
        """Clear all failures."""
        self._organization.faults.clear()

    def _set_paging(self, changes: dict[str, Any]) -> None:
        self._organization.paging = dataclasses.replace(self._organization.paging, **changes)
