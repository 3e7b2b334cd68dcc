"""The reference connector with another interpretation than the profile has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.rules.interpretations import Interpretations


def misreads(switch: str, reading: str) -> ConnectorUnderTest:
    """The reference, deaf to what the profile says of one switch."""
    read = Interpretations.from_profile

    def misread(profile: Mapping[str, Any]) -> Interpretations:
        return read({**profile, switch: reading})

    Interpretations.from_profile = misread  # type: ignore[method-assign,assignment]
    return InProcessReference()
