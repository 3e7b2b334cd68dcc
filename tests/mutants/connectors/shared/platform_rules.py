"""The reference connector beside a platform with one changed rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference


def exchange(owner: Any, name: str, rule: Callable[..., Any]) -> ConnectorUnderTest:
    """The reference in a world where one rule is another."""
    if not hasattr(owner, name):
        raise AttributeError(f"{owner} has no rule {name!r} that could be exchanged")
    setattr(owner, name, rule)
    return InProcessReference()
