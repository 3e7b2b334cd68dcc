"""Where the world listens, and what a connector is told."""

from __future__ import annotations

import socket

import pytest

from percipio_conformance.network.listen_address import EVERYWHERE, HERE, listen_address


@pytest.mark.parametrize(
    ("host", "listens_at", "name"),
    [
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
        ("localhost", "127.0.0.1", "localhost"),
        ("192.0.2.7", "192.0.2.7", "192.0.2.7"),
        (EVERYWHERE, EVERYWHERE, socket.gethostname()),
        ("::", "::", socket.gethostname()),
        ("host.docker.internal", EVERYWHERE, "host.docker.internal"),
    ],
)
def test_an_address_is_listened_at_and_a_name_is_believed(
    host: str, listens_at: str, name: str
) -> None:
    place = listen_address(host)
    assert (place.listens_at, place.name) == (listens_at, name)


def test_an_address_becomes_a_url() -> None:
    assert HERE.url(80, tls=False) == "http://127.0.0.1:80"
    assert listen_address("::1").url(443, tls=True) == "https://[::1]:443"
