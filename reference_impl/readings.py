"""Which reading of an ambiguous promise the connector follows.

The switches the connector implements; the suite knows more, which are not a connector's to turn
or which this one has only one answer to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reference_impl import schedule

LastActivity = Literal["completion-first", "later-of-both", "access-first"]

# Switch, reading: field, value. The first reading of a switch is what holds when none is named.
_FIELDS: dict[str, dict[str, tuple[str, str | bool]]] = {
    "A-DST": {name: ("schedule", name) for name in schedule.READINGS},
    "A-CLOSED": {"closed": ("closed_list", True), "open": ("closed_list", False)},
    "A-STATUS": {"archive": ("archive_retired", True), "leave-active": ("archive_retired", False)},
    "A-LASTACT": {
        name: ("last_activity", name)
        for name in ("completion-first", "later-of-both", "access-first")
    },
    "A-CASE": {
        "email-ignores-case": ("email_ignores_case", True),
        "exact": ("email_ignores_case", False),
        # 360Learning finds usernames and external ids by exact value only, so this is as far as
        # a connector can follow.
        "all-ignore-case": ("email_ignores_case", True),
    },
}


class UnknownReadingError(ValueError):
    """The connector does not know this reading of a switch it implements."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings in force; the defaults are those of the article profile."""

    schedule: str = schedule.FIXED_UTC_PLUS_1
    closed_list: bool = True
    archive_retired: bool = True
    last_activity: LastActivity = "completion-first"
    email_ignores_case: bool = True

    @classmethod
    def from_profile(cls, profile: Mapping[str, str | float | bool]) -> Readings:
        """The readings of a profile, switch to reading; switches that are not ours are passed over.

        Raises:
            UnknownReadingError: one of our switches has a reading we do not know.
        """
        chosen: dict[str, str | bool] = {}
        for switch, readings in _FIELDS.items():
            reading = profile.get(switch)
            if reading is None:
                continue
            if reading not in readings:
                raise UnknownReadingError(
                    f"{switch} is {reading!r}, which this connector does not know; "
                    f"use one of {', '.join(readings)}, or leave the switch out"
                )
            name, value = readings[str(reading)]
            chosen[name] = value
        return cls(**chosen)  # type: ignore[arg-type]  # the table above pairs fields and values
