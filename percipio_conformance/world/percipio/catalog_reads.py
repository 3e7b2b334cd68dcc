"""When the connector read the catalog, computed from Percipio's request log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

ONE_RUN = timedelta(minutes=45)
"""Requests that are closer together belong to one run: pages, retries and their back-off."""


class Call(Protocol):
    """A request to the catalog."""

    @property
    def at(self) -> datetime: ...
    @property
    def offset(self) -> int | None: ...
    @property
    def max(self) -> int | None: ...


def catalog_reads(calls: Iterable[Call]) -> list[datetime]:
    """The first instant of each run of requests, in order."""
    starts: list[datetime] = []
    last: datetime | None = None
    for at in sorted(call.at for call in calls):
        if last is None or at - last > ONE_RUN:
            starts.append(at)
        last = at
    return starts


def requests_of_run(calls: Iterable[Call], due: datetime) -> int:
    """The number of requests from ``due`` on that can belong to the run that is due then.

    A request for the first item alone only verifies parameters.
    """
    return sum(
        due <= call.at <= due + ONE_RUN and (call.max != 1 or bool(call.offset)) for call in calls
    )
