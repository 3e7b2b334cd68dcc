"""Where everything in the world answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addresses:
    """Base URLs. Percipio answers at two hosts, as the real one does for its regions."""

    percipio: str
    percipio_eu: str
    lms: str
    ca_file: str | None = None
    """The certificate of the authority behind their certificates, where they are https."""


IN_PROCESS = Addresses(
    percipio="http://percipio.test",
    percipio_eu="http://percipio-eu.test",
    lms="http://lms.test",
)
IN_PROCESS_CONNECTOR = "http://connector.test"
CONTROL = "/control"
"""Where a connector that the harness starts serves the control protocol below its own address."""
LOOPBACK = "127.0.0.1"
