"""Parses and formats the dates and times of features and reports.

``CET`` is UTC+1 all year, as in the article; ``in Paris`` is the local time in Paris.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from percipio_conformance.core.outcomes import FeatureMistake

CET = timezone(timedelta(hours=1), "CET")
PARIS = ZoneInfo("Europe/Paris")

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
A_DAY = "12 January 2026"
_DAY = re.compile(r"(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+) (?P<year>\d{4})")
_CLOCK = re.compile(
    r"(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?P<zone> CET| in Paris)"
)


FIRST_YEAR, LAST_YEAR = 2000, 2199
"""The years that a feature may use; later ones let arithmetic with days exceed the calendar."""


class UnreadableMoment(FeatureMistake):
    """A feature names a moment that does not exist, or writes it in an unknown form."""


def read_day(text: str) -> date:
    """Parses a day such as ``12 January 2026``.

    Raises:
        UnreadableMoment: the text is not a day in this form, or no such day exists.
    """
    found = _DAY.fullmatch(text)
    if found is None or found["month"] not in _MONTHS:
        raise UnreadableMoment(f"{text!r} is not a day; write it like '{A_DAY}'")
    year, month = int(found["year"]), _MONTHS.index(found["month"]) + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableMoment(
            f"the year {year} is out of range; write one from {FIRST_YEAR} to {LAST_YEAR}"
        )
    try:
        return date(year, month, int(found["day"]))
    except ValueError:
        raise UnreadableMoment(f"there is no {text}; write a day of the calendar") from None


def read_time_on(day: date, text: str) -> datetime:
    """Parses ``05:59 CET``, ``05:59:30 CET`` or ``06:00 in Paris`` on that day; returns UTC.

    Raises:
        UnreadableMoment: the text is not a time in this form, or no such time exists.
    """
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise UnreadableMoment(f"{text!r} is not a time; write it like '05:59 CET'")
    zone = CET if found["zone"] == " CET" else PARIS
    try:
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        raise UnreadableMoment(f"there is no time {text}; write 00:00 to 23:59") from None
    local = datetime.combine(day, clock, zone)
    instant = _utc(local)
    if instant.astimezone(zone).time() != clock:
        raise UnreadableMoment(
            f"there is no {text} on {day.day} {_MONTHS[day.month - 1]} {day.year}: daylight saving"
            " time begins then; write another time"
        )
    return instant


def parse_time(text: str) -> datetime:
    """Parses ``12 January 2026, 05:59 CET``; returns an instant in UTC.

    Raises:
        UnreadableMoment: the text is not a date and time in this form.
    """
    day, _, clock = text.partition(", ")
    # Both parts at once: a day in another form often comes with a time in another form.
    if _DAY.fullmatch(day) is None or _CLOCK.fullmatch(clock) is None:
        raise UnreadableMoment(f"{text!r} is not a moment; write it like '{A_DAY}, 12:00 CET'")
    return read_time_on(read_day(day), clock)


def format_time(instant: datetime) -> str:
    """Formats an instant for a report: ``12 January 2026, 05:59:00 CET``."""
    local = instant.astimezone(CET)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H:%M:%S} CET"


def parse_timestamp(text: str) -> datetime:
    """Parses an instant in ISO 8601, ``2026-01-12T04:59:00.000Z``; returns UTC.

    Raises:
        ValueError: the text has another form.
    """
    return _utc(datetime.fromisoformat(text))


def format_timestamp(instant: datetime) -> str:
    """Formats an instant in ISO 8601, with microseconds if it has any: ``2026-01-12T04:59:00Z``."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _utc(instant: datetime) -> datetime:
    """Converts an instant to UTC."""
    return instant.astimezone(UTC)
