"""The reference connector with another interpretation than the profile has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.rules.interpretations import Readings


def misreads(switch: str, reading: str) -> Subject:
    """The reference, deaf to what the profile says of one switch."""
    read = Readings.from_profile

    def misread(profile: Mapping[str, Any]) -> Readings:
        return read({**profile, switch: reading})

    Readings.from_profile = misread  # type: ignore[method-assign,assignment]
    return InProcessReference()
