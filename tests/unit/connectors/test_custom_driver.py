"""A foreign class is held to the protocol as a foreign program is."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import pytest

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.connectors.control_client import ClockAnswer, SetupRejected
from percipio_conformance.connectors.custom_driver import CheckedDriver, CustomDriverConnector
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ConnectorTimeout,
    FeatureMistake,
    HarnessError,
    NotApplicable,
    NotTestable,
)
from percipio_conformance.network.network import InProcessNetwork
from percipio_conformance.network.traffic_log import TrafficLog

NOON = datetime(2026, 1, 5, 11, tzinfo=UTC)
DESCRIPTION = {"name": "x", "version": "1", "protocol": "1", "capabilities": [], "clock": "full"}


class Driver:
    """Right in what is asked of it here."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    async def describe(self) -> Any:
        return DESCRIPTION

    async def setup(self, message: Any) -> Any:
        return SetupRejected("missing", "what and why", "bearer_token")

    async def webhook(self, integration: str) -> Any:
        self.asked.append(integration)
        return {}

    async def clock(self) -> Any:
        return ClockAnswer(now=NOON, ready=True, pending=0, next_due=None)


def ask(driver: Any, call: str, *arguments: Any, timeout: float = 20.0, **options: Any) -> Any:
    return asyncio.run(getattr(CheckedDriver(driver, timeout), call)(*arguments, **options))


def test_right_answers_pass_unchanged() -> None:
    assert ask(Driver(), "describe") == DESCRIPTION
    assert ask(Driver(), "setup", {}).field == "bearer_token"
    assert ask(Driver(), "clock").now == NOON


def test_a_wrong_message_names_its_schema() -> None:
    class Nameless(Driver):
        async def describe(self) -> Any:
            return {**DESCRIPTION, "name": ""}

    with pytest.raises(
        ConnectorError, match=r"describe\(\) breaks the schema control/describe: /n"
    ):
        ask(Nameless(), "describe")


def test_what_only_resembles_json_is_refused() -> None:
    class Clock(Enum):
        FULL = "full"

    class Typed(Driver):
        async def describe(self) -> Any:
            return {**DESCRIPTION, "clock": Clock.FULL}

    with pytest.raises(ConnectorError, match=r"control/describe: /clock: .* is not of type"):
        ask(Typed(), "describe")


def test_a_wrong_kind_of_answer_is_refused() -> None:
    class Wrong(Driver):
        async def clock(self) -> Any:
            return {"now": "2026-01-05T11:00:00Z"}

        async def setup(self, message: Any) -> Any:
            return True

    with pytest.raises(ConnectorError, match="not a ClockAnswer"):
        ask(Wrong(), "clock")
    with pytest.raises(ConnectorError, match="neither None nor Refused"):
        ask(Wrong(), "setup", {})


def test_whatever_it_raises_is_a_finding_about_it_and_no_fault_of_ours() -> None:
    class Broken(Driver):
        async def describe(self) -> Any:
            return {}["name"]

    with pytest.raises(ConnectorError, match=r"the driver's describe\(\) raised KeyError: 'name'"):
        ask(Broken(), "describe")


@pytest.mark.parametrize(
    "verdict",
    [
        NotApplicable("not with this version"),
        NotTestable("not today"),
        FeatureMistake("line 1"),
        HarnessError("yours"),
        KeyboardInterrupt(),
    ],
    ids=lambda each: type(each).__name__,
)
def test_it_gives_no_verdict_on_itself(verdict: BaseException) -> None:
    class Judge(Driver):
        async def describe(self) -> Any:
            raise verdict

    with pytest.raises(ConnectorError, match=f"raised {type(verdict).__name__}"):
        ask(Judge(), "describe")


def test_it_may_say_that_it_cannot_restart_its_connector() -> None:
    class Frank(Driver):
        async def stop(self) -> None:
            raise NotTestable("it runs on another machine")

        async def start(self) -> None:
            raise NotApplicable("never")

    with pytest.raises(NotTestable, match="another machine"):
        living(Frank, "stop")
    with pytest.raises(ConnectorError, match="raised NotApplicable"):
        living(Frank, "start")


def test_one_that_does_not_come_back_is_left() -> None:
    class Stuck(Driver):
        async def describe(self) -> Any:
            await asyncio.Event().wait()

    with pytest.raises(ConnectorTimeout, match=r"did not return within 0\.05 s"):
        ask(Stuck(), "describe", timeout=0.05)


def test_a_further_integration_is_named_only_where_there_is_one() -> None:
    driver = Driver()
    with pytest.raises(ConnectorError):
        ask(driver, "webhook", integration="second")
    assert driver.asked == ["second"]
    with pytest.raises(ConnectorError, match=r"the driver has no announce\(\)"):
        ask(driver, "announce", {})


def living(make: Any, *calls: str) -> None:
    async def story() -> None:
        subject = CustomDriverConnector(make, timeout_seconds=20.0)
        await subject.begin(InProcessNetwork(), SimulatedClock(NOON), TrafficLog())
        for call in calls:
            work: Coroutine[Any, Any, None] = getattr(subject, call)()
            await work

    asyncio.run(story())


def test_a_driver_need_not_have_a_life() -> None:
    living(Driver, "end", "close")
    with pytest.raises(NotTestable, match="give its class the coroutines stop"):
        living(Driver, "stop")


def test_one_that_has_a_life_is_begun_stopped_and_started() -> None:
    lived: list[str] = []

    class Living(Driver):
        async def begin(self, network: Any, clock: Any, traffic_log: Any) -> None:
            lived.append("begin")

        async def stop(self) -> None:
            lived.append("stop")

        async def start(self) -> None:
            lived.append("start")

        async def close(self) -> None:
            lived.append("close")

    living(Living, "stop", "start", "end", "close")
    assert lived == ["begin", "stop", "start", "close"]
