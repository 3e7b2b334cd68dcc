"""A problem of a feature file, described for its author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to repair, and how; ``line`` counts from 1, 0 is the file as a whole."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}" if self.line else self.text


def listing(name: str, problems: Iterable[Problem]) -> str:
    """The problems of a file below its name."""
    return "\n".join([f"{name}:", *(f"  {each}" for each in problems)])
