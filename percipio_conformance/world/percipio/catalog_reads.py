"""What can be concluded from what Percipio was asked: pure functions of its request log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

ONE_RUN = timedelta(minutes=45)
"""Requests closer together than this belong to one run: pages, retries and their back-off."""


class Call(Protocol):
    """What is needed of one request to the catalog."""

    @property
    def at(self) -> datetime: ...


def catalog_reads(calls: Iterable[Call]) -> list[datetime]:
    """When the catalog was read: the first instant of each run of requests, in order."""
    starts: list[datetime] = []
    last: datetime | None = None
    for at in sorted(call.at for call in calls):
        if last is None or at - last > ONE_RUN:
            starts.append(at)
        last = at
    return starts
