"""Detects the properties of the output of a command: width, colors, and characters beyond ASCII.

The environment variables are those of https://no-color.org, https://force-color.org and POSIX
(``COLUMNS``, ``TERM``).
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
    """Returns the style for ``stream``; ``color`` is the choice of the user."""
    colored = wants_color(stream, environ) if color == "auto" else color == "yes"
    return look_for(stream.encoding, color=colored, columns=columns_of(stream, environ))


def wants_color(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Returns whether to use colors: not with ``NO_COLOR``, always with ``FORCE_COLOR``.

    Both apply if they are not empty, with any value. Without them, only a terminal has colors.
    """
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return can_update(stream, environ)


def can_update(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Returns whether a line can be overwritten: on a terminal, unless ``TERM`` is ``dumb``."""
    return stream.isatty() and environ.get("TERM") != "dumb"


def columns_of(stream: TextIO, environ: Mapping[str, str] = os.environ) -> int:
    """Returns the width in columns: ``COLUMNS``, else that of the terminal, else 96."""
    written = environ.get("COLUMNS", "")
    if written.isascii() and written.isdigit() and int(written[:6]) > 0:
        return int(written[:6])
    if stream is not sys.stdout or not stream.isatty():
        return PLAIN.width
    return shutil.get_terminal_size((PLAIN.width, 0)).columns
