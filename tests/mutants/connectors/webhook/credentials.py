"""Mutants: the credentials that the settings page shows."""

from __future__ import annotations

import re
from typing import Any
from weakref import WeakKeyDictionary

import httpx
import orjson

from connectors.shared.gateway import TOKEN, Behind, at, changed
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.core.addresses import CONTROL
from reference_impl.app.integration import CREDENTIALS, Integration
from reference_impl.rules.config import LmsConfig, PercipioConfig
from reference_impl.store.store import Store
from reference_impl.store.tokens import Credentials
from tools.mutants.mutant import Mutant, by_name, clauses


def gives_a_platform_one_pair_of_credentials() -> ConnectorUnderTest:
    """Stores the webhook credentials by platform instead of by integration, so that two
    integrations share them.
    """
    begin = Integration.__init__
    # One for each life of the process, which has one client.
    given: WeakKeyDictionary[httpx.AsyncClient, dict[str, Credentials]] = WeakKeyDictionary()

    def share(
        self: Integration, *, world: LmsConfig, store: Store, http: httpx.AsyncClient, **rest: Any
    ) -> None:
        pairs, platform = given.setdefault(http, {}), world.lms.base_url
        if store.fact(CREDENTIALS, Credentials) is None and platform in pairs:
            store.remember(CREDENTIALS, pairs[platform])
        begin(self, world=world, store=store, http=http, **rest)
        pairs.setdefault(platform, self.credentials)

    Integration.__init__ = share  # type: ignore[method-assign]
    return InProcessReference()


def draws_credentials_with_every_setup() -> ConnectorUnderTest:
    """Generates new webhook credentials with every setup.

    What the customer has typed into Percipio is worth nothing from then on.
    """
    submit = Integration.submit

    def submit_and_register(self: Integration, parameters: PercipioConfig) -> None:
        if self._setup.parameters is not None:
            tokens = self.webhook.tokens
            tokens._credentials = self.credentials = Credentials.draw(tokens._rng)
            self._store.remember(CREDENTIALS, self.credentials)
        submit(self, parameters)

    Integration.submit = submit_and_register  # type: ignore[method-assign]
    return InProcessReference()


def shows_new_credentials_each_time() -> ConnectorUnderTest:
    """Shows new credentials whenever the page is opened; earlier ones stay valid."""
    looks = 0

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        nonlocal looks
        if request.url.path == TOKEN:
            body = re.sub(rb"([0-9a-f]{32})-\d+", rb"\1", request.content)
            return await behind(changed(request, body=body))
        answer = await behind(request)
        looks += 1
        shown = orjson.loads(await answer.aread())
        return httpx.Response(200, json=shown | {"client_id": f"{shown['client_id']}-{looks}"})

    return at((TOKEN, f"{CONTROL}/webhook"), tamper)


MUTANTS = by_name(
    Mutant(
        gives_a_platform_one_pair_of_credentials,
        fails=clauses("C101"),
        kind="one pair for a platform",
        condition="for the second tenant",
        written_blind=True,
    ),
    Mutant(
        draws_credentials_with_every_setup,
        fails=clauses("C101"),
        kind="new ones with a second setup",
        written_blind=True,
    ),
    Mutant(
        shows_new_credentials_each_time,
        fails=clauses("C101"),
        spares=clauses("C117 C118 C119"),
    ),
)
