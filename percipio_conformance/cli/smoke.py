"""``percipio-conformance smoke``: the arguments for a check of the control protocol."""

from __future__ import annotations

import argparse

from percipio_conformance.cli.commands import imported
from percipio_conformance.core.options import OPTIONS

_NO_USE = ("--catalog",)
"""Options of a run that shape the world and have no meaning in this one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Make every call of the control protocol once, check each answer against its schema, "
        "and list the problems to fix, the most important one first. The behavior of the "
        "connector is not tested."
    )
    parser.epilog = (
        "Exit codes: 0 all checks passed, 1 a check failed, 2 wrong usage, 3 nothing answers."
    )
    for option in OPTIONS:
        if option.about == "world" and option.name not in _NO_USE:
            option.declare(parser.add_argument)
    parser.set_defaults(command=imported("smoke"))
