"""How many statements a second the generator makes.

``python -m benchmarks.generate_statements --statements 500000`` prints the rate by real time and
by the processor's, of which the second does not mind what else the machine does, and a digest:
the same seed gives the same bytes, on every machine.
"""

from __future__ import annotations

import argparse
from hashlib import sha256
from itertools import islice
from time import perf_counter, process_time

from fake_percipio.generator.deliveries import GeneratorOptions, deliveries

LEARNERS = 1_000


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=500_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    # A learner has more than a statement a day, so that there are enough days.
    order = GeneratorOptions(
        learners=LEARNERS, days=arguments.statements // LEARNERS + 1, seed=arguments.seed
    )
    digest = sha256()
    size = 0
    began, processor = perf_counter(), process_time()
    for each in islice(deliveries(order), arguments.statements):
        digest.update(each.body)
        size += len(each.body)
    seconds, spent = perf_counter() - began, process_time() - processor
    print(
        f"{arguments.statements:,} statements, {size / 1e6:,.0f} MB: "
        f"{arguments.statements / seconds:,.0f}/s of real time, "
        f"{arguments.statements / spent:,.0f}/s of processor time; "
        f"digest {digest.hexdigest()[:16]}"
    )


if __name__ == "__main__":
    main()
