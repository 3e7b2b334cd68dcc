"""Runs the suite against a hostile program, as a user would."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from programs import HERE, program_path


@dataclass(frozen=True)
class Ended:
    """A run that is over; ``peak`` is the most memory that the suite itself had, in bytes."""

    code: int
    said: str
    seconds: float
    peak: int
    report: dict[str, Any]

    @property
    def verdicts(self) -> dict[str, str]:
        return {clause["id"]: clause["verdict"] for clause in self.report["clauses"]}

    def failure(self, clause: str, scenario: int = 0) -> dict[str, Any]:
        (wanted,) = (each for each in self.report["clauses"] if each["id"] == clause)
        found: dict[str, Any] = wanted["scenarios"][scenario]["evidence"]["failure"]
        return found

    def messages(self) -> set[str]:
        """The message of every failed scenario."""
        scenarios = [each for clause in self.report["clauses"] for each in clause["scenarios"]]
        failures = [each.get("evidence", {}).get("failure") for each in scenarios]
        return {each["message"] for each in failures if each is not None}


@pytest.fixture
def hold(tmp_path: Path) -> Any:
    def hold(
        program: str,
        *clauses: str,
        timeout: float = 20.0,
        options: tuple[str, ...] = (),
        **environment: str,
    ) -> Ended:
        peak = tmp_path / "peak"
        command = [sys.executable, str(HERE / "measured.py"), str(peak)]
        command += ["run", "--quick", "--report", "out", *options]
        if program.startswith("http"):
            command += ["--connector", program]
        else:
            words = [sys.executable, str(program_path(program)), "--control"]
            words += ["--port", "{port}", "--database", "{state}/connector.sqlite"]
            command += ["--connector-command", shlex.join(words)]
        command += ["--timeout", str(timeout)]
        command += [word for clause in clauses for word in ("--clause", clause)]
        began = time.monotonic()
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(HERE)} | environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        seconds = time.monotonic() - began
        report = tmp_path / "out" / "report.json"
        written = json.loads(report.read_text()) if report.exists() else {"clauses": []}
        memory = int(peak.read_text())
        return Ended(done.returncode, done.stdout + done.stderr, seconds, memory, written)

    return hold
