"""A connector that does nothing passes no clause."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from percipio_conformance.spec.clauses import load_registry

HERE = Path(__file__).parent
WHERE = os.pathsep.join(str(each) for each in (HERE, HERE.parents[1] / "unit" / "connectors"))


def passed(driver: str, folder: Path, *clauses: str) -> set[str]:
    """The clauses that count as passed by the connector behind ``driver``."""
    words = ["--connector-class", driver, "--report", str(folder)]
    words += [word for each in clauses for word in ("--clause", each)]
    done = subprocess.run(
        [sys.executable, "-m", "percipio_conformance", "run", "--quick", *words],
        env={**os.environ, "PYTHONPATH": WHERE},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    report = json.loads((folder / "report.json").read_bytes())
    return {
        each["id"]
        for each in report["clauses"]
        if each["verdict"] == "pass" and not each["platform_only"]
    }


@pytest.mark.parametrize(
    ("connector", "kept"),
    [
        # It is active after a setup, and keeps the settings it is given: that much it does.
        ("YesMan", {"C002", "C003", "C097", "C142"}),
        ("NaySayer", set()),
    ],
)
def test_a_connector_that_does_nothing(connector: str, kept: set[str], tmp_path: Path) -> None:
    assert passed(f"idle_connectors:{connector}", tmp_path) == kept


@pytest.mark.parametrize(
    ("connector", "capability", "kept"),
    [
        ("NoTags", "tags", set()),
        # Without a filter everything comes in, and it takes and shows what is chosen.
        ("NoFilters", "filters", {"C131", "C142"}),
        ("NoGlobalization", "globalization", set()),
        ("NoStatistics", "statistics", set()),
        # Its webhook checks what it receives and takes it in.
        ("NoDelivery", "statistics", {"C101", "C116", "C118", "C119", "D11"}),
    ],
)
def test_a_connector_with_one_capability_asleep(
    connector: str, capability: str, kept: set[str], tmp_path: Path
) -> None:
    of_it = [each.id for each in load_registry().observable if each.capability == capability]
    assert of_it
    found = passed(f"half_idle_connectors:{connector}", tmp_path, *of_it)
    assert found & set(of_it) == kept
