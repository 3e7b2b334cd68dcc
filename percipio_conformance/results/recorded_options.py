"""The options that a run was started with, as its report records them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from percipio_conformance.core.options import OPTIONS
from percipio_conformance.core.printable import short

CONNECTORS = ("--connector", "--connector-command", "--connector-class", "--connector-factory")
"""Ways to name the connector; one that is given takes the place of the one recorded."""


class ReplayError(ValueError):
    """The scenario cannot be replayed. The message gives the reason and a remedy."""


def recorded_options(words: Sequence[str]) -> argparse.Namespace:
    """The options of the run, from the words in its report.

    Raises:
        ReplayError: this version does not know one of them.
    """
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    for option in OPTIONS:
        option.declare(parser.add_argument)
    try:
        options, unknown = parser.parse_known_args(list(words))
    except argparse.ArgumentError as error:
        raise ReplayError(
            f"this version does not know what the report was run with: {short(str(error))}"
        ) from error
    if unknown:
        raise ReplayError(
            f"the report was run with {short(' '.join(unknown))}, which this version does not"
            " know. Use the version that wrote it."
        )
    return options
