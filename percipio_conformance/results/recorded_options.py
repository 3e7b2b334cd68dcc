"""Parses the options of a run that its report records."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from percipio_conformance.core.options import OPTIONS
from percipio_conformance.core.printable import short

CONNECTORS = ("--connector", "--connector-command", "--connector-class", "--connector-factory")
"""Options that name the connector; a given one replaces the recorded one."""


class ReplayError(ValueError):
    """The scenario cannot be replayed. The message gives the reason and a remedy."""


def recorded_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Parses the recorded command-line arguments of a run.

    Raises:
        ReplayError: this version does not know one of them.
    """
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    for option in OPTIONS:
        option.declare(parser.add_argument)
    try:
        options, unknown = parser.parse_known_args(list(arguments))
    except argparse.ArgumentError as error:
        raise ReplayError(
            f"this version does not know an option of the report: {short(str(error))}"
        ) from error
    if unknown:
        raise ReplayError(
            f"this version does not know {short(' '.join(unknown))}, an option of the report. Use"
            " the version that wrote the report."
        )
    return options
