"""The pause before a retry. Pure."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

TRIES = 8
"""Maximum number of tries of one request."""

LONGEST_PAUSE_SECONDS = 900.0


def pause_before(attempt: int, retry_after: float | None = None) -> float:
    """Seconds to wait after failed attempt ``attempt`` (the first is 0): 1, 2, 4, 8, ...

    ``retry_after`` is the server's request, in seconds; the longer of the two applies.
    """
    return min(max(float(2**attempt), retry_after or 0.0), LONGEST_PAUSE_SECONDS)


def read_retry_after(header: str | None, now: datetime) -> float | None:
    """Seconds in a Retry-After header, which holds seconds or an HTTP date (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header.strip())
    try:
        return max(0.0, (parsedate_to_datetime(header) - now).total_seconds())
    except (ValueError, TypeError):
        # Neither form, or a date without a zone: the value is not usable.
        return None
