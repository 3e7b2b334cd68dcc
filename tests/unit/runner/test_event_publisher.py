"""A file that cannot be collected is reported as lost, in a parallel run as well."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from percipio_conformance.runner.event_publisher import EventPublisher
from percipio_conformance.runner.run import Run


@pytest.mark.parametrize(("outcome", "lost"), [("failed", 1), ("passed", 0)])
def test_a_file_that_cannot_be_collected_is_lost(outcome: Any, lost: int) -> None:
    run = SimpleNamespace(lost=[])
    report = pytest.CollectReport("features/a.feature", outcome, None, [])
    EventPublisher(cast("Run", run), None).pytest_collectreport(report)
    assert run.lost == ["features/a.feature could not be collected"] * lost


@pytest.mark.parametrize(
    ("collected", "report", "stop", "refused", "tells"),
    [
        (set(), None, "SIGTERM", (), False),
        ({"a.feature::b"}, None, "SIGTERM", (), True),
        (set(), "reports", "SIGTERM", (), True),
        (set(), "reports", None, (), False),
        (set(), "reports", None, ("a.feature, line 3: no such day",), True),
    ],
    ids=["other tests", "scenarios", "the command", "nothing to play", "only mistakes"],
)
def test_a_run_is_reported_where_scenarios_were_to_be_played(
    collected: set[str],
    report: str | None,
    stop: str | None,
    refused: tuple[str, ...],
    tells: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reports: list[object] = []
    monkeypatch.setattr("percipio_conformance.runner.event_publisher.write_all", lambda *_: None)

    def finish() -> list[object]:
        reports.append("finished")
        return []

    run = SimpleNamespace(
        ran=set(),
        plan=None,
        stop=stop,
        crashed=False,
        collected=collected,
        scenarios=[],
        asked=SimpleNamespace(report=report, invalid_features=refused),
        finish=finish,
    )
    session = SimpleNamespace(config=SimpleNamespace(option=SimpleNamespace(collectonly=False)))
    EventPublisher(cast("Run", run), None).pytest_sessionfinish(cast("Any", session))
    assert bool(reports) == tells
