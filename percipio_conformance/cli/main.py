"""The command line: the behavior common to all commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from percipio_conformance.processes.pipes import Outputs, fill_gaps
from percipio_conformance.processes.unexpected_errors import (
    CHECKS_ARE_LEFT_OUT,
    HARNESS_ERROR,
    guarded,
)

USAGE = 2

Parse = Callable[[Sequence[str] | None], argparse.Namespace]
"""Parses a command line.

The result has ``command``, the function to call; ``runs_connectors``, where it starts a simulated
world and a connector in it; and ``only_prints``, where it ends when the reader of its output is
gone.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """``percipio-conformance``; returns the exit code."""
    return execute(argv, _parse)


def execute(argv: Sequence[str] | None, load: Callable[[], Parse]) -> int:
    """Run the program whose parser ``load`` imports; return the exit code, also after any error."""
    before = sys.stdout, sys.stderr
    try:
        return guarded(lambda: _execute(argv, load))
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before


def _parse() -> Parse:
    # Imported here, so that what cannot be imported is explained like any other error.
    from percipio_conformance.cli.parser import parse

    return parse


def _execute(argv: Sequence[str] | None, load: Callable[[], Parse]) -> int:
    fill_gaps()
    if sys.flags.optimize:
        print(f"percipio-conformance: {CHECKS_ARE_LEFT_OUT}", file=sys.stderr)
        return USAGE
    outputs = Outputs()
    # Imported here, so that what cannot be imported is explained like any other error.
    from percipio_conformance.cli.environment import (
        limit_columns,
        problem_of_folder,
        problem_of_limits,
    )
    from percipio_conformance.cli.output import warn
    from percipio_conformance.processes import signals

    limit_columns()
    parse = load()
    try:
        arguments = parse(argv)
    except SystemExit as error:
        # The arguments were wrong, or asked for help: argparse has printed the message.
        return error.code if isinstance(error.code, int) else USAGE
    problem = problem_of_folder()
    if problem is None and getattr(arguments, "runs_connectors", False):
        problem = problem_of_limits()
    if problem is not None:
        warn(f"percipio-conformance: {problem}")
        return USAGE
    signals.watch()
    only_prints: bool = getattr(arguments, "only_prints", False)
    if only_prints:
        outputs.end_with_reader()
    try:
        code: int = arguments.command(arguments)
        outputs.flush()
    except BrokenPipeError:
        if not only_prints:
            raise
        # The reader has closed the pipe, as in ``clauses | head``.
        outputs.drop()
        return 0
    if outputs.problem is None:
        return code
    print(
        f"percipio-conformance: not all of the output could be written: {outputs.problem.strerror}."
        f" The exit code would be {code}.",
        file=sys.stderr,
    )
    return code or HARNESS_ERROR


if __name__ == "__main__":
    sys.exit(main())
