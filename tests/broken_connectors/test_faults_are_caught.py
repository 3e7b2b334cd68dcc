"""The suite turns the right clauses red for each broken connector, and no unrelated one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import catalogue_of_faults
import pytest
from catalogue_of_faults import FAULTS

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_connector_is_caught(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "harness.cli", "run"),
            *("--subject", f"{catalogue_of_faults.__name__}:{name}", "--report", str(tmp_path)),
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    report = json.loads((tmp_path / "report.json").read_text())
    verdicts = {clause["id"]: clause["verdict"] for clause in report["clauses"]}
    red = {clause for clause, verdict in verdicts.items() if verdict == "fail"}
    yellow = {clause for clause, verdict in verdicts.items() if verdict == "warn"}
    assert red == fault.fails
    assert yellow <= fault.warns
    assert "harness_error" not in verdicts.values()
