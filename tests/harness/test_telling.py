"""What cannot be collected is missed, also where a parallel run would go on without it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from harness.run import Run
from harness.story.telling import Teller


@pytest.mark.parametrize(("outcome", "lost"), [("failed", 1), ("passed", 0)])
def test_a_file_that_cannot_be_collected_is_lost(outcome: Any, lost: int) -> None:
    run = SimpleNamespace(lost=[])
    report = pytest.CollectReport("features/a.feature", outcome, None, [])
    Teller(cast("Run", run), None).pytest_collectreport(report)
    assert run.lost == ["features/a.feature could not be collected"] * lost
