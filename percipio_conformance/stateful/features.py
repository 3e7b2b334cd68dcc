"""Features of a state that can matter to an action, and which of them do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple


class Feature(NamedTuple):
    """What is special about items or learners; without names about all of them, as a setting is."""

    names: frozenset[str]
    text: str

    def matters_to(self, about: frozenset[str]) -> bool:
        """True if it can matter to an action on these items and learners, or on all without any."""
        return not about or self.names <= about or about <= self.names


def features_of(names: Collection[str], texts: Iterable[str]) -> Iterator[Feature]:
    """Yields a feature of the same items or learners for each text."""
    return (Feature(frozenset(names), each) for each in texts)
