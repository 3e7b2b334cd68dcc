"""Where the world listens, and under which name a connector finds it there."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

from harness.wires.addresses import LOOPBACK

EVERYWHERE = "0.0.0.0"  # noqa: S104 - only where --host asks for it


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The address to listen at, and the name to put into addresses."""

    listens_at: str
    name: str

    def url(self, port: int, *, tls: bool) -> str:
        name = f"[{self.name}]" if ":" in self.name else self.name
        return f"{'https' if tls else 'http'}://{name}:{port}"


HERE = Whereabouts(LOOPBACK, LOOPBACK)


def where(host: str) -> Whereabouts:
    """What ``--host`` means.

    An address of this machine is listened at and used as the name. ``0.0.0.0`` and ``::`` listen
    everywhere and use this machine's host name, as a container is known by to others. Any other
    name, for example ``host.docker.internal``, is used as it is, and listens everywhere.
    """
    if host == "localhost":
        return Whereabouts(LOOPBACK, host)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return Whereabouts(EVERYWHERE, host)
    if address.is_unspecified:
        return Whereabouts(host, socket.gethostname())
    return Whereabouts(host, host)
