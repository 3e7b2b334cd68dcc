"""A run keeps the event of each scenario, and nothing else of it, until it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

KEPT = """
import gc, json, sys
import pytest
from percipio_conformance.cli.main import main

class Counts:
    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session):
        from pytest_bdd import parser, reporting
        from percipio_conformance.core.events import ScenarioFinished
        from percipio_conformance.network.traffic_log import TrafficLog
        from percipio_conformance.world.world import World
        stats = session.config.pluginmanager.get_plugin("terminalreporter").stats
        gc.collect()
        alive = gc.get_objects()
        kinds = (ScenarioFinished, World, TrafficLog, pytest.TestReport, parser.Scenario)
        counts = {kind.__name__: sum(type(each) is kind for each in alive) for kind in kinds}
        counts["contexts"] = len(reporting.test_report_context_registry)
        counts["descriptions"] = len(reporting.scenario_reports_registry)
        counts["passed"] = len(stats.get("passed", ()))
        print(json.dumps(counts), file=sys.stderr)

run = pytest.main
pytest.main = lambda words, plugins: run(words, plugins=[*plugins, Counts()])
sys.exit(main(sys.argv[1:]))
"""


def kept_by(folder: Path, *words: str) -> dict[str, int]:
    """The objects that exist at the end of a run, by their kind."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            KEPT,
            "run",
            "--quick",
            "--no-config",
            "--report",
            str(folder),
            *words,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    counts: dict[str, int] = json.loads(done.stderr.splitlines()[-1])
    return counts


def test_of_a_finished_scenario_only_its_event_is_kept(tmp_path: Path) -> None:
    counts = kept_by(tmp_path, "--clause", "C015")
    ran = counts.pop("ScenarioFinished")
    assert ran >= 2
    # The session refers to its last world until the next one opens.
    assert {kind: number for kind, number in counts.items() if number > 1} == {}
