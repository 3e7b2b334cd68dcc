"""The rate limit of the real service, on real time; scenarios script their 429 answers instead."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable

# Percipio API documentation, rate limits: service accounts may send 100 requests in 20 seconds.
REQUESTS = 100
SECONDS = 20.0


class SlidingWindow:
    """At most ``requests`` in any ``seconds``, counted apart for every key."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        *,
        requests: int = REQUESTS,
        seconds: float = SECONDS,
    ) -> None:
        self._monotonic = monotonic
        self._requests = requests
        self._seconds = seconds
        self._admitted: defaultdict[str, deque[float]] = defaultdict(deque)

    def admit(self, key: str) -> bool:
        """True if a request of ``key`` may pass now; a refused one does not count."""
        now = self._monotonic()
        recent = self._admitted[key]
        while recent and recent[0] <= now - self._seconds:
            recent.popleft()
        if len(recent) >= self._requests:
            return False
        recent.append(now)
        return True
