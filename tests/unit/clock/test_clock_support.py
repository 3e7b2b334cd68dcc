"""Tests the levels of clock support, and the scenarios that a level cannot run."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from percipio_conformance import schemas
from percipio_conformance.clock.clock_support import (
    SUPPORT_LEVELS,
    RetryGuard,
    read_clock_support,
    unsupported,
)
from percipio_conformance.core.outcomes import HarnessError, NotTestable


async def work() -> str:
    return "done"


class TestTheGrades:
    def test_are_those_of_the_protocol(self) -> None:
        declared = schemas.load("control/describe")["properties"]["clock"]["enum"]
        assert list(SUPPORT_LEVELS) == declared
        assert [read_clock_support(each) for each in declared] == declared

    def test_are_no_others(self) -> None:
        with pytest.raises(
            HarnessError, match="'some' is not a level of clock support; known are full, trigger"
        ):
            read_clock_support("some")

    def test_are_named_in_the_reason(self) -> None:
        words = str(unsupported("trigger", "time has to pass"))
        assert words == "clock: time has to pass, and the connector's clock support is trigger"


class TestTheGuard:
    def setup_method(self) -> None:
        self.ran = 0
        self.trouble = False

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        self.ran += 1
        return asyncio.run(coroutine)

    def waits(self) -> bool:
        return self.trouble

    def test_lets_everything_run_before_the_grade_is_known(self) -> None:
        assert RetryGuard(self.run)(work()) == "done"

    @pytest.mark.parametrize("clock_support", SUPPORT_LEVELS)
    def test_lets_everything_run_where_there_is_no_trouble(self, clock_support: str) -> None:
        guard = RetryGuard(self.run)
        guard.watch(read_clock_support(clock_support), self.waits)
        assert guard(work()) == "done"

    def test_lets_a_connector_of_the_full_grade_meet_trouble(self) -> None:
        guard = RetryGuard(self.run)
        guard.watch("full", self.waits)
        self.trouble = True
        assert guard(work()) == "done"

    @pytest.mark.parametrize("clock_support", ["trigger", "none"])
    def test_ends_a_scenario_before_trouble_meets_a_lesser_one(self, clock_support: str) -> None:
        guard = RetryGuard(self.run)
        guard.watch(read_clock_support(clock_support), self.waits)
        self.trouble = True
        with pytest.raises(NotTestable, match=r"^clock: a platform in trouble"):
            guard(work())
        assert self.ran == 0

    def test_has_nothing_to_say_once_the_scenario_is_over(self) -> None:
        guard = RetryGuard(self.run)
        guard.watch("trigger", self.waits)
        self.trouble = True
        guard.lift()
        assert guard(work()) == "done"
