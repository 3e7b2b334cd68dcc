"""Instants as 360Learning writes and reads them: ``YYYY-MM-DDThh:mm:ss.sssZ``, always UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import msgspec

# Evaluated once at import, so that it stays the plain class when a test freezes time later.
Instant = Annotated[datetime, msgspec.Meta(tz=True)]


def wire(at: datetime) -> str:
    """``at`` (aware, UTC) with milliseconds and a trailing Z."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse(text: str) -> datetime:
    """The aware UTC instant that ``text`` (ISO 8601 with an offset) names.

    Raises:
        ValueError: not an instant, or one without an offset.
    """
    try:
        return utc(msgspec.convert(text, type=Instant))
    except msgspec.ValidationError as error:
        raise ValueError(
            f"{text!r} is not an instant; write YYYY-MM-DDThh:mm:ss.sssZ, for example "
            "2025-01-15T05:00:00.000Z"
        ) from error


def utc(at: datetime) -> datetime:
    """The same instant in UTC."""
    return at.astimezone(UTC)
