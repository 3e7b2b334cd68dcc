"""Postconditions: the expected observations at one moment of a sequence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from percipio_conformance.core.outcomes import ExpectationFailed
from percipio_conformance.spec.sequences import OF_BREAKDOWN
from percipio_conformance.world.world import World

ACTIVE = ("the integration is active",)
ACTIVE_CLAUSES = (OF_BREAKDOWN,)
"""The state that every sequence starts from, as lines of a feature, and its clause."""


@dataclass(frozen=True)
class Postcondition:
    """One observation that people can make, and its expected value.

    Shrinking keeps ``kind``: a shorter sequence must violate a postcondition of the same kind.
    ``blame`` returns the clauses that the actual value violates, the most specific
    one first, such as ``C052 D02``.
    """

    kind: str
    what: str
    then: tuple[str, ...]
    """The postcondition as lines of a feature."""
    expected: object
    see: Callable[[World], object]
    blame: Callable[[object], str]

    def violation(self, world: World) -> Violation | None:
        """The violation; None while the postcondition holds."""
        try:
            actual = self.see(world)
        except ExpectationFailed as error:
            # There is nothing to look at, for example because the course is there twice.
            actual = error.actual
        if actual == self.expected:
            return None
        clauses = tuple(self.blame(actual).split())
        return Violation(
            self.kind, clauses, self.what, self.then, _said(self.expected), _said(actual)
        )


@dataclass(frozen=True)
class Violation:
    """A violated postcondition. ``clauses`` is empty if the control protocol was violated."""

    kind: str
    clauses: tuple[str, ...]
    what: str
    then: tuple[str, ...]
    expected: str
    actual: str


def _said(value: object) -> str:
    """The text of a value; rows are separated by semicolons."""
    match value:
        case []:
            return "none"
        case list():
            return ("; " if isinstance(value[0], list) else ", ").join(map(_said, value))
        case _:
            return str(value)
