"""What a deliberately broken connector is expected to do to the verdict, and how that is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from harness.subject import Subject


@dataclass(frozen=True)
class Fault:
    """One broken connector.

    ``fails`` turn red, ``warns`` yellow; ``breaks`` are for a broken world instead, where the suite
    must blame itself; ``spares`` are neighbours that must stay green. Only these clauses are run.
    """

    make: Callable[[], Subject]
    fails: frozenset[str] = frozenset()
    warns: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    spares: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.make.__name__

    @property
    def expected(self) -> dict[str, str]:
        """Clause to verdict."""
        return {
            **dict.fromkeys(self.fails, "fail"),
            **dict.fromkeys(self.warns, "warn"),
            **dict.fromkeys(self.breaks, "harness_error"),
            **dict.fromkeys(self.spares, "pass"),
        }


def clauses(words: str) -> frozenset[str]:
    """``"C013 D04"`` as a set."""
    return frozenset(words.split())


def named(*faults: Fault) -> dict[str, Fault]:
    """The faults by name."""
    return {fault.name: fault for fault in faults}


def verdicts(module: str, fault: Fault, folder: Path) -> dict[str, str]:
    """Clause to verdict, of a run of the fault's own clauses, as the command line gives it."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "harness.cli", "run"),
            *("--subject", f"{module}:{fault.name}", "--report", str(folder)),
            *(word for clause in sorted(fault.expected) for word in ("--clause", clause)),
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == _exit_code(fault), done.stdout + done.stderr
    report = json.loads((folder / "report.json").read_text())
    return {clause["id"]: clause["verdict"] for clause in report["clauses"]}


def _exit_code(fault: Fault) -> int:
    return 3 if fault.breaks else 1 if fault.fails else 0
