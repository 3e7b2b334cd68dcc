"""What becomes of learners' figures when language versions are joined and leave."""

from __future__ import annotations

from typing import Any

import pytest
from language_story import EN, FR, Make

pytestmark = pytest.mark.anyio

INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"


async def test_joining_puts_the_figures_together_whatever_became_of_the_address(
    telling: Any, version: Make, statement: Make
) -> None:
    async with telling(globalization=False) as story:
        await story.a_day(version(EN), version(FR))
        await story.world.send(
            statement(1, INITIALIZED, at="2026-01-13T08:00:00Z"), statement(2, item=FR)
        )
        await story.world.run_until_idle()
        assert (story.attempts(EN), story.attempts(FR)) == ([50], [100])
        story.world.lms.users[0]["mail"] = "ada@elsewhere.example"
        await story.a_day(version(EN), version(FR), globalization=True)
        assert (story.attempts(EN), story.attempts(FR)) == ([100], [100])
        assert (await story.world.status())["queue_depth"] == 0


async def test_a_statement_that_is_under_way_while_versions_are_joined_counts_for_both(
    telling: Any, version: Make, statement: Make
) -> None:
    async with telling(globalization=False) as story:
        await story.a_day(version(EN), version(FR))
        await story.save(globalization=True)
        store = story.world.connector._opened()
        done = store.statements.done

        def join_first(delivered: Any) -> None:
            activity = version(FR)["xapiActivityId"]
            store.activities.point({activity: version(EN)["id"]})
            done(delivered)

        store.statements.done = join_first
        await story.world.send(statement(1, item=FR))
        await story.world.run_until_idle()
        assert (story.attempts(FR), story.attempts(EN)) == ([100], [100])
        assert (await story.world.status())["queue_depth"] == 0


async def test_leaving_takes_the_figures_along_and_takes_none_away(
    telling: Any, version: Make, statement: Make
) -> None:
    async with telling() as story:
        await story.a_day(version(EN), version(FR))
        await story.world.send(statement(1, item=FR))
        await story.world.run_until_idle()
        assert story.attempts(EN) == [100]
        await story.a_day(version(EN), version(FR, group=None))
        assert (story.attempts(EN), story.attempts(FR)) == ([100], [100])
        # From now on each has its own.
        await story.world.send(statement(2, INITIALIZED, at="2026-01-14T09:00:00Z"))
        await story.world.send(statement(3, item=FR, at="2026-01-14T10:00:00Z"))
        await story.world.run_until_idle()
        assert (story.attempts(EN), story.attempts(FR)) == ([100], [100, 100])


async def test_a_statement_waits_for_a_version_that_becomes_a_translation(
    telling: Any, version: Make, statement: Make
) -> None:
    async with telling() as story:
        await story.a_day(version(EN))
        await story.world.send(statement(1, item=FR))
        await story.world.run_until_idle()
        assert story.attempts(EN) == []
        await story.a_day(version(EN), version(FR))
        assert story.attempts(EN) == [100]
