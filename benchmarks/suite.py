"""The cost of the whole suite against the reference connector, and its floor.

The floor is the same run with empty steps and no world: the same features are collected, the same
step definitions found, and the same reports written. Both run in turn, each in a process of its
own. The ratio is that of the medians of their processor times.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

SUITE, FLOOR = "suite", "floor"


@dataclass(frozen=True)
class Cost:
    """CPU and wall-clock seconds of one run, its peak memory in MiB, and its scenarios."""

    cpu: float
    wall: float
    memory: float
    scenarios: int


def main() -> int:
    """The command; 1 if the ratio exceeds the limit."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.suite")
    parser.add_argument("--pairs", type=int, default=5, help="pairs of runs (5)")
    parser.add_argument("--limit", type=float, help="the largest ratio that is accepted")
    parser.add_argument("-n", dest="workers", help="also measure the suite with N workers")
    parser.add_argument("--run", choices=[SUITE, FLOOR], help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run is not None:
        return _run(asked.run, asked.rest)
    costs: dict[str, list[Cost]] = {FLOOR: [], SUITE: []}
    for _ in range(asked.pairs):
        for kind, measured in costs.items():
            measured.append(_measure(kind))
    for kind, measured in costs.items():
        print(_line(kind, measured))
    if asked.workers is not None:
        parallel = [_measure(SUITE, "-n", asked.workers) for _ in range(asked.pairs)]
        print(_line(f"suite -n {asked.workers}", parallel))
    ratio = _median(costs[SUITE], "cpu") / _median(costs[FLOOR], "cpu")
    number = costs[SUITE][0].scenarios
    each = 1000 * _median(costs[SUITE], "cpu") / number
    print(f"ratio {ratio:.2f}; {each:.1f} ms of CPU for each of {number} scenarios")
    if asked.limit is not None and ratio > asked.limit:
        print(f"the limit is {asked.limit:g}", file=sys.stderr)
        return 1
    return 0


def _measure(kind: str, *options: str) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "benchmarks.suite",
            "--run",
            kind,
            "run",
            "--quick",
            "--no-config",
        ]
        began = time.monotonic()
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--report", folder, *options], stdout=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        report = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
    if process.returncode != 0:
        raise SystemExit(f"the {kind} ended with {process.returncode}: {report['summary']}")
    number = sum(report["counts"]["scenarios"].values())
    return Cost(usage.ru_utime + usage.ru_stime, wall, _mebibytes(usage), number)


def _mebibytes(usage: resource.struct_rusage) -> float:
    # Linux counts in KiB, macOS in bytes.
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def _line(kind: str, measured: list[Cost]) -> str:
    cpu, wall, memory = (_median(measured, each) for each in ("cpu", "wall", "memory"))
    return f"{kind:<12} {cpu:6.2f} s CPU   {wall:6.2f} s   {memory:4.0f} MiB"


def _median(measured: list[Cost], what: str) -> float:
    return statistics.median(float(getattr(each, what)) for each in measured)


def _run(kind: str, arguments: list[str]) -> int:
    if kind == FLOOR:
        _empty_the_steps()
    from percipio_conformance.cli.main import main as command

    return command(arguments)


def _empty_the_steps() -> None:
    """Replace the world and the step functions of this process by empty ones."""
    from pytest_bdd.steps import step_function_context_registry

    from percipio_conformance.runner.session import Session

    setup = SimpleNamespace(was_submitted=True)
    world = SimpleNamespace(
        involved_the_connector=True, lms=SimpleNamespace(setup=setup), facts=dict
    )

    @contextlib.contextmanager
    def no_world(*_: Any, **__: Any) -> Iterator[Any]:
        for context in step_function_context_registry.values():
            context.step_func = _nothing
        yield world

    Session.world = no_world  # type: ignore[method-assign, assignment]
    Session.listen = lambda *_: None  # type: ignore[method-assign]


def _nothing() -> None:
    """An empty step."""


if __name__ == "__main__":
    sys.exit(main())
