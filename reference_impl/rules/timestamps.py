"""Instants as text. Inside the connector an instant is an aware ``datetime`` in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def parse_timestamp(text: str) -> datetime:
    """Parse an ISO 8601 text; a time without an offset is taken as UTC.

    Raises:
        ValueError: the text is no instant.
    """
    at = datetime.fromisoformat(text)
    return _in_utc(at if at.tzinfo is not None else at.replace(tzinfo=UTC))


def format_timestamp(at: datetime) -> str:
    """``at`` in full precision with a trailing Z, as in the control protocol and the store."""
    return _in_utc(at).isoformat().removesuffix("+00:00") + "Z"


def write_milliseconds(at: datetime) -> str:
    """``at`` as ``YYYY-MM-DDThh:mm:ss.sssZ``, the form of 360Learning's API v2."""
    return _in_utc(at).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def _in_utc(at: datetime) -> datetime:
    # Nearly every instant is in UTC already.
    return at if at.tzinfo is UTC else at.astimezone(UTC)
