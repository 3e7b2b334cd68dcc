"""Percipio on a bad day: what it leaves out, and how its answers go wrong."""

from __future__ import annotations

import dataclasses
from typing import Any

from fake_percipio.catalog.faults import (
    ConnectionClosed,
    CutJson,
    Fault,
    NotJson,
    Page,
    ServerError,
    Slow,
    TooManyRequests,
    Unauthorized,
)
from fake_percipio.organization import Organization

ALL_DAY = 60
"""More tries than a connector makes for one page; a script always has an end."""

PAGES = 11
"""Of the largest catalog of a scenario."""

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
    """What goes wrong at Percipio for one organization."""

    def __init__(self, organization: Organization) -> None:
        self._organization = organization

    def leave_out(self, header: str) -> None:
        """Answer pages without one of the three paging headers."""
        self._switch({HEADERS[header]: False})

    def answer_nothing_past_the_end(self) -> None:
        """A page without items is 204 without a body, not 200 with an empty list."""
        self._switch({"past_the_end": "no content"})

    def second_page_meets(self, trouble: str) -> None:
        """Every request for the second page goes wrong, for as long as a day is."""
        self._organization.faults.fail_page(Page(2), FAILURES[trouble], times=ALL_DAY)

    def next_requests_fail(self, times: int) -> None:
        """The next requests meet a server error, whatever they ask for."""
        self._organization.faults.fail_next(ServerError(503), times=times)

    def next_requests_throttled(self, times: int, *, retry_after: int | None) -> None:
        """The next requests are answered that there are too many of them (D16)."""
        self._organization.faults.too_many_requests(times, retry_after=retry_after)

    def each_page_throttled(self, times: int) -> None:
        """Each page of the largest catalog of a scenario is refused so often before it comes."""
        for number in range(1, PAGES + 1):
            self._organization.faults.fail_page(
                Page(number), TooManyRequests(retry_after=5), times=times
            )

    def end(self) -> None:
        """Everything works again."""
        self._organization.faults.clear()

    def _switch(self, switches: dict[str, Any]) -> None:
        self._organization.paging = dataclasses.replace(self._organization.paging, **switches)
