"""Converters of numbers on the command line, for ``argparse``."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def bounded_int(least: int, most: int | None = None) -> Callable[[str], int]:
    """Returns a converter of whole numbers from ``least`` to ``most``, both included.

    The converter raises ``argparse.ArgumentTypeError`` for other text.
    """
    bounds = f"of {least} or more" if most is None else f"from {least} to {most}"

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number {bounds}")
        return number

    return read
