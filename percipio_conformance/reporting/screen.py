"""What the output of a command can show: its width, colors, and signs beyond ASCII.

The variables are those of https://no-color.org, https://force-color.org and of POSIX (``COLUMNS``,
``TERM``).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import Literal, TextIO

from percipio_conformance.reporting.style import PLAIN, TerminalStyle, look_for

Color = Literal["auto", "yes", "no"]


def look_of(
    stream: TextIO, environ: Mapping[str, str] = os.environ, color: Color = "auto"
) -> TerminalStyle:
    """What ``stream`` can show; ``color`` is what the user asked for."""
    colored = wants_color(stream, environ) if color == "auto" else color == "yes"
    return look_for(stream.encoding, color=colored, columns=columns_of(stream, environ))


def wants_color(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to use colors: ``NO_COLOR`` forbids them, ``FORCE_COLOR`` asks for them.

    Both count when they are not empty, whatever they hold; a terminal is what decides otherwise.
    """
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return can_update(stream, environ)


def can_update(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a line can be written again: a terminal that is more than a line printer."""
    return stream.isatty() and environ.get("TERM") != "dumb"


def columns_of(stream: TextIO, environ: Mapping[str, str] = os.environ) -> int:
    """The width in columns: ``COLUMNS``, else that of the terminal, else that of a log."""
    written = environ.get("COLUMNS", "")
    if written.isascii() and written.isdigit() and int(written[:6]) > 0:
        return int(written[:6])
    if stream is not sys.stdout or not stream.isatty():
        return PLAIN.width
    return shutil.get_terminal_size((PLAIN.width, 0)).columns
