"""``percipio-conformance serve``: the simulated world on real sockets, for use by hand."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fake_percipio.generator import generate
from fake_percipio.importing import CatalogueFileError, read_catalogue
from harness.live import Credentials, LiveWorld, Ports
from harness.outcomes import ConnectorError
from harness.sockets import PortTaken

USAGE = 2


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "serve",
        help="start the simulated world on real sockets and keep it running",
        description="Start both fakes and the reference connector, print their addresses and test "
        "credentials, and run until Ctrl-C.",
    )
    offered = parser.add_mutually_exclusive_group()
    offered.add_argument("--catalog", type=Path, metavar="FILE", help="offer a real site's items")
    offered.add_argument(
        "--items", type=_count, metavar="N", default=25, help="offer N made-up items"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    for name in ("percipio", "lms", "connector", "world"):
        parser.add_argument(f"--{name}-port", type=_port, default=0, metavar="P")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; the exit code."""
    try:
        items: Iterable[dict[str, Any]] = (
            read_catalogue(arguments.catalog)
            if arguments.catalog is not None
            else generate(arguments.items, arguments.seed)
        )
        ports = Ports(
            percipio=arguments.percipio_port,
            lms=arguments.lms_port,
            connector=arguments.connector_port,
            world=arguments.world_port,
        )
        return asyncio.run(_serve(LiveWorld(ports, items, arguments.seed)))
    except (CatalogueFileError, PortTaken) as error:
        print(f"percipio-conformance serve: {error}", file=sys.stderr)
        return USAGE
    except ConnectorError as error:
        print(f"percipio-conformance serve: the connector failed: {error}", file=sys.stderr)
        return 3


async def _serve(world: LiveWorld) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    try:
        print(_announcement(await world.open()), flush=True)
        await stop.wait()
        print("\nstopping", flush=True)
    finally:
        await world.close()
    return 0


def _announcement(known: Credentials) -> str:
    return f"""\
Percipio        {known.percipio_url}
  organization  {known.organization_id}
  bearer token  {known.bearer_token}
360Learning     {known.lms_url}
  client id     {known.lms_client_id}
  client secret {known.lms_client_secret}
  integration   {known.integration_id}
  group         {known.group_id}
  author        {known.connector_admin_id}
Connector       {known.connector_url}
  client id     {known.webhook["client_id"]}
  client secret {known.webhook["client_secret"]}
  statements    {known.webhook["statement_url"]}
  token         {known.webhook["token_endpoint"]}
World           {known.world_url}
  the clock     GET /clock, PUT /clock {{"days": 1}} moves it ahead
  the connector GET /status
All of these credentials are made up. Ctrl-C stops everything."""


def _count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise argparse.ArgumentTypeError(f"{count} is no number of items; it begins at 0")
    return count


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:
        raise argparse.ArgumentTypeError(
            f"{port} is no port; ports go from 1 to 65535, 0 picks one"
        )
    return port
