"""Mutants: the three parameters, and what is asked of Percipio."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

import httpx

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.core.addresses import IN_PROCESS
from percipio_conformance.network.network import Network
from reference_impl.app import control
from reference_impl.jobs.synchronization import Synchronization
from reference_impl.percipio.catalog_reader import CatalogReader, Page
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.run_record import RunRecord
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def reports_back() -> ConnectorUnderTest:
    """Sends an additional request to Percipio after each run."""
    run = Synchronization.run

    async def run_and_report(self: Synchronization, parameters: PercipioConfig) -> RunRecord:
        record = await run(self, parameters)
        await self._http.post(f"{parameters.tenant_url}/usage", json={"seen": record.seen})
        return record

    Synchronization.run = run_and_report  # type: ignore[method-assign]
    return InProcessReference()


Twist = Callable[[httpx.Request], None]


class _Twisted(httpx.AsyncBaseTransport):
    def __init__(self, inner: httpx.AsyncBaseTransport, twist: Twist) -> None:
        self._inner = inner
        self._twist = twist

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if "/content-discovery/" in request.url.path:
            self._twist(request)
        return await self._inner.handle_async_request(request)


class _Twisting(InProcessReference):
    """Everything it asks of Percipio's catalog goes through ``twist``."""

    def __init__(self, twist: Twist) -> None:
        super().__init__()
        self._twist = twist

    def wire(self, network: Network) -> httpx.AsyncClient:
        inner = network.client()
        return httpx.AsyncClient(
            transport=_Twisted(inner._transport, self._twist), trust_env=False, timeout=60.0
        )


def adds_to_the_organization() -> ConnectorUnderTest:
    """Converts the organization ID to capitals."""

    def shout(request: httpx.Request) -> None:
        *head, organization, tail = request.url.path.split("/")
        request.url = request.url.copy_with(path="/".join([*head, organization.upper(), tail]))

    return _Twisting(shout)


def shows_its_token_once() -> ConnectorUnderTest:
    """Sends the bearer token only with the first page."""

    def forget(request: httpx.Request) -> None:
        if "offset" in request.url.params:
            del request.headers["authorization"]

    return _Twisting(forget)


def lives_in_america() -> ConnectorUnderTest:
    """Uses a hard-coded host in the United States."""

    def emigrate(request: httpx.Request) -> None:
        host = httpx.URL(IN_PROCESS.percipio).host
        request.url = request.url.copy_with(host=host)
        request.headers["host"] = host

    return _Twisting(emigrate)


def asks_the_european_host() -> ConnectorUnderTest:
    """Uses a hard-coded host in Europe and ignores the tenant instance URL."""

    def redirect(request: httpx.Request) -> None:
        host = httpx.URL(IN_PROCESS.percipio_eu).host
        request.url = request.url.copy_with(host=host)
        request.headers["host"] = host

    return _Twisting(redirect)


def reads_with_the_first_token() -> ConnectorUnderTest:
    """Verifies a new bearer token, but keeps using the first one in runs."""
    first: WeakKeyDictionary[httpx.AsyncClient, dict[str, str]] = WeakKeyDictionary()

    async def pages(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        given = reader._parameters
        tokens = first.setdefault(reader._http, {})
        token = tokens.setdefault(given.organization_id, given.bearer_token)
        reader._parameters = replace(given, bearer_token=token)
        async for page in CatalogReader.pages(reader):
            yield page

    return InProcessReference(replace(DEFAULT_RULES, pages=pages))


def takes_blanks_for_values() -> ConnectorUnderTest:
    """Treats missing fields as blank values instead of rejecting them."""
    control._REQUIRED = ()  # type: ignore[assignment]
    read = control.read_json

    async def lenient(request: Any) -> dict[str, Any]:
        message = await read(request)
        if request.url.path.endswith("/setup"):
            for name in ("organization_id", "bearer_token", "tenant_url"):
                message.setdefault(name, "")
        return message

    control.read_json = lenient
    return InProcessReference()


MUTANTS = by_name(
    Mutant(reports_back, fails=clauses("C004"), spares=clauses("C012 C029 C076"), adds=True),
    Mutant(
        adds_to_the_organization,
        fails=clauses("C076"),
    ),
    Mutant(
        shows_its_token_once,
        fails=clauses("C077"),
        spares=clauses("C076 C087 C094"),
        condition="past the first page",
    ),
    Mutant(
        reads_with_the_first_token,
        fails=clauses("C077"),
        spares=clauses("C076 C078"),
        kind="a token from before",
    ),
    Mutant(lives_in_america, fails=clauses("C078"), spares=clauses("C076 C077 C087 C094")),
    Mutant(asks_the_european_host, fails=clauses("C078"), spares=clauses("C076 C077")),
    Mutant(takes_blanks_for_values, fails=clauses("C087"), spares=clauses("C076 C094 C096")),
)
