"""Selects the scenarios of one shard, and records the total of all shards."""

from __future__ import annotations

from typing import Any

import pytest

from percipio_conformance.results.shards import Shard, ShardPlan, plan_of
from percipio_conformance.runner.collection import is_scenario, scenario_info
from percipio_conformance.runner.run import Run

PLAN = "conformance-plan"
"""The key with which a worker of a parallel run sends the plan for all scenarios."""


class ShardPlugin:
    """A pytest plugin. It runs last, so that it splits the selection of ``-k`` and ``-m``."""

    def __init__(self, run: Run, shard: Shard) -> None:
        self._run = run
        self._shard = shard

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        ids = {
            item.nodeid: scenario_info(item, self._run.registry).id
            for item in items
            if is_scenario(item)
        }
        scenarios = frozenset(ids.values())
        self._run.plan = plan_of(scenarios)
        if hasattr(config, "workeroutput"):
            config.workeroutput[PLAN] = list(self._run.plan)
        mine = self._shard.part_of(scenarios)
        others = [each for each in items if ids.get(each.nodeid) not in mine]
        config.hook.pytest_deselected(items=others)
        items[:] = [each for each in items if ids.get(each.nodeid) in mine]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        # A crashed worker sends nothing; its missing scenarios are detected by their ids.
        sent = getattr(node, "workeroutput", {}).get(PLAN)
        if sent is not None:
            self._run.plan = ShardPlan(*sent)
