"""The processor time of commands that do little, and its ratio to a floor.

The floor of a command that only prints is an interpreter that does nothing; that of a run is the
import of pytest and pytest-bdd. All of them take turns, each in a process of its own. Bytecode is
cached, as it is after the first call of an installed program.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence

from benchmarks.child_cost import ChildCost, cost_of

NOTHING, PYTEST = "python -c pass", "import pytest, pytest_bdd"
FLOORS = {
    NOTHING: [sys.executable, "-c", "pass"],
    PYTEST: [sys.executable, "-c", "import pytest, pytest_bdd"],
}
PRINTS = (
    "--version",
    "--help",
    "run --help",
    "clauses",
    "clauses C013",
    "completion bash",
)
"""Arguments of commands that only print."""
RUNS = (
    "steps",
    "run --no-config --list --clause C013",
    "run --no-config --quick --clause C013",
)
"""Arguments of commands that need pytest-bdd."""


def main(argv: Sequence[str] | None = None) -> int:
    """The command; 1 if a command that only prints takes more than the limit."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.startup")
    parser.add_argument("--rounds", type=int, default=5, help="rounds (5)")
    parser.add_argument(
        "--limit", type=float, help="the most CPU seconds of a command that only prints"
    )
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        commands = {**FLOORS, **{each: _program(each, folder) for each in (*PRINTS, *RUNS)}}
        # The first round writes the bytecode.
        _measure(commands)
        rounds = [_measure(commands) for _ in range(asked.rounds)]
    cpu = {name: statistics.median(each[name].cpu for each in rounds) for name in commands}
    for name in commands:
        memory = statistics.median(each[name].memory for each in rounds)
        floor = PYTEST if name in RUNS else NOTHING
        ratio = "" if name in FLOORS else f"  {cpu[name] / cpu[floor]:5.1f} times {floor}"
        print(f"{name:<38} {cpu[name]:5.2f} s CPU  {memory:4.0f} MiB{ratio}")
    slow = [each for each in PRINTS if asked.limit is not None and cpu[each] > asked.limit]
    if slow:
        print(f"above the limit of {asked.limit:g} s: {', '.join(slow)}", file=sys.stderr)
    return 1 if slow else 0


def _program(words: str, folder: str) -> list[str]:
    command = [sys.executable, "-m", "percipio_conformance", *words.split()]
    return [*command, "--report", folder] if words in RUNS and words.startswith("run") else command


def _measure(commands: Mapping[str, Sequence[str]]) -> dict[str, ChildCost]:
    """The cost of each command, by its name.

    Raises:
        SystemExit: a command did not end with 0.
    """
    costs = {name: cost_of(command) for name, command in commands.items()}
    for name, cost in costs.items():
        if cost.exit_code != 0:
            raise SystemExit(f"{name} ended with {cost.exit_code}")
    return costs


if __name__ == "__main__":
    sys.exit(main())
