"""What commands print. Everything goes through here: text from outside never steers a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from percipio_conformance.core.printable import printable, printable_lines
from percipio_conformance.core.redaction import redact_text
from percipio_conformance.core.text import did_you_mean


def say(text: object = "") -> None:
    """Print ``text``, which may hold words from outside."""
    print(printable_lines(text), flush=True)


def say_as_made(text: str) -> None:
    """Print what one of our writers made: it has escaped its words, and may hold colors."""
    print(text)


def complain(command: str, problem: object) -> None:
    """Print why ``command`` did not do what was asked."""
    warn(f"percipio-conformance {command}: {problem}")


def warn(text: object) -> None:
    """Print ``text`` where messages go; it may hold what a connector wrote, but no secret of it."""
    print(printable_lines(redact_text(str(text))), file=sys.stderr)


def ask(question: str) -> None:
    """Print ``question`` where messages go; the answer follows on its line."""
    print(question, end="", file=sys.stderr, flush=True)


class Parser(argparse.ArgumentParser):
    """Reads a command line; what it says of a wrong word cannot steer a terminal either."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As of argparse; an option unknown to this command is an error that names a near one."""
        found, unknown = super().parse_known_args(args, namespace)
        options = [each.partition("=")[0] for each in unknown if each.startswith("-")]
        names = [
            name
            for name, action in self._option_string_actions.items()
            if action.help != argparse.SUPPRESS
        ]
        near = [did_you_mean(each, names) for each in options]
        if any(near):
            self.error(f"unrecognized arguments: {' '.join(unknown)}.{''.join(near)}")
        return found, unknown

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))
