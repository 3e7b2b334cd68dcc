"""Checks that a connector describes itself as it did at first.

The description decides which scenarios run, so an incomplete answer would silently leave
requirements untested.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from percipio_conformance.core.outcomes import ConnectorError

SHOWN = 200
"""Characters of a value that a message shows."""

_LEFT_OUT: Mapping[str, object] = {"restart_between_scenarios": False}
"""The defaults of omitted fields."""

_NOTHING = "left out"


def changes(first: Mapping[str, Any], later: Mapping[str, Any]) -> list[str]:
    """The differences between ``first`` and ``later``, one phrase for each field.

    Both are answers to ``describe``. The order of capabilities is ignored, and an omitted
    field has its default value.
    """
    fields = sorted(first.keys() | later.keys())
    pairs = [(each, _meaning(first, each), _meaning(later, each)) for each in fields]
    return [
        f"{field!r} was {_words(before)} and is now {_words(now)}"
        for field, before, now in pairs
        if before != now
    ]


def contradiction(first: Mapping[str, Any], later: Mapping[str, Any]) -> str | None:
    """A sentence about the differences; None if both answers are equivalent."""
    found = changes(first, later)
    if not found:
        return None
    return (
        f"the connector described itself in another way than at first in this run: "
        f"{'; '.join(found)}. Answer GET describe in the same way all through a run: what it says "
        "decides which scenarios apply"
    )


def expect_the_same(first: Mapping[str, Any], later: Mapping[str, Any]) -> None:
    """Check that both answers are equivalent.

    Raises:
        ConnectorError: they are not; lists every field that changed.
    """
    words = contradiction(first, later)
    if words is not None:
        raise ConnectorError(words)


def _meaning(said: Mapping[str, Any], field: str) -> object:
    value = said.get(field, _LEFT_OUT.get(field, _NOTHING))
    return sorted(value) if isinstance(value, list) else value


def _words(value: object) -> str:
    words = f"[{', '.join(map(str, value))}]" if isinstance(value, list) else repr(value)
    words = _NOTHING if value is _NOTHING else words
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
