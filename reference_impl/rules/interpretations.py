"""The interpretations of ambiguous clauses that the connector follows.

Only the ambiguities that the connector implements. The suite has others, which do not depend on
the connector, or for which this one supports a single interpretation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reference_impl.rules import schedule

LastActivity = Literal["completion-first", "later-of-both", "access-first"]
Retake = Literal["registration-or-later-completion", "registration-only", "later-start"]
Unarchive = Literal["restored-next-run", "restored-on-save", "stays-archived"]

# Ambiguity, interpretation: field, value. The first interpretation is the default.
_FIELDS: dict[str, dict[str, tuple[str, str | bool]]] = {
    "A-DST": {name: ("schedule", name) for name in schedule.READINGS},
    "A-CLOSED": {"closed": ("closed_list", True), "open": ("closed_list", False)},
    "A-STATUS": {"archive": ("archive_retired", True), "leave-active": ("archive_retired", False)},
    "A-READD": {
        "at-creation": ("places_every_run", False),
        "every-run": ("places_every_run", True),
    },
    "A-ABSENT": {
        "filter-wins": ("filters_absent", True),
        "retention-wins": ("filters_absent", False),
    },
    "A-UNARCHIVE": {
        name: ("unarchive", name)
        for name in ("restored-next-run", "restored-on-save", "stays-archived")
    },
    "A-TAGWHEN": {
        "dropped-tags-go": ("keeps_dropped_tags", False),
        "dropped-tags-stay": ("keeps_dropped_tags", True),
    },
    "A-VERSIONS": {
        "both-shapes": ("joins_groups", True),
        "one-item-only": ("joins_groups", False),
    },
    "A-GLOB-OFF": {
        "one-course-per-item": ("default_language_only", False),
        "default-language-only": ("default_language_only", True),
    },
    "A-XAPI": {
        "verb-decides": ("completion_flag_decides", False),
        "completion-flag-decides": ("completion_flag_decides", True),
    },
    "A-VERB": {
        # The article does not say, so the connector decides: no other verb completes.
        "unspecified": ("satisfied_and_passed_complete", False),
        "completed-only": ("satisfied_and_passed_complete", False),
        "satisfied-and-passed-too": ("satisfied_and_passed_complete", True),
    },
    "A-ASSESS": {
        "scores-its-course": ("tests_score_courses", True),
        "no-effect": ("tests_score_courses", False),
    },
    "A-SCORE": {"scaled-first": ("raw_as_given", False), "raw-as-given": ("raw_as_given", True)},
    "A-REGRESS": {
        "never-back": ("newer_start_overwrites", False),
        "newer-start-overwrites": ("newer_start_overwrites", True),
    },
    "A-SUCCESSFALSE": {
        "success": ("success_needs_success", False),
        "no-result": ("success_needs_success", True),
    },
    "A-NEWATT": {
        name: ("retake", name)
        for name in ("registration-or-later-completion", "registration-only", "later-start")
    },
    "A-RESETUP": {
        "old-ones-stay": ("keeps_old_parameters", True),
        "integration-stops": ("keeps_old_parameters", False),
    },
    "A-LASTACT": {
        name: ("last_activity", name)
        for name in ("completion-first", "later-of-both", "access-first")
    },
    "A-CASE": {
        "email-ignores-case": ("email_ignores_case", True),
        "exact": ("email_ignores_case", False),
        # 360Learning finds usernames and external ids by exact value only, so a connector can
        # ignore case only in email addresses.
        "all-ignore-case": ("email_ignores_case", True),
    },
}


class UnknownReadingError(ValueError):
    """The connector does not know this interpretation of an ambiguity that it implements."""


@dataclass(frozen=True, slots=True)
class Interpretations:
    """The interpretations in force; the defaults are those of the article profile."""

    schedule: str = schedule.FIXED_UTC_PLUS_1
    closed_list: bool = True
    archive_retired: bool = True
    places_every_run: bool = False
    filters_absent: bool = True
    unarchive: Unarchive = "restored-next-run"
    keeps_dropped_tags: bool = False
    joins_groups: bool = True
    default_language_only: bool = False
    completion_flag_decides: bool = False
    satisfied_and_passed_complete: bool = False
    tests_score_courses: bool = True
    raw_as_given: bool = False
    newer_start_overwrites: bool = False
    success_needs_success: bool = False
    retake: Retake = "registration-or-later-completion"
    last_activity: LastActivity = "completion-first"
    email_ignores_case: bool = True
    keeps_old_parameters: bool = True

    @classmethod
    def from_profile(cls, profile: Mapping[str, str | float | bool]) -> Interpretations:
        """Read a profile, ambiguity to interpretation; unknown ambiguities are ignored.

        Raises:
            UnknownReadingError: the interpretation of an implemented ambiguity is unknown.
        """
        chosen: dict[str, str | bool] = {}
        for ambiguity, readings in _FIELDS.items():
            reading = profile.get(ambiguity)
            if reading is None:
                continue
            if reading not in readings:
                raise UnknownReadingError(
                    f"{ambiguity} is {reading!r}, which this connector does not know; "
                    f"use one of {', '.join(readings)}, or leave the ambiguity out"
                )
            name, value = readings[str(reading)]
            chosen[name] = value
        return cls(**chosen)  # type: ignore[arg-type]  # the table above pairs fields and values


ARTICLE = Interpretations()
"""The readings of the article profile."""
