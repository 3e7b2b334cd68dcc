"""A feature may let years pass: what the connector may ask for grows with the days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sample_run import a_run

from percipio_conformance.connectors.under_test import InProcessReference
from percipio_conformance.core import limits
from percipio_conformance.core.outcomes import ConnectorError
from percipio_conformance.runner.session import Session
from percipio_conformance.steps.integration_setup import active


@pytest.mark.parametrize("of_a_day", [limits.MOST_REQUESTS_OF_A_DAY, 0])
def test_the_daily_looks_of_years_are_no_flood(
    monkeypatch: pytest.MonkeyPatch, of_a_day: int
) -> None:
    monkeypatch.setattr(limits, "MOST_REQUESTS", 100)
    monkeypatch.setattr(limits, "MOST_REQUESTS_OF_A_DAY", of_a_day)
    session = Session(a_run().asked, InProcessReference, [])
    try:
        with session.world("years") as world:
            active(world)
            if of_a_day:
                world.advance_by(timedelta(days=150))
                assert len(world.traffic_log.of("percipio")) > 100
            else:
                with pytest.raises(ConnectorError, match="the most is 100 requests"):
                    world.advance_by(timedelta(days=150))
    finally:
        session.close()
