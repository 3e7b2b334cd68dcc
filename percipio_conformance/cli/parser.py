"""Parses the command line into a command and its arguments."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from percipio_conformance.cli.commands import COMMANDS, MOVED, OLD_NAMES, Command, moved
from percipio_conformance.cli.output import Parser, say, warn
from percipio_conformance.core.renamed_options import deprecation, deprecations
from percipio_conformance.core.text import did_you_mean


class CommandParser(Parser):
    """The parser of one command. It imports the module of the command when it is used."""

    def __init__(self, *, of: Command, **details: Any) -> None:
        super().__init__(**details)
        self._of = of
        self._is_declared = False

    def declare(self) -> None:
        """Declare the arguments of the command; only the first call has an effect."""
        if self._is_declared:
            return
        self._is_declared = True
        self.set_defaults(
            runs_connectors=self._of.runs_connectors, only_prints=self._of.only_prints
        )
        self._of.load().add_arguments(self)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        self.declare()
        return super().parse_known_args(args, namespace)

    def add_subparsers(  # type: ignore[override]
        self, **details: Any
    ) -> argparse._SubParsersAction[Parser]:
        # What is below a command is declared with the command.
        return super().add_subparsers(parser_class=Parser, **details)


class ProgramParser(Parser):
    """The parser of the program: it reads the name of a command."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if isinstance(action, argparse._SubParsersAction) and value not in action.choices:
            if value in MOVED:
                raise argparse.ArgumentError(None, moved(value, MOVED[value]))
            names = [each.name for each in COMMANDS]
            raise argparse.ArgumentError(
                action,
                f"there is no command {value!r}.{did_you_mean(value, names)}"
                f" Choose from {', '.join(names)}.",
            )
        super()._check_value(action, value)


class _Version(argparse.Action):
    """Prints the version. Reading it takes time that other commands do not need."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        import platform

        from percipio_conformance import __version__

        say(f"{parser.prog} {__version__}, Python {platform.python_version()}")
        parser.exit()


def program_parser() -> argparse.ArgumentParser:
    """The parser of the program; every command declares its arguments when it is chosen."""
    parser = ProgramParser(
        prog="percipio-conformance",
        description="Test a connector between Skillsoft Percipio and 360Learning for conformance "
        "with 360Learning's help article.",
    )
    parser.add_argument(
        "--version", action=_Version, nargs=0, help="show program's version number and exit"
    )
    parser.set_defaults(program=parser)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=CommandParser)
    for each in COMMANDS:
        commands.add_parser(each.name, help=each.help, of=each)
    return parser


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The parsed arguments; ``command`` is the function to call.

    Notes each old name of a command or an option on the standard error output.

    Raises:
        SystemExit: the arguments are wrong, or ask only for help or the version.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    notes = []
    command = OLD_NAMES.get(words[0]) if words else None
    if command is not None:
        notes.append(deprecation(words[0], command.name))
        words[0] = command.name
    arguments = program_parser().parse_args(words)
    for note in [*notes, *deprecations(arguments)]:
        warn(f"percipio-conformance: {note}")
    return arguments
