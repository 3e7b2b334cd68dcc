"""Serves the simulated world on real sockets, for ``percipio-conformance serve``.

``serve.py`` declares the arguments; importing this module takes half a second.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fake_percipio.catalog.generator import generate
from percipio_conformance.cli.output import complain, say
from percipio_conformance.core.outcomes import ConnectorError, Unreachable
from percipio_conformance.network.listen_address import HostError, check_host
from percipio_conformance.network.server import PortTaken
from percipio_conformance.processes import signals
from percipio_conformance.results.catalog_file import CatalogFileError, read_catalog
from percipio_conformance.sandbox.banner import banner, shell_variables
from percipio_conformance.sandbox.sandbox import Ports, Sandbox

USAGE = 2


class UnwritableError(Exception):
    """The file for the variables cannot be written."""


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; the exit code."""
    try:
        check_host(arguments.host)
        items: Iterable[dict[str, Any]] = (
            read_catalog(arguments.catalog)[0]
            if arguments.catalog is not None
            else generate(arguments.items, arguments.seed)
        )
        ports = Ports(
            percipio=arguments.percipio_port,
            lms=arguments.lms_port,
            connector=arguments.connector_port,
            world=arguments.world_port,
        )
        return asyncio.run(_serve(_world(arguments, ports, items), arguments.variables))
    except (HostError, CatalogFileError, PortTaken, UnwritableError) as error:
        complain("serve", error)
        return USAGE
    except (ConnectorError, Unreachable) as error:
        complain("serve", f"the connector failed: {error}")
        return 3


def _world(arguments: argparse.Namespace, ports: Ports, items: Iterable[dict[str, Any]]) -> Sandbox:
    return Sandbox(
        ports,
        items,
        arguments.seed,
        host=arguments.host,
        tls=arguments.tls,
        ready=not arguments.from_scratch,
    )


async def _serve(world: Sandbox, variables: Path | None) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in signals.ENDING:
        # A signal that a shell or nohup has set to be ignored stays ignored.
        if signal.getsignal(each) is not signal.SIG_IGN:
            loop.add_signal_handler(each, stop.set)
    stopping = asyncio.create_task(stop.wait())
    opening = asyncio.create_task(world.open())
    try:
        await asyncio.wait({opening, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not opening.done():
            say("stopping")
            return 0
        known = await opening
        if variables is not None:
            await asyncio.to_thread(_write, variables, shell_variables(known))
        say(banner(known))
        await stop.wait()
        say("\nstopping")
    finally:
        opening.cancel()
        stopping.cancel()
        await asyncio.gather(opening, stopping, return_exceptions=True)
        await world.close()
    return 0


def _write(file: Path, variables: str) -> None:
    try:
        file.write_text(variables, encoding="utf-8")
    except OSError as error:
        raise UnwritableError(
            f"the variables cannot be written to {file} ({error.strerror}); name another file"
        ) from error
