"""A scenario whose connector described itself otherwise than that of the other processes."""

from __future__ import annotations

import msgspec

from percipio_conformance.core.events import Failure, ScenarioFinished
from percipio_conformance.core.redaction import redact_event
from percipio_conformance.results.clause_verdict import FAULTY, judge_scenario


def contradicted(scenario: ScenarioFinished, words: str) -> ScenarioFinished:
    """``scenario`` as failed because of ``words``; one that failed already stays as it is."""
    if scenario.verdict in FAULTY:
        return scenario
    verdict = judge_scenario("fail", scenario.level, platform_only=False)
    failure = Failure(step="before the first step", message=words)
    return redact_event(
        msgspec.structs.replace(
            scenario,
            verdict=verdict,
            reason=words,
            failure=failure,
            missing_capabilities=[],
            platform_only=False,
        )
    )
