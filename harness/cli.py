"""The command line."""

from __future__ import annotations

import argparse
import os
import sys
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
from harness.commands.saying import Parser, prepare_output


def main(argv: Sequence[str] | None = None) -> int:
    """``percipio-conformance``; returns the exit code."""
    prepare_output()
    parser: argparse.ArgumentParser = Parser(
        prog="percipio-conformance",
        description="Hold a connector between Skillsoft Percipio and 360Learning against what "
        "360Learning's help article promises.",
    )
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {version('percipio-conformance')}"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    every = (
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
    for each in every:
        each.add_parser(commands)
    arguments = parser.parse_args(argv)
    try:
        code: int = arguments.command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough, as in ``clauses | head``.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())
