"""A pytest plugin that drops what pytest and pytest-bdd keep of each finished scenario.

pytest keeps all items and reports until the end of a session, and pytest-bdd a description of every
step for each of them: together 10 kB for a scenario of five steps, several times its event. They
are for writers that have read them by then.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest
from pytest_bdd.reporting import scenario_reports_registry, test_report_context_registry


class FinishedItems:
    """Drops the data of an item that no later hook reads.

    Args:
        properties: the user properties of a report that only the event publisher reads.
    """

    def __init__(self, *properties: str) -> None:
        self._properties = frozenset(properties)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        result = yield
        scenario_reports_registry.pop(item, None)
        return result

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        # Reports of scenarios for other programs (Cucumber's JSON, JUnit) are complete now.
        test_report_context_registry.pop(report, None)
        report.user_properties[:] = [
            each for each in report.user_properties if each[0] not in self._properties
        ]


def drop_passed_reports(reporter: pytest.TerminalReporter) -> None:
    """Drop the reports of passed tests, which pytest only counts at the end."""
    for category in ("", "passed"):
        if category in reporter.stats:
            reporter.stats[category].clear()
