"""Instants and durations as Percipio writes them on the wire."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=4096)
def catalog_instant(at: datetime) -> str:
    """``2021-02-24T10:28:04Z``: whole seconds, as every date of a catalog item is written."""
    return at.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def statement_instant(at: datetime) -> str:
    """``2020-12-14T16:22:52.000Z``: milliseconds, as the timestamp of a statement is written."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def parse_instant(text: str) -> datetime:
    """An ISO 8601 instant, as aware UTC; without an offset it is read as GMT.

    Percipio's documentation of ``updatedSince`` says "in GMT".

    Raises:
        ValueError: ``text`` is no ISO 8601 instant.
    """
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def iso_duration(seconds: int) -> str:
    """Seconds as an ISO 8601 duration without days: 625 is ``PT10M25S``, 0 is ``PT0S``.

    Raises:
        ValueError: ``seconds`` is negative.
    """
    if seconds < 0:
        raise ValueError(f"a duration cannot be negative, but {seconds} seconds were given")
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "H"), (minutes, "M"), (rest, "S")]
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")
