"""The peak memory of runs of growing length.

Each run has a scenario outline with many rows. Its steps are empty unless ``--worlds`` is given:
then each scenario has a world, and a course that the connector brings in. What a run keeps of a
scenario is the growth of the peak between two lengths.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.child_cost import cost_of

ROWS = 500
"""The most scenarios in one feature."""

FEATURE = """\
Feature: Generated feature {number}

  @C013
  Rule: Courses arrive

    Background:
      Given the integration is active

    Scenario Outline: The course <title> arrives
      Given Percipio offers the course "<title>"
      When a day passes
      Then 360Learning shows "<title>"

      Examples:
        | title |
"""


def main(argv: Sequence[str] | None = None) -> int:
    """The command; 1 if a run takes more memory than the limit."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.memory")
    parser.add_argument(
        "--scenarios", type=int, nargs="+", default=[800, 2_500, 10_000], help="lengths of runs"
    )
    parser.add_argument("--worlds", action="store_true", help="with worlds and steps")
    parser.add_argument("--limit", type=float, help="the most MiB of any of these runs")
    asked = parser.parse_args(argv)
    before: tuple[int, float] | None = None
    largest = 0.0
    for scenarios in asked.scenarios:
        memory, cpu = measure(scenarios, worlds=asked.worlds)
        largest = max(largest, memory)
        line = f"{scenarios:>7,} scenarios {memory:5.0f} MiB {cpu:6.1f} s CPU"
        if before is not None and scenarios != before[0]:
            growth = 1024 * (memory - before[1]) / (scenarios - before[0])
            line += f"   {growth:.1f} KiB for each more"
        print(line)
        before = scenarios, memory
    if asked.limit is not None and largest > asked.limit:
        print(f"the limit is {asked.limit:g} MiB", file=sys.stderr)
        return 1
    return 0


def measure(scenarios: int, *, worlds: bool) -> tuple[float, float]:
    """The peak memory in MiB and the CPU seconds of a run of so many scenarios.

    Raises:
        SystemExit: the run did not end as expected.
    """
    kind = "suite" if worlds else "floor"
    with tempfile.TemporaryDirectory() as folder:
        features, report = Path(folder) / "features", Path(folder) / "report"
        write_features(features, scenarios)
        command = [sys.executable, "-m", "benchmarks.suite", "--run", kind]
        options = ["--no-config", "--report", str(report)]
        cost = cost_of([*command, "run", "--quick", str(features), *options])
        if cost.exit_code != 0 or not (report / "report.json").exists():
            raise SystemExit(f"a run of {scenarios} scenarios ended with {cost.exit_code}")
    return cost.memory, cost.cpu


def write_features(folder: Path, scenarios: int) -> None:
    """Write features with so many scenarios in all."""
    folder.mkdir(parents=True)
    for number, first in enumerate(range(0, scenarios, ROWS)):
        rows = range(first, min(first + ROWS, scenarios))
        text = FEATURE.format(number=number) + "".join(
            f"        | Course {row} |\n" for row in rows
        )
        (folder / f"part_{number}.feature").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
