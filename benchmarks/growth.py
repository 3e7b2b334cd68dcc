"""Does an operation of the simulated platforms cost more when they hold more?

``python -m benchmarks.growth``, from the root of the repository. For each operation that a run
uses, the program measures the CPU time of a unit of work (a request, a row of a list, an object of
a bulk operation) on platforms of growing sizes, and prints the growth: the cost at the largest size
against the cost at the smallest. A platform of size N has N learners, N courses, N attempts and
so on, and N / 2 bulk operations that have ended; a Percipio of size N has N items and N learners, a
traffic log N exchanges.

The first request with a filter may build an index, which takes time in proportion to the size, once
for a platform; it is not measured. It ends with 1 when a growth exceeds ``--limit``.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

SIZES = (1_000, 4_000, 16_000, 64_000)
ROUNDS = 5
ROUND_SECONDS = 0.02
"""The least CPU time of a round; a shorter one would measure the clock."""

Operation = Callable[[], Awaitable[int]]
"""Does something and returns the number of units of work that it did."""


@dataclass
class Row:
    """One operation: for each round, microseconds of CPU for a unit of work, by size."""

    name: str
    rounds: list[list[float]] = field(default_factory=list)

    @property
    def costs(self) -> list[float]:
        """The medians by size."""
        return [median(each) for each in zip(*self.rounds, strict=True)]

    @property
    def growth(self) -> float:
        """The median of the ratios; a busy machine slows both sides of a ratio."""
        return median(costs[-1] / costs[0] for costs in self.rounds)


def main() -> int:
    """The command; 1 if a growth exceeds the limit."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.growth")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="sizes (%(default)s)")
    parser.add_argument("--only", default="", help="only operations whose name contains this")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds (%(default)s)")
    parser.add_argument("--limit", type=float, help="the largest growth that is accepted")
    asked = parser.parse_args()
    rows = asyncio.run(measure(sorted(asked.sizes), asked.only, asked.rounds))
    print("microseconds of CPU for a unit of work, by size")
    print(f"{'':<52}{''.join(f'{size:>10,}' for size in sorted(asked.sizes))}{'growth':>8}")
    for row in rows:
        print(f"{row.name:<52}{''.join(f'{each:>10.1f}' for each in row.costs)}{row.growth:>8.2f}")
    worst = max(rows, key=lambda row: row.growth)
    print(f"largest growth {worst.growth:.2f}: {worst.name}")
    if asked.limit is not None and worst.growth > asked.limit:
        print(f"the limit is {asked.limit:g}", file=sys.stderr)
        return 1
    return 0


async def measure(sizes: Sequence[int], only: str, rounds: int) -> list[Row]:
    """The costs of all operations whose name contains ``only``."""
    # Imported here because they import this module.
    from benchmarks.growth_lms import lms_operations
    from benchmarks.growth_percipio import percipio_operations
    from benchmarks.growth_suite import suite_operations

    rows = []
    for make in (lms_operations, percipio_operations, suite_operations):
        by_size = [await make(size) for size in sizes]
        # What the platforms hold is not the business of the garbage collector, whose passes would
        # hit some operations and not others.
        gc.collect()
        gc.freeze()
        for name in by_size[0]:
            if only in name:
                rows.append(await _measure(name, [each[name] for each in by_size], rounds))
        gc.unfreeze()
    return rows


async def _measure(name: str, operations: Sequence[Operation], rounds: int) -> Row:
    """Measure one operation at all sizes in turn."""
    row = Row(name)
    for operation in operations:
        await operation()
    for _ in range(rounds):
        row.rounds.append([await _cost(operation) * 1e6 for operation in operations])
    return row


async def _cost(operation: Operation) -> float:
    """Seconds of CPU for a unit of work."""
    units = 0
    spent = 0.0
    began = time.process_time()
    while not units or spent < ROUND_SECONDS:
        units += await operation()
        spent = time.process_time() - began
    return spent / units


if __name__ == "__main__":
    sys.exit(main())
