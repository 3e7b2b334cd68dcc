"""Parses the command line into a command and its arguments."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence
from importlib.metadata import version

from percipio_conformance.cli import (
    baseline,
    clauses,
    compare,
    completion,
    explore,
    generate,
    merge,
    replay,
    report,
    run,
    serve,
    smoke,
    steps,
)
from percipio_conformance.cli.output import Parser

COMMANDS = (
    run,
    smoke,
    explore,
    serve,
    generate,
    clauses,
    steps,
    replay,
    compare,
    report,
    baseline,
    merge,
    completion,
)

ONLY_PRINT = (generate.run, clauses.run, steps.run, completion.run)
"""Commands that only print: they end when the reader of their output is gone."""

RUN_CONNECTORS = (run.run, smoke.run, explore.run, serve.run)
"""Commands that start a simulated world, and a connector in it."""


def whole_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser: argparse.ArgumentParser = Parser(
        prog="percipio-conformance",
        description="Check a connector between Skillsoft Percipio and 360Learning against what "
        "360Learning's help article promises.",
    )
    ours, python = version("percipio-conformance"), platform.python_version()
    parser.add_argument("--version", action="version", version=f"%(prog)s {ours}, Python {python}")
    parser.set_defaults(program=parser)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for each in COMMANDS:
        each.add_parser(commands)
    return parser


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The parsed arguments; ``command`` is the function to call.

    Raises:
        SystemExit: the arguments are wrong, or ask only for help or the version.
    """
    return whole_parser().parse_args(argv)
