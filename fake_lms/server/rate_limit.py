"""Rate limits in real time: only a platform that is served on its own has them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

# 360Learning API v2: requests a second for one company, whichever of its clients asks.
READS_PER_SECOND = 50
WRITES_PER_SECOND = 10
WINDOW_S = 1.0


class RateLimits:
    """Sliding windows of one second; ``monotonic`` answers seconds that never go back."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._reads: deque[float] = deque()
        self._writes: deque[float] = deque()

    def allows(self, method: str) -> bool:
        """True if a request may pass now; if so, it is counted."""
        reads = method in ("GET", "HEAD")
        window = self._reads if reads else self._writes
        now = self._monotonic()
        while window and window[0] <= now - WINDOW_S:
            window.popleft()
        if len(window) >= (READS_PER_SECOND if reads else WRITES_PER_SECOND):
            return False
        window.append(now)
        return True
