"""What 360Learning shows in the end depends neither on the order nor the number of deliveries.

From the webhook to the attempt: one learner's statements come as they happened, another's are the
same ones shuffled, repeated and cut into batches, with pauses in which what came is delivered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Make = Callable[..., dict[str, Any]]
SIX = datetime(2026, 1, 13, 5, tzinfo=UTC)
VERBS = "http://adlnet.gov/expapi/verbs/"
ASSESSMENT = {
    "id": "https://xapi.percipio.com/xapi/assessment/9",
    "definition": {"type": "http://adlnet.gov/expapi/activities/assessment"},
}


@st.composite
def reports(draw: Any) -> dict[str, Any]:
    """Everything of a statement but its id and its actor."""
    result = {
        "score": draw(st.none() | st.fixed_dictionaries({"raw": st.integers(0, 100)})),
        "duration": draw(st.none() | st.integers(0, 9).map("PT{}M".format)),
        "success": draw(st.none() | st.booleans()),
    }
    return {
        "verb": {"id": VERBS + draw(st.sampled_from(["initialized", "experienced", "completed"]))},
        "minute": draw(st.integers(0, 9)),
        "registration": draw(st.sampled_from([None, None, 1, 2])),
        "is_test": draw(st.sampled_from([False, False, False, True])),
        "result": {key: value for key, value in result.items() if value is not None},
    }


class Sender:
    """Makes statements of reports and posts them."""

    def __init__(self, world: Any, item: Make, statement: Make) -> None:
        self._world = world
        self._course = item(1)["xapiActivityId"]
        self._statement = statement
        self._numbers = count(1)

    def statements(self, mail: str, said: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [self._of(mail, each) for each in said]

    def _of(self, mail: str, said: dict[str, Any]) -> dict[str, Any]:
        made = self._statement(
            next(self._numbers),
            mail=mail,
            at=f"2026-01-13T08:{said['minute']:02}:00Z",
            verb=said["verb"]["id"],
        )
        context: dict[str, Any] = {}
        if said["registration"] is not None:
            context["registration"] = f"{said['registration']:08}-0000-4000-8000-000000000000"
        if said["is_test"]:
            made["object"] = ASSESSMENT
            context["contextActivities"] = {"parent": [{"id": self._course}]}
        return made | {"result": said["result"], "context": context}

    async def deliver(self, batches: list[list[dict[str, Any]]], settled: list[bool]) -> None:
        for batch, settle in zip(batches, settled, strict=True):
            assert (await self._world.send(*batch)).status_code == 200
            if settle:
                await self._world.run_until_idle()
        await self._world.run_until_idle()


def cut(statements: list[dict[str, Any]], random: Random) -> list[list[dict[str, Any]]]:
    batches: list[list[dict[str, Any]]] = []
    while statements:
        size = random.randint(1, 3)
        batches.append(statements[:size])
        statements = statements[size:]
    return batches


def test_neither_order_nor_repetition_nor_batches_matter(
    tiny_world: Any, item: Make, statement: Make
) -> None:
    mails = count(1)

    async def compare(sender: Sender, said: list[dict[str, Any]], random: Random) -> None:
        shown = []
        for shuffled in (False, True):
            mail = f"learner.{next(mails)}@example.com"
            user = world.lms.add_user(mail)
            statements = sender.statements(mail, said)
            if shuffled:
                statements += random.choices(statements, k=2)
                random.shuffle(statements)
            batches = cut(statements, random) if shuffled else [statements]
            await sender.deliver(batches, [random.random() < 0.5 for _ in batches])
            shown.append(world.lms.attempts.get((user, item(1)["id"])))
        assert shown[0] == shown[1]
        assert world.connector._opened().statements.skipped() == []

    entered = tiny_world()
    with asyncio.Runner() as runner:
        world = runner.run(entered.__aenter__())
        world.percipio.items = [item(1)]
        runner.run(world.activate())
        runner.run(world.advance_to(SIX + timedelta(hours=5)))
        sender = Sender(world, item, statement)

        @settings(
            max_examples=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        )
        @given(st.lists(reports(), min_size=1, max_size=8), st.randoms(use_true_random=False))
        def hold(said: list[dict[str, Any]], random: Random) -> None:
            runner.run(compare(sender, said, random))

        try:
            hold()
        finally:
            runner.run(entered.__aexit__(None, None, None))
