"""The command line: what holds for every command, whatever it does."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from harness.ending.last_resort import CHECKS_ARE_LEFT_OUT, HARNESS_ERROR, guarded
from harness.ending.pipes import Outputs, fill_gaps

USAGE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """``percipio-conformance``; returns the exit code."""
    before = sys.stdout, sys.stderr
    try:
        return guarded(lambda: _main(argv))
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before


def _main(argv: Sequence[str] | None) -> int:
    fill_gaps()
    if sys.flags.optimize:
        print(f"percipio-conformance: {CHECKS_ARE_LEFT_OUT}", file=sys.stderr)
        return USAGE
    outputs = Outputs()
    # Imported here, so that what cannot be imported is explained like any other error.
    from harness.commands.machine import limit_columns, problem_of_folder, problem_of_limits
    from harness.commands.parsing import PLAY, PRODUCE_TEXT, parse
    from harness.commands.saying import warn
    from harness.ending import signals

    limit_columns()
    try:
        arguments = parse(argv)
    except SystemExit as error:
        # The words were wrong, or asked for help: argparse has said so.
        return error.code if isinstance(error.code, int) else USAGE
    problem = problem_of_folder()
    if problem is None and arguments.command in PLAY:
        problem = problem_of_limits()
    if problem is not None:
        warn(f"percipio-conformance: {problem}")
        return USAGE
    signals.watch()
    if arguments.command in PRODUCE_TEXT:
        outputs.end_with_reader()
    try:
        code: int = arguments.command(arguments)
        outputs.flush()
    except BrokenPipeError:
        if arguments.command not in PRODUCE_TEXT:
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
