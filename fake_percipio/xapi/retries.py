"""The sender's reaction to an answer; pure functions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
# Skillsoft says of another platform's connector that failed statements are sent again for 90 days.
LONGEST_TRY = timedelta(days=90)

Verdict = Literal["acknowledged", "retry", "give up"]


def verdict(status: int | None) -> Verdict:
    """The consequence of an answer for the batch; None means no answer.

    A 4xx other than 429 means that the statements will never be accepted; a redirect is not
    followed, since it would send the access token to another host.
    """
    if status is None or status == 429 or status >= 500:
        return "retry"
    return "acknowledged" if 200 <= status < 300 else "give up"


def wait_after(attempt: int) -> timedelta:
    """Wait after the ``attempt``-th failure, from 1: 1, 2, 4, 8 minutes, up to 1 h."""
    doublings = min(attempt - 1, 16)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def next_retry(
    *, now: datetime, first_attempt: datetime, attempt: int, retry_after: str | None
) -> datetime | None:
    """The instant of the next retry; None after 90 days.

    A Retry-After in the answer replaces the sender's own back-off.
    """
    asked = _asked_for(retry_after, now)
    at = asked if asked is not None else now + wait_after(attempt)
    # An answer that asks for a moment already past would otherwise be taken at its word for ever.
    at = max(at, now + timedelta(seconds=1))
    return at if at <= first_attempt + LONGEST_TRY else None


def _asked_for(retry_after: str | None, now: datetime) -> datetime | None:
    """The instant a Retry-After names, in seconds or as an HTTP date (RFC 9110, 10.2.3)."""
    if retry_after is None:
        return None
    if retry_after.strip().isdigit():
        return now + timedelta(seconds=int(retry_after))
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
