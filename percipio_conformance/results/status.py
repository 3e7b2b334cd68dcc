"""The status of a clause or a scenario in the reports: its verdict, with three cases told apart."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from percipio_conformance.core.events import ClauseJudged, ScenarioFinished, Verdict

Status: TypeAlias = Verdict | Literal["platform", "planned", "known"]
"""A verdict, with three told apart: what the simulated platforms show by themselves from what the
connector passed, clauses of later work from the merely untestable, and failures that the baseline
knows from new ones."""

STATUSES: Final[tuple[Status, ...]] = (
    "pass",
    "platform",
    "fail",
    "known",
    "warn",
    "harness_error",
    "invalid_feature",
    "not_testable",
    "inapplicable",
    "planned",
)


def status_of(judged: ClauseJudged | ScenarioFinished) -> Status:
    """How the reports class a clause or a scenario."""
    if judged.known is not None:
        return "known"
    if isinstance(judged, ClauseJudged) and judged.planned:
        return "planned"
    if judged.verdict == "pass" and judged.platform_only:
        return "platform"
    return judged.verdict
