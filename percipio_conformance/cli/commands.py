"""The table of commands. The module of a command is imported when the command is used."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

from percipio_conformance.processes.garbage_collection import collection_paused


@dataclass(frozen=True, slots=True)
class Command:
    """One command of ``percipio-conformance``.

    Args:
        name: the word on the command line.
        module: the module in this package. Its ``add_arguments`` declares the arguments of the
            command on a parser, and sets the default ``command``: the function to call.
        help: the line about it in ``percipio-conformance --help``.
        runs_connectors: it starts a simulated world, and a connector in it.
        only_prints: it ends when the reader of its output is gone.
        old_name: works like ``name`` until the next release; no help lists it.
    """

    name: str
    module: str
    help: str
    runs_connectors: bool = False
    only_prints: bool = False
    old_name: str | None = None

    def load(self) -> ModuleType:
        """The module, imported at the first call.

        Raises:
            ImportError: what it imports ended the program. A SystemExit would pass for wrong usage
                here, and its code for a verdict.
        """
        try:
            return import_module(f"{__package__}.{self.module}")
        except SystemExit as error:
            raise ImportError(
                f"the command {self.name!r} cannot be loaded: a module that it imports ends the"
                f" program with {error.code!r}"
            ) from error


COMMANDS = (
    Command("run", "run", "run the suite and print a verdict per clause", runs_connectors=True),
    Command(
        "smoke",
        "smoke",
        "make every call of the control protocol once and say what to fix first",
        runs_connectors=True,
    ),
    Command(
        "explore",
        "explore",
        "run long generated sequences of actions and shorten those that violate a requirement",
        runs_connectors=True,
        old_name="histories",
    ),
    Command(
        "serve",
        "serve",
        "start the simulated world on real sockets and keep it running",
        runs_connectors=True,
    ),
    Command(
        "generate",
        "generate",
        "write made-up statements, or deliver them to a webhook",
        only_prints=True,
    ),
    Command(
        "clauses",
        "clauses",
        "list all clauses, or show one in detail",
        only_prints=True,
    ),
    Command(
        "steps",
        "steps",
        "list the steps that a feature may use, or those that contain some words",
        only_prints=True,
    ),
    Command("replay", "replay", "run one scenario of a finished run again, from its report alone"),
    Command("compare", "compare", "show what changed between two runs"),
    Command(
        "report", "report", "write the reports of a finished run again, from its events.ndjson"
    ),
    Command("baseline", "baseline", "keep the file of known failures up to date"),
    Command("merge", "merge", "merge the reports of all shards of a run into one verdict"),
    Command(
        "completion",
        "completion",
        "print the completion script for bash, zsh or fish",
        only_prints=True,
    ),
)


@cache
def imported(module: str) -> Callable[[argparse.Namespace], int]:
    """The function ``run`` of a module in :mod:`.execution`, imported at the first call.

    For commands whose work imports libraries that their help and the completion do not need.
    """

    def command(arguments: argparse.Namespace) -> int:
        with collection_paused():
            execution = import_module(f"{__package__}.execution.{module}")
        code: int = execution.run(arguments)
        return code

    return command


OLD_NAMES = {each.old_name: each for each in COMMANDS if each.old_name is not None}
"""Commands by the name that they had before."""

MOVED = {"mutants": "python -m tools.mutants"}
"""Former commands for work on the suite itself, with what replaces each in a checkout."""


def moved(old: str, new: str) -> str:
    """The message for a command or an option that is no longer part of the command line."""
    return f"{old} has moved: run `{new}` in a checkout of the suite"
