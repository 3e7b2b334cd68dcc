"""Scripted faults of the catalog service: which requests fail, how, and how often.

A fault applies only to requests with a valid token and a valid query; a refused request does not
use it up. Every fault has a count, so no script makes the service fail forever.
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
    """401 although the token is valid."""

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
    """200 with content type JSON and a page of HTML as body."""

    def __str__(self) -> str:
        return "not JSON"


@dataclass(frozen=True, slots=True)
class CutJson:
    """200, a complete HTTP response with the first 50% of the JSON."""

    def __str__(self) -> str:
        return "cut JSON"


@dataclass(frozen=True, slots=True)
class ConnectionClosed:
    """200 with headers and 50% of the body, then the connection is closed."""

    def __str__(self) -> str:
        return "connection closed"


@dataclass(frozen=True, slots=True)
class Slow:
    """The correct answer, delayed until the world's clock has moved ``seconds``."""

    seconds: int

    def __str__(self) -> str:
        return f"slow by {self.seconds} s"


Fault = ServerError | Unauthorized | TooManyRequests | NotJson | CutJson | ConnectionClosed | Slow


class ConnectionCut(Exception):
    """Raised after 50% of an answer is sent; a server then closes the connection.

    A transport without a socket should convert it to the error of a closed connection.
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


@dataclass(eq=False)
class ScriptedFault:
    """A fault that is to occur ``left`` more times; it has occurred ``occurred`` times."""

    where: Where
    fault: Fault
    left: int
    occurred: int = 0
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
    """A fault that is still to occur, ``left`` times."""

    where: Where
    fault: Fault
    left: int

    def __str__(self) -> str:
        return f"{self.where}: {self.fault}, {self.left} more"


class FaultScript:
    """The faults of one organization, oldest first; at most one applies to a request."""

    def __init__(self) -> None:
        self._entries: list[ScriptedFault] = []

    def fail_page(self, where: int | Where, fault: Fault, *, times: int = 1) -> ScriptedFault:
        """Make the next ``times`` requests for a page fail; return the scripted fault.

        A number means the page of that number; ``Offset`` and ``Request`` say it otherwise.

        Raises:
            ValueError: the count or the position is impossible.
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
        scripted = ScriptedFault(chosen, fault, times)
        self._entries.append(scripted)
        return scripted

    def fail_next(self, fault: Fault, *, times: int = 1) -> None:
        """Make the next ``times`` requests fail, for any page."""
        self.fail_page(Request(1), fault, times=times)

    def too_many_requests(self, times: int, *, retry_after: int | None = None) -> None:
        """The next ``times`` requests are answered 429 (D16)."""
        self.fail_next(TooManyRequests(retry_after), times=times)

    def meet(self, asked: PageRequest) -> Fault | None:
        """Return the fault for this request and reduce its count; None if there is none."""
        met = [entry for entry in self._entries if entry.meets(asked)]
        if not met:
            return None
        first = met[0]
        first.left -= 1
        first.occurred += 1
        if first.left == 0:
            self._entries.remove(first)
        return first.fault

    def pending(self) -> list[Pending]:
        """The faults that have not occurred yet."""
        return [Pending(entry.where, entry.fault, entry.left) for entry in self._entries]

    def clear(self) -> None:
        """Remove the faults that have not occurred yet."""
        self._entries.clear()
