"""Check that the verdicts do not depend on order, seed, environment or repetition.

Every run is a process of its own. What depends on the seed alone must be equal down to the last
word of the report; where the seed differs, the verdicts must be equal.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from percipio_conformance.core.real_time import stopwatch
from percipio_conformance.results.digest import without_times

ANOTHER_YEAR = (
    "import sys, freezegun\n"
    "from percipio_conformance.cli.main import main\n"
    "with freezegun.freeze_time('{start}', tick=True, real_asyncio=True):\n"
    "    sys.exit(main(sys.argv[1:]))\n"
)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to run the suite. ``year`` is when the process believes to be."""

    name: str
    arguments: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    year: str | None = None
    same_seed: bool = True

    def command(self, report: Path, clauses: list[str]) -> list[str]:
        start = ["-m", "percipio_conformance"]
        if self.year is not None:
            start = ["-c", ANOTHER_YEAR.format(start=self.year)]
        chosen = [word for each in clauses for word in ("--clause", each)]
        return [sys.executable, *start, "run", "--report", str(report), *self.arguments, *chosen]


def variants(seeds: int, repetitions: int) -> Iterator[Variant]:
    """All variants; the first one is the baseline of the comparison."""
    yield Variant("plain")
    yield Variant("shuffled", ("--shuffle", "7"))
    yield Variant("shuffled otherwise", ("--shuffle", "8"))
    yield Variant("two processes", ("-n", "2"))
    yield Variant("in Auckland", environment={"TZ": "Pacific/Auckland"})
    yield Variant(
        "without UTF-8",
        environment={"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    yield Variant("in the year 2031", year="2031-06-15T10:20:30+00:00")
    yield Variant("on a leap day", year="2028-02-29T23:59:30+00:00")
    for seed in range(1, seeds + 1):
        yield Variant(f"seed {seed}", ("--seed", str(seed)), same_seed=False)
    for each in range(1, repetitions + 1):
        yield Variant(f"repetition {each}")


def main() -> int:
    """Run every variant; 1 when one of them differs."""
    asked = _read_arguments()
    began = stopwatch()
    first, *others = variants(asked.seeds, asked.repetitions)
    with ThreadPoolExecutor(asked.jobs) as pool:
        plain = _run(first, asked.clause)
        print(f"{first.name:<22} {plain.seconds:6.1f} s", flush=True)
        different: list[str] = []
        played = pool.map(partial(_run, clauses=asked.clause), others)
        for variant, run in zip(others, played, strict=True):
            found = differences(plain.report, run.report, same_seed=variant.same_seed)
            different += found
            print(f"{variant.name:<22} {run.seconds:6.1f} s  {_words(found)}", flush=True)
            for each in found[:10]:
                print(f"  {each}")
    took = stopwatch() - began
    print(f"{took:.0f} s in all; {_words(different)}")
    if asked.out is not None:
        figures = {
            "seeds": asked.seeds,
            "repetitions": asked.repetitions,
            "runs": 1 + len(others),
            "scenarios": sum(len(each["scenarios"]) for each in plain.report["clauses"]),
            "differences": len(different),
            "minutes": round(took / 60),
        }
        asked.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 1 if different else 0


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--repetitions", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="runs at once")
    parser.add_argument(
        "--clause", action="append", default=[], help="only these; for a quick look"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write the figures as JSON as well"
    )
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Played:
    """The report of a run, and its duration."""

    report: dict[str, Any]
    seconds: float


def _run(variant: Variant, clauses: list[str]) -> Played:
    began = stopwatch()
    with tempfile.TemporaryDirectory(prefix="sameness-") as folder:
        done = subprocess.run(  # noqa: S603 - our own program
            variant.command(Path(folder), clauses),
            env=os.environ | variant.environment,
            capture_output=True,
            check=False,
        )
        written = Path(folder) / "report.json"
        if not written.exists():
            said = (done.stdout + done.stderr).decode(errors="replace")
            raise SystemExit(f"{variant.name}: the run wrote no report\n{said}")
        report = json.loads(written.read_text(encoding="utf-8"))
    return Played(report, stopwatch() - began)


def differences(first: dict[str, Any], second: dict[str, Any], *, same_seed: bool) -> list[str]:
    """Descriptions of the differences between two reports, without times."""
    one, two = (_essence(each, whole=same_seed) for each in (first, second))
    return [
        f"{name}: {one.get(name)} / {two.get(name)}"
        for name in sorted(one.keys() | two.keys())
        if one.get(name) != two.get(name)
    ]


def _essence(report: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    """The data to compare: each clause and scenario, complete or only its verdict."""
    entries = [
        *report["clauses"],
        *report["scenarios_without_clause"],
        *(scenario for clause in report["clauses"] for scenario in clause["scenarios"]),
    ]
    if whole:
        return {each["id"]: without_times(each) for each in entries}
    return {each["id"]: each["verdict"] for each in entries}


def _words(found: list[str]) -> str:
    return "the same" if not found else f"{len(found)} differences"


if __name__ == "__main__":
    sys.exit(main())
