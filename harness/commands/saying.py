"""What commands print. Everything goes through here: text from outside never steers a terminal."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from harness.printable import printable, printable_lines
from harness.story.redaction import redact_text


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

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))
