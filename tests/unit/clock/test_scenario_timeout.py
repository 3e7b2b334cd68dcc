"""One scenario ends, however its time is spent."""

from __future__ import annotations

import asyncio

import pytest

from percipio_conformance.clock.scenario_timeout import ScenarioTimeout
from percipio_conformance.core.outcomes import ConnectorTimeout


async def waiting(seconds: float) -> str:
    await asyncio.sleep(seconds)
    return "done"


def test_work_within_the_time_is_done() -> None:
    assert asyncio.run(ScenarioTimeout(20.0).bound(waiting(0.0))) == "done"


def test_the_time_is_spent_by_all_pieces_of_work_together() -> None:
    scenario_timeout = ScenarioTimeout(0.2)
    asyncio.run(scenario_timeout.bound(waiting(0.1)))
    with pytest.raises(ConnectorTimeout, match=r"more than 0\.2 seconds of real time"):
        asyncio.run(scenario_timeout.bound(waiting(0.19)))


def test_a_time_limit_of_the_work_itself_is_not_ours() -> None:
    async def impatient() -> None:
        async with asyncio.timeout(0.01):
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        asyncio.run(ScenarioTimeout(20.0).bound(impatient()))


def test_after_the_scenario_nothing_is_bounded() -> None:
    scenario_timeout = ScenarioTimeout(0.01)
    with pytest.raises(ConnectorTimeout):
        asyncio.run(scenario_timeout.bound(waiting(5.0)))
    scenario_timeout.close()
    assert asyncio.run(scenario_timeout.bound(waiting(0.02))) == "done"
