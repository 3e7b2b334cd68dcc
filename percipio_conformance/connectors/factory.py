"""Create the connector under test from the options."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from percipio_conformance.connectors.command_template import check_command
from percipio_conformance.connectors.custom_driver import CustomDriverConnector, check_driver
from percipio_conformance.connectors.loading import ConnectorOptionError, load
from percipio_conformance.connectors.reference_process import reference_command
from percipio_conformance.connectors.remote_connector import RemoteConnector
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.core.addresses import LOOPBACK
from percipio_conformance.core.connector_options import KINDS, REFERENCE, WAYS, WORKER
from percipio_conformance.core.events import Transport
from percipio_conformance.core.options import typed_name
from percipio_conformance.core.outcomes import HarnessError, Unreachable
from percipio_conformance.core.printable import error_text, shown
from percipio_conformance.core.text import join_and
from percipio_conformance.core.timeouts import TIMEOUT_OPTION
from percipio_conformance.network.listen_address import HostError, check_host, is_url_here

LIFECYCLE_MEMBERS = ("output", "begin", "require_restart", "stop", "start", "end", "close")
"""The members of :class:`~percipio_conformance.connectors.under_test.ConnectorUnderTest`."""

Make = Callable[[int], ConnectorUnderTest]
"""Creates the connector for the worker with this number; 0 without workers."""


@dataclass(frozen=True, slots=True)
class ConnectorFactory:
    """Creates connectors, and names the transport of their world."""

    make: Make
    transport: Transport


def connector_factory(asked: Namespace, *, workers: int = 0) -> ConnectorFactory:
    """The connector that ``asked`` names, otherwise the reference connector.

    Args:
        asked: the options of :mod:`percipio_conformance.core.options`.
        workers: number of worker processes, 0 for this process alone.

    Raises:
        ConnectorOptionError: two are named, or an option is invalid; the message says what to do.
    """
    named = [option for attribute, option in WAYS.items() if getattr(asked, attribute)]
    if len(named) > 1:
        raise ConnectorOptionError(
            f"{join_and(named)} each name a connector; a run tests one connector, so choose one"
        )
    elsewhere = [each for each in asked.connector if not is_url_here(each.replace(WORKER, "0"))]
    try:
        check_host(asked.host, known_elsewhere=bool(elsewhere))
    except HostError as error:
        raise ConnectorOptionError(str(error)) from error
    timeout = asked.connector_timeout

    def by_command(command: str) -> Make:
        # Imported here, because it brings the server with it.
        from percipio_conformance.connectors.subprocess_connector import SubprocessConnector

        return lambda worker: SubprocessConnector(
            command,
            timeout_seconds=timeout,
            timeout_option=typed_name(TIMEOUT_OPTION, asked),
        )

    on_sockets: Transport = "sockets"
    wanted: Transport = (
        "sockets" if asked.sockets or asked.tls or asked.host != LOOPBACK else "in-process"
    )
    if asked.connector:
        urls = urls_for(asked.connector, max(1, workers))
        return ConnectorFactory(lambda worker: RemoteConnector(_url_of(worker, urls)), on_sockets)
    if asked.connector_command is not None:
        command: str = asked.connector_command
        check_command(command, tls=asked.tls)
        return ConnectorFactory(by_command(command), on_sockets)
    if asked.connector_class:
        driver = load(asked.connector_class, "MODULE:CLASS")
        check_driver(driver, asked.connector_class)
        return ConnectorFactory(
            lambda worker: CustomDriverConnector(driver, timeout_seconds=timeout), wanted
        )
    if asked.connector_factory:
        name: str = asked.connector_factory
        factory = load(name, "MODULE:FACTORY")
        return ConnectorFactory(lambda worker: _made_by(factory, name), wanted)
    if wanted == "in-process":
        return ConnectorFactory(lambda worker: InProcessReference(), wanted)
    return ConnectorFactory(by_command(reference_command(tls=asked.tls)), wanted)


def other_connector(asked: Namespace, *, workers: int = 0) -> ConnectorFactory:
    """The connector that ``--compare-with`` names: ``reference`` or ``KIND:VALUE``.

    Its value is that of the option for this kind of connector, ``command:node main.mjs`` for
    example. The reference always runs in this process.

    Raises:
        ConnectorOptionError: the argument is invalid; the message says what to do.
    """
    named: str = asked.compare_with
    kind, colon, value = named.partition(":")
    options = Namespace(**vars(asked))
    for attribute in WAYS:
        setattr(options, attribute, [] if attribute == "connector" else None)
    if named == REFERENCE:
        options.sockets, options.tls, options.host = False, False, LOOPBACK
    elif kind in KINDS and colon and value.strip():
        setattr(options, KINDS[kind], [value] if kind == "url" else value)
    else:
        forms = ", ".join(f"{each}:..." for each in KINDS)
        raise ConnectorOptionError(
            f"--compare-with {named!r} names no connector: write {REFERENCE}, or one of {forms}"
        )
    try:
        return connector_factory(options, workers=workers)
    except ConnectorOptionError as error:
        raise ConnectorOptionError(f"--compare-with {named!r}: {error}") from error


def _made_by(factory: Callable[[], Any], name: str) -> ConnectorUnderTest:
    """Call the factory and check that its result is a usable connector.

    Raises:
        Unreachable: it raises, or returns another object.
    """
    try:
        made: ConnectorUnderTest = factory()
    except Exception as error:
        raise Unreachable(
            f"the connector {name!r} cannot be created: {error_text(error)}"
        ) from error
    missing = [each for each in LIFECYCLE_MEMBERS if not hasattr(made, each)]
    if missing:
        raise Unreachable(
            f"{name!r} makes {shown(made)}, which lacks {', '.join(missing)}. It needs"
            " all members of percipio_conformance.connectors.under_test.ConnectorUnderTest. For a"
            " class with the calls of the control protocol use --connector-class"
        )
    return made


def urls_for(urls: list[str], workers: int) -> list[str]:
    """One URL for each worker: one URL with ``{worker}``, or as many URLs as workers.

    Raises:
        ConnectorOptionError: there are too few, or one is not a URL.
    """
    if len(urls) == 1 and WORKER in urls[0]:
        urls = [urls[0].replace(WORKER, str(number)) for number in range(workers)]
    for url in urls:
        _check(url)
    urls = list(dict.fromkeys(urls))
    if len(urls) < workers:
        raise ConnectorOptionError(
            f"-n {workers} runs {workers} worlds at once, and a connector can be in only one: "
            f"--connector names {len(urls)}. Start one for each worker and name them all, "
            f"or with {WORKER} in the URL for the number of the worker from 0; or leave -n out"
        )
    return urls


def _url_of(worker: int, urls: list[str]) -> str:
    if worker >= len(urls):
        raise HarnessError(
            f"worker {worker} replaces one that crashed, and every connector named by --connector "
            "has a worker already: run again without -n"
        )
    return urls[worker]


def _check(url: str) -> None:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ConnectorOptionError(f"--connector {url!r} is not a URL: {error}") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ConnectorOptionError(
            f"--connector {url!r} is not an http or https URL, such as http://127.0.0.1:8080/control"
        )
