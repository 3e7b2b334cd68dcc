"""Which pairs of actions follow closely upon each other in generated sequences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

NEAR = 3
"""A pair is two actions of which the second is among so many that follow the first."""

Pair = tuple[str, str]
"""The names of an action and of a later one, ``("Retires", "BeforeRun(SavesTypes)")``."""


def parts_of(action: str) -> tuple[str, ...]:
    """The name of an action, and those of the actions that it surrounds.

    ``BeforeRun(SavesTypes)`` also counts as ``SavesTypes``.
    """
    _, _, inner = action.removesuffix(")").partition("(")
    return (action, *inner.split(", ")) if inner else (action,)


def new_pairs(earlier: Sequence[str], action: str) -> Iterator[Pair]:
    """The pairs that an action makes with the last ones of ``earlier``."""
    for each in earlier[-NEAR:]:
        yield from product(parts_of(each), parts_of(action))


def pairs_of(actions: Sequence[str]) -> set[Pair]:
    """All pairs of a sequence of actions."""
    return {pair for place, each in enumerate(actions) for pair in new_pairs(actions[:place], each)}
