"""What was asked of the API: the request log a scenario reads afterwards."""

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
        """Whether it asked for a change; asking for a token is none."""
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
