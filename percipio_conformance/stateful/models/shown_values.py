"""What a course shows for the value of a field of its item."""

from __future__ import annotations

import re

from msgspec import json

from percipio_conformance.core.text import plain_text, plural
from percipio_conformance.spec.schema_fields import ABSENT, Property

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?")
_SECONDS = (86_400, 3_600, 60, 1)


def shown_as(name: Property, value: str) -> str | None:
    """The text that the course shows; None if no clause determines it.

    ``value`` is in JSON. What becomes of an earlier value when a field is empty is open, and so is
    how a duration of seconds is rounded to minutes.
    """
    content = None if value == ABSENT else json.decode(value)
    if not content:
        return None
    match name:
        case "description":
            return plain_text(content)
        case "duration":
            return _minutes(content)
        case "picture" | "address":
            return str(content)


def _minutes(duration: str) -> str | None:
    found = _DURATION.fullmatch(duration)
    assert found is not None, duration
    seconds = sum(
        float(each or 0) * unit for each, unit in zip(found.groups(), _SECONDS, strict=True)
    )
    minutes, rest = divmod(seconds, 60)
    return plural(int(minutes), "minute") if minutes and not rest else None
