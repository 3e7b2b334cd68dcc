"""Postconditions: the expected observations at one moment of a sequence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from percipio_conformance.world.world import World

ACTIVE = ("the integration is active",)
ACTIVE_CLAUSES = ("C094",)
"""What every sequence builds on, as lines of a feature, and where the article says it."""


@dataclass(frozen=True)
class Postcondition:
    """One observation that people can make, and its expected value.

    ``kind`` is what shrinking keeps: a shorter sequence breaks the same promise when it breaks one
    of this kind. ``blame`` returns the clauses that the actual value violates, the most specific
    one first, such as ``C052 D02``.
    """

    kind: str
    what: str
    then: tuple[str, ...]
    """The promise as lines of a feature."""
    expected: object
    see: Callable[[World], object]
    blame: Callable[[object], str]

    def breach(self, world: World) -> Violation | None:
        """The violation; None while the postcondition holds."""
        actual = self.see(world)
        if actual == self.expected:
            return None
        clauses = tuple(self.blame(actual).split())
        return Violation(
            self.kind, clauses, self.what, self.then, _said(self.expected), _said(actual)
        )


@dataclass(frozen=True)
class Violation:
    """A promise that was broken. ``clauses`` is empty where the control protocol was broken."""

    kind: str
    clauses: tuple[str, ...]
    what: str
    then: tuple[str, ...]
    expected: str
    actual: str


def _said(value: object) -> str:
    """A value as a person reads it; rows are parted by semicolons."""
    match value:
        case []:
            return "none"
        case list():
            return ("; " if isinstance(value[0], list) else ", ").join(map(_said, value))
        case _:
            return str(value)
