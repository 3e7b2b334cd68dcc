"""Over real sockets, with a client that knows nothing of the simulation."""

import logging
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from fake_percipio.app import create_app
from fake_percipio.catalog.faults import ConnectionClosed
from fake_percipio.catalog.generator import generate
from fake_percipio.organization import Organization
from fake_percipio.site import Percipio


class Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@pytest.fixture
def address(percipio: Percipio) -> Iterator[str]:
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)
    config = uvicorn.Config(
        create_app(percipio), port=0, log_config=None, access_log=False, lifespan="off"
    )
    server = Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert server.listening.wait(10)
    host, port = server.servers[0].sockets[0].getsockname()
    yield f"http://{host}:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def client(address: str, acme: Organization) -> Iterator[httpx.Client]:
    acme.catalog.load(generate(2345, 1))
    token = acme.issue_token()
    with httpx.Client(base_url=address, headers={"authorization": f"Bearer {token}"}) as made:
        yield made


PATH = "/content-discovery/v2/organizations/{}/catalog-content"


def test_a_third_party_reads_everything(client: httpx.Client, acme: Organization) -> None:
    path, seen, key = PATH.format(acme.id), [], None
    while True:
        params = {"offset": len(seen), "max": 500} | ({"pagingRequestId": key} if key else {})
        answer = client.get(path, params=params)
        key = answer.headers["x-paging-request-id"]
        page = answer.raise_for_status().json()
        if not page:
            break
        seen += [each["id"] for each in page]
    assert seen == acme.catalog.ids()


def test_the_connection_is_closed_early(client: httpx.Client, acme: Organization) -> None:
    acme.faults.fail_next(ConnectionClosed())
    with pytest.raises(httpx.RemoteProtocolError):
        client.get(PATH.format(acme.id))
    assert len(client.get(PATH.format(acme.id)).json()) == 1000


def test_no_content_over_a_socket(client: httpx.Client, acme: Organization) -> None:
    acme.paging.past_the_end = "no content"
    key = client.get(PATH.format(acme.id)).headers["x-paging-request-id"]
    params = {"offset": 3000, "pagingRequestId": key}
    assert client.get(PATH.format(acme.id), params=params).status_code == 204
    assert client.get(PATH.format(acme.id)).status_code == 200
