"""From the words of a command line to the command and what it is asked for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.metadata import version

from harness.commands import (
    baseline,
    clauses,
    compare,
    generate,
    histories,
    merge,
    mutants,
    replay,
    report,
    run,
    serve,
    smoke,
)
from harness.commands.saying import Parser

COMMANDS = (
    run,
    smoke,
    histories,
    serve,
    generate,
    clauses,
    mutants,
    replay,
    compare,
    report,
    baseline,
    merge,
)

PRODUCE_TEXT = (generate.run, clauses.run)
"""What they print is all they do: they end where nobody reads it any more."""


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """What is asked for; ``command`` is the function that does it.

    Raises:
        SystemExit: nothing can be done by these words, or all was done by printing.
    """
    parser: argparse.ArgumentParser = Parser(
        prog="percipio-conformance",
        description="Hold a connector between Skillsoft Percipio and 360Learning against what "
        "360Learning's help article promises.",
    )
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {version('percipio-conformance')}"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for each in COMMANDS:
        each.add_parser(commands)
    return parser.parse_args(argv)
