"""The benchmarks of growth do what they measure; how fast they do it is no test."""

from __future__ import annotations

import asyncio

import pytest

from benchmarks import growth, year


def test_every_operation_of_the_growth_does_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "ROUND_SECONDS", 0.0)
    rows = asyncio.run(growth.measure([1_000], "", rounds=1))
    assert len(rows) > 70
    assert len({row.name for row in rows}) == len(rows)
    assert all(row.growth == 1 for row in rows)


def test_a_year_loses_no_attempt() -> None:
    plan = year.Plan(days=4, statements=45, moments=2, learners=10, courses=20)
    quarters, missing = year.simulate(plan)
    assert missing == 0
    assert len(quarters) == year.QUARTERS
    assert all(each.cpu > 0 for each in quarters)
