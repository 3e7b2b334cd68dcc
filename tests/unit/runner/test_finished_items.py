from __future__ import annotations

import pytest
from pytest_bdd.reporting import ReportContext, test_report_context_registry

from percipio_conformance.runner.finished_items import FinishedItems


def test_a_report_keeps_the_properties_that_others_may_read() -> None:
    report = pytest.TestReport(
        "a.feature::a",
        ("a.feature", 0, "a"),
        {},
        "passed",
        None,
        "teardown",
        user_properties=[("event", "{}"), ("theirs", "1")],
    )
    test_report_context_registry[report] = ReportContext({}, "a")  # type: ignore[typeddict-item]
    FinishedItems("event").pytest_runtest_logreport(report)
    assert report.user_properties == [("theirs", "1")]
    assert report not in test_report_context_registry
