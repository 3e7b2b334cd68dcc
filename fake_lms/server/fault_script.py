"""A script of the next deliberate faults of the API.

With a controlled clock a rate limit's window never ends, so scenarios script their limits: "the
next three requests are answered 429". Every fault has a count, so none is permanent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Match = Literal["GET", "WRITE", "ANY", "TOKEN"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One request is answered ``status``; ``retry_after`` seconds go into Retry-After."""

    status: int
    match: Match
    retry_after: int | None = None
    connectors_only: bool = False
    """Whether it spares the requests of people's browsers."""


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """One request of a connector is carried out; the connection closes before the answer."""

    match: Match
    connectors_only: bool = True


@dataclass(frozen=True, slots=True)
class Delay:
    """One request of a connector is carried out after so many seconds of the world's clock."""

    seconds: int
    match: Match
    connectors_only: bool = True


RequestFault: TypeAlias = Fault | LostAnswer | Delay
"""What happens to one request."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One bulk operation ends in error after its first ``after`` objects."""

    after: int
    message: str


@dataclass(frozen=True, slots=True)
class ObjectRefusal:
    """One bulk operation refuses its first object and carries out the others."""

    message: str = "The object could not be written; try again later"


ScriptedFault: TypeAlias = RequestFault | Breakdown | ObjectRefusal


class FaultScript:
    """Faults that have not occurred yet, in order."""

    def __init__(self) -> None:
        self._faults: list[RequestFault] = []
        self._breakdowns: list[Breakdown] = []
        self._object_refusals: list[ObjectRefusal] = []
        self.met_connectors = 0
        """Number of faults that were for connectors only and have occurred."""
        self.met_breakdowns = 0
        """Number of breakdowns that have occurred."""

    def throttle(self, n: int, retry_after: int | None = None, match: Match = "ANY") -> None:
        """Answer the next ``n`` requests 429 ``tooManyRequests``."""
        self._faults += [Fault(429, match, retry_after)] * n

    def fail(self, n: int, status: int = 503, match: Match = "ANY") -> None:
        """Answer the next ``n`` requests ``status``, 500 to 599."""
        if not 500 <= status <= 599:
            raise ValueError(f"a failing server answers 500 to 599, not {status}")
        self._faults += [Fault(status, match)] * n

    def add(self, fault: RequestFault) -> None:
        """Let ``fault`` occur once."""
        self._faults.append(fault)

    def break_down(self, n: int = 1, *, after: int = 0, message: str = "Internal error") -> None:
        """Let the next ``n`` bulk operations end in error after ``after`` objects each."""
        self._breakdowns += [Breakdown(after, message)] * n

    def refuse_object(self) -> None:
        """Let the next bulk operation refuse its first object."""
        self._object_refusals.append(ObjectRefusal())

    def next_fault(
        self, method: str, *, token: bool, of_connector: bool = True
    ) -> RequestFault | None:
        """The fault for a request, taken from the script.

        ANY means every request but those for a token, which TOKEN alone matches: a client must be
        able to log in before the requests the scenario is about.

        Args:
            of_connector: whether one of 360Learning's own connectors sends the request.
        """
        kind: Match = "TOKEN" if token else "GET" if method in ("GET", "HEAD") else "WRITE"
        for place, fault in enumerate(self._faults):
            if fault.connectors_only and not of_connector:
                continue
            if fault.match == kind or (fault.match == "ANY" and not token):
                self.met_connectors += fault.connectors_only
                return self._faults.pop(place)
        return None

    def next_breakdown(self) -> Breakdown | None:
        """The breakdown of the bulk operation that starts now, taken from the script."""
        if not self._breakdowns:
            return None
        self.met_breakdowns += 1
        return self._breakdowns.pop(0)

    def next_object_refusal(self) -> ObjectRefusal | None:
        """The refusal in the bulk operation that starts now, taken from the script."""
        return self._object_refusals.pop(0) if self._object_refusals else None

    def pending(self) -> list[ScriptedFault]:
        """The faults that have not occurred yet."""
        return [*self._faults, *self._breakdowns, *self._object_refusals]

    def clear(self) -> None:
        """Remove the faults that have not occurred yet."""
        self._faults.clear()
        self._breakdowns.clear()
        self._object_refusals.clear()
