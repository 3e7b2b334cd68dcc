"""The reference connector, following the world's clock less well than it could."""

from __future__ import annotations

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.time.test_clocks import CLOCKS


def triggered() -> ConnectorUnderTest:
    """It runs due work when it receives the instant; all other waits take real time."""
    return InProcessReference(make_clock=CLOCKS["trigger"])


def keeps_its_own_time() -> ConnectorUnderTest:
    """Its clock cannot be moved at all."""
    return InProcessReference(make_clock=CLOCKS["none"])
