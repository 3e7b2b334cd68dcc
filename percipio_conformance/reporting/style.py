"""Formats text for an output: marks, colors, width, characters beyond ASCII."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from percipio_conformance.core.printable import copyable, printable, printable_lines
from percipio_conformance.reporting.labels import MARKS
from percipio_conformance.results.status import Status

_ASCII_MARKS: dict[Status, str] = {
    "pass": ".",
    "platform_only": "s",
    "fail": "F",
    "known_failure": "~",
    "warn": "!",
    "harness_error": "E",
    "invalid_feature": "?",
    "not_testable": "o",
    "not_applicable": "-",
    "planned": "p",
}
_COLORS: dict[Status, int] = {
    "pass": 32,
    "platform_only": 36,
    "fail": 31,
    "known_failure": 33,
    "warn": 33,
    "harness_error": 35,
    "invalid_feature": 35,
    "not_testable": 36,
    "not_applicable": 36,
    "planned": 90,
}
_ASCII_SIGNS = str.maketrans({"…": "..."})

NARROWEST, WIDEST = 40, 100
"""Columns. A narrower output would split words; longer lines are hard to read."""


@dataclass(frozen=True)
class TerminalStyle:
    """The properties of an output: its width in columns, and whether it has Unicode and colors."""

    width: int = 96
    unicode: bool = True
    color: bool = False

    def mark(self, verdict: Status) -> str:
        return self.paint((MARKS if self.unicode else _ASCII_MARKS)[verdict], verdict)

    def paint(self, text: str, verdict: Status) -> str:
        return f"\x1b[{_COLORS[verdict]}m{text}\x1b[0m" if self.color else text


PLAIN = TerminalStyle()


def look_for(encoding: str | None, *, color: bool = False, columns: int = 96) -> TerminalStyle:
    """Returns the style for an output of this encoding and width; it uses 40 to 100 columns."""
    width = min(max(columns, NARROWEST), WIDEST)
    try:
        "".join(MARKS.values()).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return TerminalStyle(width, unicode=False, color=color)
    return TerminalStyle(width, unicode=True, color=color)


def wrapped(text: str, margin: str, look: TerminalStyle, *, indented: bool = False) -> str:
    """Wraps ``text`` to the width; lines after the first begin with ``margin``.

    ``indented`` text, beside a label, keeps its line breaks; other text becomes one paragraph.
    """
    room = look.width - len(margin) - (0 if indented else 2)
    folded = [
        piece
        for line in (safe(text, look).split("\n") if indented else [safe(text, look)])
        for piece in textwrap.wrap(line, room, break_on_hyphens=False) or [""]
    ]
    return f"\n{margin}".join(folded)


def safe(text: str, look: TerminalStyle) -> str:
    """Escapes the control characters of ``text`` and the characters that the output cannot show."""
    return _in_its_encoding(printable_lines(text), look)


def in_a_line(text: str, look: TerminalStyle) -> str:
    """Escapes ``text`` like :func:`safe`, and also its line breaks and tabs."""
    return _in_its_encoding(printable(text), look)


def to_copy(command: str, look: TerminalStyle) -> str:
    """Escapes a command line for the output; a shell parses it to the same arguments."""
    return copyable(command, ascii_only=not look.unicode)


def _in_its_encoding(text: str, look: TerminalStyle) -> str:
    if look.unicode:
        return text
    return text.translate(_ASCII_SIGNS).encode("ascii", "backslashreplace").decode()
