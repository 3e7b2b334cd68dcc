"""Compare the reference connector with the minimal cost of a synchronization.

``python -m benchmarks.sync_floor --items 100000``, from the root of the repository. In one run and
on one machine, each in a process of its own and over real sockets, against fakes without rate
limits: the floor (see ``benchmarks/floor.py``), the connector's first run, and its second run over
the same catalog. Only the ratios mean anything; they are of seconds and, since the fakes share
the machine, of the CPU time of the measured process alone. The second run must write nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from benchmarks.processes import Program


@dataclass(frozen=True)
class Measured:
    """One process from its start to its end; ``peak_mib`` is its largest resident set."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    output: str


class Neighbor(Program):
    """A fake that runs; see ``benchmarks/neighbors.py``."""

    def __init__(self, *arguments: str) -> None:
        super().__init__(["-m", "benchmarks.neighbors", *arguments])
        self.known: dict[str, Any] = orjson.loads(self.hear())

    def counts(self) -> dict[str, int]:
        """What it has counted so far."""
        counted: dict[str, int] = self.ask("count")
        return counted


def measure(arguments: list[str], environment: Mapping[str, str]) -> Measured:
    """Run a program to its end; it must succeed."""
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}:\n{output}")
    # Linux counts the resident set in KiB.
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def connector(percipio: Neighbor, lms: Neighbor, database: Path, *more: str) -> Measured:
    """One run of the reference connector."""
    environment = {
        "CONNECTOR_LMS_URL": lms.known["url"],
        "CONNECTOR_LMS_CLIENT_ID": lms.known["client_id"],
        "CONNECTOR_LMS_CLIENT_SECRET": lms.known["client_secret"],
        "CONNECTOR_INTEGRATION_ID": lms.known["integration"],
        "CONNECTOR_GROUP_ID": lms.known["group"],
        "CONNECTOR_CONNECTOR_ADMIN_ID": lms.known["author"],
        "CONNECTOR_TENANT_URL": percipio.known["url"],
        "CONNECTOR_ORGANIZATION_ID": percipio.known["organization"],
        "CONNECTOR_BEARER_TOKEN": percipio.known["token"],
    }
    arguments = ["-m", "reference_impl", "--run-now", "--tags", "--database", str(database), *more]
    return measure(arguments, environment)


def floor(percipio: Neighbor, database: Path) -> Measured:
    """One pass of the floor."""
    arguments = ["-m", "benchmarks.floor", percipio.known["url"], percipio.known["organization"]]
    return measure([*arguments, str(database)], {"FLOOR_TOKEN": percipio.known["token"]})


def table(items: int, rows: Mapping[str, Measured]) -> str:
    """The figures, one row for each program, with ratios to the first."""
    base = next(iter(rows.values()))
    lines = [f"{'':<22}{'items/s':>9}{'seconds':>9}{'ratio':>7}{'CPU s':>8}{'ratio':>7}{'MiB':>6}"]
    for name, each in rows.items():
        lines.append(
            f"{name:<22}{items / each.seconds:>9,.0f}{each.seconds:>9.2f}"
            f"{each.seconds / base.seconds:>7.2f}{each.cpu_seconds:>8.2f}"
            f"{each.cpu_seconds / base.cpu_seconds:>7.2f}{each.peak_mib:>6.0f}"
        )
    return "\n".join(lines)


def compare(items: int, percipio: Neighbor, lms: Neighbor, more: list[str]) -> tuple[str, int]:
    """All measurements in words, and how many writes the second run made."""
    with tempfile.TemporaryDirectory() as folder:
        # The first request of all makes the fake prepare its catalog, which is not measured.
        floor(percipio, Path(folder) / "warm-up.sqlite")
        rows = {"floor": floor(percipio, Path(folder) / "floor.sqlite")}
        database = Path(folder) / "connector.sqlite"
        rows["connector, first run"] = connector(percipio, lms, database, *more)
        after_first = lms.counts()
        rows["connector, second run"] = connector(percipio, lms, database, *more)
        after_second = lms.counts()
    lines = [f"{items:,} items, {after_first['courses']:,} courses", "", table(items, rows), ""]
    for name in ("first", "second"):
        record = orjson.loads(rows[f"connector, {name} run"].output)
        lines.append(
            f"{name} run: {record['created']:,} created, {record['updated']:,} updated, "
            f"{record['unchanged']:,} unchanged, {record['outcome']}"
        )
    again = after_second["writes"] - after_first["writes"]
    lines.append(
        f"writes to 360Learning: {after_first['writes']} in the first run, {again} in the second"
    )
    return "\n".join(lines), again


def main() -> int:
    """Print the comparison; 1 when the second run wrote anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--globalization", action="store_true", help="join language versions")
    asked = parser.parse_args()
    more = ["--globalization"] if asked.globalization else []
    with Neighbor("percipio", "--items", str(asked.items)) as percipio, Neighbor("lms") as lms:
        words, writes_again = compare(asked.items, percipio, lms, more)
    print(words)
    return 1 if writes_again else 0


if __name__ == "__main__":
    sys.exit(main())
