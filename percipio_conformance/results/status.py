"""The status of a clause or a scenario in the reports: its verdict, with three special cases."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from percipio_conformance.core.events import ClauseJudged, ScenarioFinished, Verdict

Status: TypeAlias = Verdict | Literal["platform_only", "planned", "known_failure"]
"""A verdict, or a special case of one: ``platform_only`` is a pass that does not involve the
connector, ``planned`` is not testable because it has no scenarios yet, ``known_failure`` is a
failure or warning that the baseline lists."""

STATUSES: Final[tuple[Status, ...]] = (
    "pass",
    "platform_only",
    "fail",
    "known_failure",
    "warn",
    "harness_error",
    "invalid_feature",
    "not_testable",
    "not_applicable",
    "planned",
)


def status_of(judged: ClauseJudged | ScenarioFinished) -> Status:
    """Returns the status of a clause or a scenario in the reports."""
    if judged.known_failure is not None:
        return "known_failure"
    if isinstance(judged, ClauseJudged) and judged.planned:
        return "planned"
    if judged.verdict == "pass" and judged.platform_only:
        return "platform_only"
    return judged.verdict
