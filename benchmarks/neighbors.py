"""One of the two fakes in a process of its own, for a benchmark.

``python -m benchmarks.neighbors percipio --items N`` or ``... lms``: prints one line of JSON with
its address and credentials when it is ready; for every line on its standard input it prints a line
with what it has counted so far; it ends when its standard input does.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from random import Random
from typing import Any

import orjson
import uvloop

from fake_lms.app import create_app as create_lms
from fake_lms.platform import Platform
from fake_percipio.app import create_app as create_percipio
from fake_percipio.catalog.generator import generate
from fake_percipio.site import Percipio
from percipio_conformance.network.server import SocketServer
from percipio_conformance.world.personas import ACADEMY, create_personas


def now() -> datetime:
    """The fakes stamp what they do with real time; nothing measured depends on it."""
    return datetime.now(UTC)


async def serve_percipio(items: int) -> None:
    """A catalog of ``items`` made-up items, without rate limits."""
    percipio = Percipio(now)
    cast = create_personas(percipio, Platform(now), Random(0))
    cast.acme.catalog.load(generate(items))
    server = SocketServer(create_percipio(percipio))
    await server.open()
    percipio.base_url = server.url
    say(url=server.url, organization=cast.acme.id, token=cast.acme.issue_token())
    await answer(lambda: {"catalog calls": len(percipio.calls)})
    await server.close()


async def serve_lms() -> None:
    """An empty 360Learning with the integration enabled, without rate limits."""
    platform = Platform(now)
    cast = create_personas(Percipio(now), platform, Random(0))
    server = SocketServer(create_lms(platform))
    await server.open()
    platform.base_url = server.url
    client = platform.clients.add("Skillsoft connector", in_house=True)
    say(
        url=server.url,
        client_id=client.client_id,
        client_secret=client.client_secret,
        integration=cast.integration,
        group=cast.groups[ACADEMY],
        author=cast.connector_admin,
    )
    await answer(
        lambda: {
            "calls": len(platform.request_log.calls),
            "writes": len(platform.request_log.writes()),
            "courses": len(platform.courses.of_integration(cast.integration)),
        }
    )
    await server.close()


def say(**words: Any) -> None:
    sys.stdout.write(orjson.dumps(words).decode() + "\n")
    sys.stdout.flush()


async def answer(count: Any) -> None:
    while await asyncio.to_thread(sys.stdin.readline):
        say(**count())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("who", choices=("percipio", "lms"))
    parser.add_argument("--items", type=int, default=1_000)
    asked = parser.parse_args()
    uvloop.run(serve_percipio(asked.items) if asked.who == "percipio" else serve_lms())


if __name__ == "__main__":
    main()
