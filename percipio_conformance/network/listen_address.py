"""The address on which the world listens, and the host name that connectors use for it."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpx

from percipio_conformance.core.addresses import LOOPBACK

EVERYWHERE = "0.0.0.0"  # noqa: S104 - only where --host asks for it


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """The address to listen at, and the host name for URLs."""

    listens_at: str
    name: str

    def url(self, port: int, *, tls: bool) -> str:
        name = f"[{self.name}]" if ":" in self.name else self.name
        return f"{'https' if tls else 'http'}://{name}:{port}"


HERE = ListenAddress(LOOPBACK, LOOPBACK)


def is_here(host: str) -> bool:
    """True if the host is this machine: a loopback address, or ``localhost``."""
    address = _address(host.strip("[]"))
    return host.casefold() == "localhost" if address is None else address.is_loopback


def is_url_here(url: str) -> bool:
    """True if the URL leads to this machine; False if it cannot be parsed."""
    try:
        return is_here(httpx.URL(url).host)
    except httpx.InvalidURL:
        return False


class HostError(ValueError):
    """The given host cannot be reached; the message says what to do."""


def check_host(host: str, *, known_elsewhere: bool = False) -> None:
    """Check that a connector can reach the world at ``--host``, as far as this machine knows.

    A name is valid if this machine can resolve it. A name that ends in ``.internal``, such as
    ``host.docker.internal``, is known only inside containers.

    Args:
        known_elsewhere: the connector runs on another machine, which may know more names.

    Raises:
        HostError: the address is not one of this machine, or the name cannot be resolved.
    """
    place = listen_address(host)
    if _address(host) is not None:
        _check_address(host)
    if not _is_a_host(place):
        raise HostError(f"--host {host!r} is neither an address nor the name of a host")
    try:
        socket.getaddrinfo(place.name, None)
    except socket.gaierror as error:
        if known_elsewhere or place.name.endswith(".internal"):
            return
        raise HostError(
            f"--host {host}: the name {place.name!r} cannot be resolved ({error.strerror}). Name an"
            " address of this machine, or a name that leads to it"
        ) from error


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_a_host(place: ListenAddress) -> bool:
    try:
        return bool(place.name) and httpx.URL(place.url(80, tls=False)).host == place.name
    except httpx.InvalidURL:
        return False


def _check_address(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.bind((host, 0))
    except OSError as error:
        raise HostError(
            f"--host {host} cannot be listened at ({error.strerror}). Name an address of this"
            " machine, or 0.0.0.0 to listen everywhere"
        ) from error


def listen_address(host: str) -> ListenAddress:
    """Resolve ``--host`` to a listen address and a host name.

    An address of this machine is used for both. ``0.0.0.0`` and ``::`` listen everywhere and use
    this machine's host name, by which other containers know it. Any other name, for example
    ``host.docker.internal``, is used unchanged, and listens everywhere.
    """
    if host == "localhost":
        return ListenAddress(LOOPBACK, host)
    address = _address(host)
    if address is None:
        return ListenAddress(EVERYWHERE, host)
    if address.is_unspecified:
        return ListenAddress(host, socket.gethostname())
    return ListenAddress(host, host)
