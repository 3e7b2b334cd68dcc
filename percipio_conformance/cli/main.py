"""The command line: what holds for every command, whatever it does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from percipio_conformance.processes.pipes import Outputs, fill_gaps
from percipio_conformance.processes.unexpected_errors import (
    CHECKS_ARE_LEFT_OUT,
    HARNESS_ERROR,
    guarded,
)

USAGE = 2

Command = Callable[[argparse.Namespace], int]


@dataclass(frozen=True, slots=True)
class Program:
    """What a command line consists of.

    Args:
        parse: the parsed arguments; ``command`` is the function to call.
        run_connectors: commands that start a simulated world, and a connector in it.
        only_print: commands that end when the reader of their output is gone.
    """

    parse: Callable[[Sequence[str] | None], argparse.Namespace]
    run_connectors: tuple[Command, ...] = ()
    only_print: tuple[Command, ...] = ()


def main(argv: Sequence[str] | None = None) -> int:
    """``percipio-conformance``; returns the exit code."""
    return execute(argv, _program)


def execute(argv: Sequence[str] | None, load: Callable[[], Program]) -> int:
    """The exit code of the program that ``load`` imports, whatever happens to it."""
    before = sys.stdout, sys.stderr
    try:
        return guarded(lambda: _execute(argv, load))
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before


def _program() -> Program:
    # Imported here, so that what cannot be imported is explained like any other error.
    from percipio_conformance.cli.parser import ONLY_PRINT, RUN_CONNECTORS, parse

    return Program(parse, RUN_CONNECTORS, ONLY_PRINT)


def _execute(argv: Sequence[str] | None, load: Callable[[], Program]) -> int:
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
    program = load()
    try:
        arguments = program.parse(argv)
    except SystemExit as error:
        # The words were wrong, or asked for help: argparse has said so.
        return error.code if isinstance(error.code, int) else USAGE
    problem = problem_of_folder()
    if problem is None and arguments.command in program.run_connectors:
        problem = problem_of_limits()
    if problem is not None:
        warn(f"percipio-conformance: {problem}")
        return USAGE
    signals.watch()
    if arguments.command in program.only_print:
        outputs.end_with_reader()
    try:
        code: int = arguments.command(arguments)
        outputs.flush()
    except BrokenPipeError:
        if arguments.command not in program.only_print:
            raise
        # The reader has seen enough, as in ``clauses | head``.
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
