"""Fails a scenario whose connector described itself differently from that of other processes."""

from __future__ import annotations

import msgspec

from percipio_conformance.core.events import Failure, ScenarioFinished
from percipio_conformance.core.redaction import redact_event
from percipio_conformance.results.clause_verdict import FAULTY, judge_scenario


def contradicted(scenario: ScenarioFinished, message: str) -> ScenarioFinished:
    """Returns ``scenario`` as failed with ``message``; unchanged if it failed already."""
    if scenario.verdict in FAULTY:
        return scenario
    verdict = judge_scenario("fail", scenario.level, platform_only=False)
    failure = Failure(step="before the first step", message=message)
    return redact_event(
        msgspec.structs.replace(
            scenario,
            verdict=verdict,
            reason=message,
            failure=failure,
            missing_capabilities=[],
            platform_only=False,
        )
    )
