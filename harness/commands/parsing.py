"""From the words of a command line to the command and what it is asked for."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence
from importlib.metadata import version

from harness.commands import (
    baseline,
    clauses,
    compare,
    completion,
    generate,
    histories,
    merge,
    mutants,
    replay,
    report,
    run,
    serve,
    smoke,
    steps,
)
from harness.commands.saying import Parser

COMMANDS = (
    run,
    smoke,
    histories,
    serve,
    generate,
    clauses,
    steps,
    mutants,
    replay,
    compare,
    report,
    baseline,
    merge,
    completion,
)

PRODUCE_TEXT = (generate.run, clauses.run, steps.run, completion.run)
"""What they print is all they do: they end where nobody reads it any more."""


def whole_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser: argparse.ArgumentParser = Parser(
        prog="percipio-conformance",
        description="Hold a connector between Skillsoft Percipio and 360Learning against what "
        "360Learning's help article promises.",
    )
    ours, python = version("percipio-conformance"), platform.python_version()
    parser.add_argument("--version", action="version", version=f"%(prog)s {ours}, Python {python}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for each in COMMANDS:
        each.add_parser(commands)
    return parser


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """What is asked for; ``command`` is the function that does it.

    Raises:
        SystemExit: nothing can be done by these words, or all was done by printing.
    """
    return whole_parser().parse_args(argv)
