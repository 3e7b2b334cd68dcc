"""The reference connector as a program: ``python -m reference_impl --help``."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sqlite3
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import httpx
import orjson
import uvicorn

from reference_impl.app.app import create_app
from reference_impl.app.connector import Connector
from reference_impl.app.integrations import IntegrationRegistry
from reference_impl.app.options import Customer, Options, read_options
from reference_impl.app.server import Server, address_of, listen
from reference_impl.time.clock import Clock, SystemClock
from reference_impl.time.test_clocks import CLOCKS

USAGE_ERROR = 2
GC_THRESHOLD = 10_000
"""New objects after which the garbage collector looks at them."""
BEFORE_ANY_WORLD = datetime(2000, 1, 1, tzinfo=UTC)
"""What a controlled clock shows until the first reset says what time it is."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    options = read_options(sys.argv[1:] if arguments is None else arguments, os.environ)
    # A test that drives the connector reads the run records; a person reads the log.
    level = logging.WARNING if options.control else logging.INFO
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    for chatty in ("httpx", "uvicorn.error"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    loop_factory = uvicorn.Config(app="", log_config=None).get_loop_factory()
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        try:
            return runner.run(_run(options))
        except sqlite3.Error as error:
            return _complain(
                f"the database {options.database} cannot be used: {error}. "
                "Name another file with --database, or see to this one"
            )


async def _run(options: Options) -> int:
    clock: Clock = (
        CLOCKS[options.clock_support](BEFORE_ANY_WORLD) if options.control else SystemClock()
    )
    limits = httpx.Timeout(60.0)
    async with httpx.AsyncClient(
        timeout=limits, trust_env=not options.control, verify=options.trusted
    ) as http:
        connector = Connector(
            store=options.database,
            clock=clock,
            http=http,
            public_url=options.public_url or "",
            largest_body=options.largest_body,
        )
        if options.customer is not None and options.run_now:
            return await _run_once(connector, options, options.customer)
        if options.customer is not None and options.show_webhook:
            return await _show_webhook(connector, options, options.customer)
        return await _serve(connector, options)


async def _serve(connector: Connector, options: Options) -> int:
    try:
        listener = listen(options.host, options.port)
    except OSError as error:
        return _complain(
            f"cannot listen on {options.host} port {options.port}: {error.strerror}. "
            "Name another port with --port, or 0 for any free one"
        )
    if options.public_url is None:
        connector.public_url = address_of(listener)
    customer = options.customer
    integrations = IntegrationRegistry(connector)
    if customer is None:
        await integrations.start()
    else:
        await integrations.start(customer.world, options.readings)
        connector.set_up(customer.parameters)
        assert connector.integration is not None
        connector.integration.change_settings({"globalization": customer.globalization})
    _collect_rarely()
    try:
        await Server(
            create_app(integrations, control=options.control), listener
        ).run_until_stopped()
    finally:
        await integrations.stop()
    return 0


async def _run_once(connector: Connector, options: Options, customer: Customer) -> int:
    _collect_rarely()
    record = await connector.run_once(
        customer.world,
        options.readings,
        customer.parameters,
        globalization=customer.globalization,
    )
    message = orjson.dumps(record.as_message(), option=orjson.OPT_INDENT_2)
    print(message.decode(), flush=True)
    return 0 if record.outcome == "complete" else 1


async def _show_webhook(connector: Connector, options: Options, customer: Customer) -> int:
    if options.public_url is None:
        return _complain("say with --public-url where Percipio reaches this program")
    credentials = await connector.reveal(customer.world)
    print(f"URL             {connector.statement_url}")
    print(f"Token Endpoint  {connector.token_endpoint}")
    print(f"client_id       {credentials.client_id}")
    print(f"client_secret   {credentials.client_secret}", flush=True)
    return 0


def _collect_rarely() -> None:
    """Let the garbage collector look at objects that may be garbage only.

    What exists now lives until the program ends. A statement or a page of a catalog makes hundreds
    or thousands of objects that are in use until it is dealt with, and Python would look at them
    every 700 objects: an eighth of a synchronization.
    """
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD)


def _complain(message: str) -> int:
    print(f"python -m reference_impl: {message}", file=sys.stderr)
    return USAGE_ERROR


if __name__ == "__main__":
    sys.exit(main())
