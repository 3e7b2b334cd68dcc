"""Types of command-line values, and options that can be given only once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from percipio_conformance.core.renamed_options import StoreRenamed

MOST_WORKERS = 256
"""Each worker is a process with its own world; a larger number is probably a typing error."""


class Once(argparse.Action):
    """Stores a value; a second value for the option is an error, as it would hide the first."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        given: set[str] = vars(namespace).setdefault("given", set())
        before = getattr(namespace, self.dest)
        if self.dest in given and before != values:
            raise argparse.ArgumentError(self, f"it is given twice, as {before} and as {values}")
        given.add(self.dest)
        setattr(namespace, self.dest, values)


def add_once(parser: argparse._ActionsContainer) -> Any:
    """``parser.add_argument`` for options that can by default be given only once."""

    def add(name: str, **details: Any) -> argparse.Action:
        once = {"store": Once} if details.get("action") is StoreRenamed else {"action": Once}
        return parser.add_argument(name, **{**once, **details})

    return add


def workers(text: str) -> str:
    """Parse the number of parallel processes, in the notation of pytest-xdist.

    Raises:
        argparse.ArgumentTypeError: it is not a number from 0 to 256, nor ``auto`` or ``logical``.
    """
    fits = text.isascii() and text.isdigit() and int(text[:4]) <= MOST_WORKERS
    if text not in ("auto", "logical") and not fits:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of processes from 0 to {MOST_WORKERS}, nor auto or logical"
        )
    return text
