"""The program as a person starts it: a process of its own, in a folder of theirs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from percipio_conformance.spec.builtin_features import builtin_scenarios

ALL = len(builtin_scenarios())
"""How many scenarios the suite has, each row of an outline counted by itself."""
TESTS = Path(__file__).parents[2]
FAULTY = os.pathsep.join(
    str(TESTS / each)
    for each in ("integration/hostile_connectors", "integration/clock_support", "unit/connectors")
)
"""Where drivers and factories of faulty connectors can be imported from."""
TIMEOUT_SECONDS = 300
DRAWN = "--drawn"
"""Written in place of an option, it leaves a run as it is: with situations drawn for it."""
SITUATIONS = frozenset({"--quick", "--thorough", "--situation", DRAWN})
LOOKS = ("COLUMNS", "NO_COLOR", "FORCE_COLOR")
"""Variables of the reader's terminal, on which the output depends."""


def surroundings() -> dict[str, str]:
    """The environment of the tests, whatever terminal they are started in."""
    return {name: value for name, value in os.environ.items() if name not in LOOKS}


def program(
    folder: Path, *words: str, beside: str = "mutants", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run ``percipio-conformance`` with these arguments to its end.

    The modules in the folder ``beside`` of the tests can be named, as the kill matrix finds them.
    ``variables`` are added to the environment. A ``run`` runs each scenario once, unless the words
    say something about situations.
    """
    if words[:1] == ("run",) and SITUATIONS.isdisjoint(each.partition("=")[0] for each in words):
        words = ("run", "--quick", *words[1:])
    words = tuple(each for each in words if each != DRAWN)
    # The connectors of the tests use the tools, which are not installed.
    path = os.pathsep.join(map(str, (TESTS / beside, TESTS.parent)))
    return subprocess.run(
        [sys.executable, "-m", "percipio_conformance", *words],
        cwd=folder,
        env=surroundings() | {"PYTHONPATH": path} | variables,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


def run_and_say(folder: Path, *words: str, report: str = "out") -> tuple[int, str]:
    """Run scenarios against one of the connectors in :data:`FAULTY`; return the exit code, and the
    output on one line."""
    done = program(folder, "run", *words, "--report", report, PYTHONPATH=FAULTY)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def report_of(folder: Path, report: str = "out") -> dict[str, Any]:
    """The ``report.json`` that a run has written into ``folder``."""
    loaded: dict[str, Any] = json.loads((folder / report / "report.json").read_bytes())
    return loaded


def install_plugin(folder: Path, name: str, source: str) -> None:
    """Put a plugin of pytest into ``folder`` as an installed package has it, for ``PYTHONPATH``."""
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    package = folder / f"{name}-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
    (package / "entry_points.txt").write_text(f"[pytest11]\n{name} = {name}\n")
