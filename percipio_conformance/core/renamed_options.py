"""Renamed options; the old name works for one more release."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any


def deprecation(old_name: str, new_name: str) -> str:
    """Returns the note about a use of the old name."""
    return f"{old_name} is now called {new_name}; the old name works until the next release."


def names_conflict(old_name: str, new_name: str) -> str:
    """Returns the error message for a command line with both names."""
    return f"{old_name} is the old name of {new_name}, which is given too; use only {new_name}"


class StoreRenamed(argparse.Action):
    """Stores the value of an option with two names, and records the name that was used.

    ``argparse`` needs one action for each name, because only the new name is in the help.

    Args:
        old_name: the old name with its dashes, such as ``--patience``.
        new_name: the new name with its dashes.
        store: the action that stores the value.

    Raises:
        argparse.ArgumentError: the command line uses both names.
    """

    def __init__(
        self,
        option_strings: Sequence[str],
        dest: str,
        *,
        old_name: str,
        new_name: str,
        store: type[argparse.Action] = argparse._StoreAction,
        **details: Any,
    ) -> None:
        super().__init__(option_strings, dest, **details)
        self._old_name, self._new_name = old_name, new_name
        self._store = store(option_strings, dest, **details)

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        name = self.option_strings[0]
        names: dict[str, str] = vars(namespace).setdefault("names_used", {})
        if names.setdefault(self.dest, name) != name:
            raise argparse.ArgumentError(self, names_conflict(self._old_name, self._new_name))
        if name == self._old_name:
            note = deprecation(self._old_name, self._new_name)
            vars(namespace).setdefault("deprecations", {})[note] = None
        self._store(parser, namespace, values, option_string)


def deprecations(arguments: argparse.Namespace) -> list[str]:
    """Returns a note for each old name that the command line uses."""
    return list(vars(arguments).get("deprecations", ()))
