"""The addresses of the simulated platforms and of the connector."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addresses:
    """Base URLs. Percipio has two hosts, one for each region, like the real one."""

    percipio: str
    percipio_eu: str
    lms: str
    ca_file: str | None = None
    """Path of the CA certificate that signed the server certificates; None for http."""


IN_PROCESS = Addresses(
    percipio="http://percipio.test",
    percipio_eu="http://percipio-eu.test",
    lms="http://lms.test",
)
IN_PROCESS_CONNECTOR = "http://connector.test"
CONTROL = "/control"
"""The path of the control protocol at a connector that the harness starts."""
LOOPBACK = "127.0.0.1"
