"""ISO 8601 durations, as a catalog item and a statement's result carry them."""

from __future__ import annotations

import re
from decimal import Decimal

# More digits than these are no realistic duration, and overflow the number of any receiver.
_NUMBER = r"[0-9]{1,10}(?:\.[0-9]{1,20})?"
_DURATION = re.compile(
    rf"P(?:(?P<weeks>{_NUMBER})W)?(?:(?P<days>{_NUMBER})D)?"
    rf"(?:T(?:(?P<hours>{_NUMBER})H)?(?:(?P<minutes>{_NUMBER})M)?(?:(?P<seconds>{_NUMBER})S)?)?"
)
_SECONDS = {"weeks": 604_800, "days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}


def read_seconds(text: str) -> Decimal | None:
    """Seconds in a duration such as ``PT1H13M12.5S``; None if ``text`` is no duration.

    Years and months have no fixed length and are not supported.
    """
    match = _DURATION.fullmatch(text.strip().replace(",", "."))
    if match is None:
        return None
    given = {unit: value for unit, value in match.groupdict().items() if value is not None}
    if not given:
        return None
    return sum((Decimal(value) * _SECONDS[unit] for unit, value in given.items()), Decimal(0))
