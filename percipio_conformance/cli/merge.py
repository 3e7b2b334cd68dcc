"""``percipio-conformance merge``: merge the reports of all shards into one verdict."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from percipio_conformance.cli.output import complain, say, say_as_made
from percipio_conformance.core.events import RunFinished
from percipio_conformance.reporting.screen import look_of
from percipio_conformance.reporting.terminal import summary
from percipio_conformance.reporting.writer import ReportError, write_all
from percipio_conformance.results.merge import MergeError, merge
from percipio_conformance.results.reader import read_run
from percipio_conformance.results.run_result import StreamError
from percipio_conformance.spec.clauses import load_registry

USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Merge what `percipio-conformance run --shard` wrote on several machines into"
        " the report of the whole run."
    )
    parser.epilog = (
        "Exit codes are those of `percipio-conformance run`; parts that do not belong"
        " together are wrong usage."
    )
    parser.add_argument(
        "parts", nargs="+", type=Path, metavar="DIR", help="the report folder of every shard"
    )
    parser.add_argument(
        "--report",
        type=Path,
        default=Path("reports/latest"),
        metavar="DIR",
        help="where to write (reports/latest)",
    )
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Merge, write the report, print the verdict; return the exit code of the whole run."""
    try:
        parts = [(str(place), read_run(place)) for place in arguments.parts]
        events = merge(parts, load_registry())
        write_all(events, arguments.report)
    except (StreamError, MergeError, ReportError) as error:
        complain("merge", error)
        return USAGE
    say_as_made(summary(events, look_of(sys.stdout)))
    say(f"Report: {arguments.report / 'index.html'}")
    last = events[-1]
    assert isinstance(last, RunFinished)
    return last.exit_code
