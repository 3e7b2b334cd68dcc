"""The log of API requests, which scenarios read."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime

# A served platform runs for days; older entries go.
KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Call:
    """One request and its answer. ``client`` is None before authentication."""

    at: datetime
    method: str
    path: str
    status: int
    client: str | None

    @property
    def writes(self) -> bool:
        """True if the request is a write; a token request is none."""
        return self.method not in ("GET", "HEAD") and not self.path.endswith("/oauth2/token")


class RequestLog:
    """Calls in the order of their answers, the newest ones only."""

    def __init__(self) -> None:
        self.calls: deque[Call] = deque(maxlen=KEPT)

    def add(self, call: Call) -> None:
        self.calls.append(call)

    def writes(self) -> list[Call]:
        """The calls that asked for a change (D04: a run without a change makes none)."""
        return [each for each in self.calls if each.writes]
