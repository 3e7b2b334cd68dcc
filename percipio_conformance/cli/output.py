"""The output of all commands; text from outside cannot control the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from percipio_conformance.core.printable import printable, printable_lines
from percipio_conformance.core.text import did_you_mean


def say(text: object = "") -> None:
    """Print ``text``, which may contain text from outside."""
    print(printable_lines(text), flush=True)


def say_as_made(text: str) -> None:
    """Print text that is already escaped and may contain colors."""
    print(text)


def complain(command: str, problem: object) -> None:
    """Print the error of ``command`` on standard error."""
    warn(f"percipio-conformance {command}: {problem}")


def warn(text: object) -> None:
    """Print ``text`` on standard error; it may contain a connector's output, without secrets."""
    # Imported here, because its patterns take longer to compile than `--help` to print.
    from percipio_conformance.core.redaction import redact_text

    print(printable_lines(redact_text(str(text))), file=sys.stderr)


def ask(question: str) -> None:
    """Print ``question`` on standard error, without a line break."""
    print(question, end="", file=sys.stderr, flush=True)


class Parser(argparse.ArgumentParser):
    """An argument parser whose messages cannot control the terminal."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As in argparse, but an unknown option is an error that suggests a similar one."""
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
