"""Scripted trouble of the catalog service: which request goes wrong, how, and how often.

A fault meets only requests that carry a good token and a valid query; a refused one uses none up.
Every fault has a count, so no script makes a service that fails for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fake_percipio.catalog.paging import PageRequest


@dataclass(frozen=True, slots=True)
class ServerError:
    """500, 502 or 503, where given with a Retry-After in seconds."""

    status: Literal[500, 502, 503] = 503
    retry_after: int | None = None

    def __str__(self) -> str:
        return str(self.status)


@dataclass(frozen=True, slots=True)
class Unauthorized:
    """401 although the token is good."""

    def __str__(self) -> str:
        return "401"


@dataclass(frozen=True, slots=True)
class TooManyRequests:
    """429, where given with a Retry-After in seconds."""

    retry_after: int | None = None

    def __str__(self) -> str:
        return "429" if self.retry_after is None else f"429, retry after {self.retry_after} s"


@dataclass(frozen=True, slots=True)
class NotJson:
    """200 that says it is JSON and holds a page of HTML."""

    def __str__(self) -> str:
        return "not JSON"


@dataclass(frozen=True, slots=True)
class CutJson:
    """200, complete as HTTP goes, with the first half of the JSON."""

    def __str__(self) -> str:
        return "cut JSON"


@dataclass(frozen=True, slots=True)
class ConnectionClosed:
    """200 and its headers, half of the body, then the connection is closed."""

    def __str__(self) -> str:
        return "connection closed"


@dataclass(frozen=True, slots=True)
class Slow:
    """The right answer, held until the world's clock has moved ``seconds``."""

    seconds: int

    def __str__(self) -> str:
        return f"slow by {self.seconds} s"


Fault = ServerError | Unauthorized | TooManyRequests | NotJson | CutJson | ConnectionClosed | Slow


class ConnectionCut(Exception):
    """Raised once half of an answer is sent; a server closes the connection on it.

    A transport without a socket should turn it into what a client of a closed connection sees.
    """


@dataclass(frozen=True, slots=True)
class Page:
    """The page of that number, counted from 1."""

    number: int

    def __str__(self) -> str:
        return f"page {self.number}"


@dataclass(frozen=True, slots=True)
class Offset:
    """A page that starts at exactly that item, counted from 0."""

    value: int

    def __str__(self) -> str:
        return f"offset {self.value}"


@dataclass(frozen=True, slots=True)
class Request:
    """From the k-th request on, counted from 1 when the fault is scripted."""

    ordinal: int

    def __str__(self) -> str:
        return f"request {self.ordinal}"


Where = Page | Offset | Request


@dataclass
class _Entry:
    where: Where
    fault: Fault
    left: int
    requests_seen: int = 0

    def meets(self, asked: PageRequest) -> bool:
        self.requests_seen += 1
        match self.where:
            case Page(number):
                return asked.page == number
            case Offset(value):
                return asked.offset == value
            case Request(ordinal):
                return self.requests_seen >= ordinal


@dataclass(frozen=True, slots=True)
class Pending:
    """A fault that has still to happen, ``left`` times."""

    where: Where
    fault: Fault
    left: int

    def __str__(self) -> str:
        return f"{self.where}: {self.fault}, {self.left} more"


class FaultScript:
    """The faults of one organization, oldest first; at most one meets a request."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []

    def fail_page(self, where: int | Where, fault: Fault, *, times: int = 1) -> None:
        """Let the requests for a page go wrong, the next ``times`` times.

        A number means the page of that number; ``Offset`` and ``Request`` say it otherwise.

        Raises:
            ValueError: a count or a position that can never happen.
        """
        chosen = Page(where) if isinstance(where, int) else where
        if times < 1:
            raise ValueError(f"a fault happens at least once, not {times} times")
        match chosen:
            case Page(number) | Request(number) if number < 1:
                raise ValueError(f"{chosen} never comes: pages and requests are counted from 1")
            case Offset(value) if value < 0:
                raise ValueError(f"{chosen} never comes: offsets are counted from 0")
            case _:
                pass
        if isinstance(fault, Slow) and fault.seconds < 1:
            raise ValueError(f"a slow answer takes at least a second, not {fault.seconds}")
        self._entries.append(_Entry(chosen, fault, times))

    def fail_next(self, fault: Fault, *, times: int = 1) -> None:
        """Let the next ``times`` requests go wrong, whatever they ask for."""
        self.fail_page(Request(1), fault, times=times)

    def too_many_requests(self, times: int, *, retry_after: int | None = None) -> None:
        """The next ``times`` requests are answered 429 (D16)."""
        self.fail_next(TooManyRequests(retry_after), times=times)

    def meet(self, asked: PageRequest) -> Fault | None:
        """The fault that this request meets, used up by one; None when it goes well."""
        met = [entry for entry in self._entries if entry.meets(asked)]
        if not met:
            return None
        first = met[0]
        first.left -= 1
        if first.left == 0:
            self._entries.remove(first)
        return first.fault

    def pending(self) -> list[Pending]:
        """What has not happened yet."""
        return [Pending(entry.where, entry.fault, entry.left) for entry in self._entries]

    def clear(self) -> None:
        """Forget what has not happened yet."""
        self._entries.clear()
