"""Broken connectors: from the click on Setup integration to the verdict on the parameters."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

import httpx
import orjson
from fault import Fault, clauses, named
from faults_of_arriving_content import SAMPLE_PAGE
from faults_of_setup import _Twisting
from front import Behind, at, changed

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from percipio_conformance.core.addresses import CONTROL, IN_PROCESS
from reference_impl.app import integration
from reference_impl.app.integration import Integration
from reference_impl.percipio import verify_setup
from reference_impl.percipio.catalog_reader import CatalogueReader, Page
from reference_impl.rules.config import Parameters
from reference_impl.rules.setup_state import SetupState
from reference_impl.rules.setup_verification import Doubt, Refusal
from reference_impl.rules.timestamps import write_instant
from reference_impl.rules_table import REFERENCE


def is_active_at_once() -> Subject:
    """Parameters are stored and used without any verification."""

    def accept(self: Integration, parameters: Parameters) -> None:
        self.stop()
        now = write_instant(self._clock.now())
        self._keep(self._setup.submit(parameters, now).accept(now))
        self._begin_schedule()

    Integration.submit = accept  # type: ignore[method-assign]
    return InProcessReference()


def imports_samples_while_refused() -> Subject:
    """Where the parameters are refused, a sample course is imported instead of the catalogue."""
    verify, refuse = Integration._verify, SetupState.refuse
    refused: set[str] = set()

    def refuse_and_note(self: SetupState, refusal: Refusal, *, keeps_old: bool) -> SetupState:
        made = refuse(self, refusal, keeps_old=keeps_old)
        # Runs need parameters, and these are the only ones there are.
        return made if made.state == "active" else replace(made, parameters=self.candidate)

    async def verify_and_run(self: Integration) -> None:
        await verify(self)
        if self._setup.state == "refused":
            assert self._setup.parameters is not None
            refused.add(self._setup.parameters.bearer_token)
            self._work.run(self._clock.now())

    async def pages(reader: CatalogueReader) -> AsyncGenerator[Page, None]:
        if reader._parameters.bearer_token in refused:
            yield SAMPLE_PAGE
            return
        async for page in CatalogueReader.pages(reader):
            yield page

    SetupState.refuse = refuse_and_note  # type: ignore[method-assign]
    Integration._verify = verify_and_run  # type: ignore[method-assign]
    return InProcessReference(replace(REFERENCE, pages=pages))


def keeps_the_first_refusal() -> Subject:
    """The outcome of a verification is cached, and corrected parameters get the cached one."""
    first: WeakKeyDictionary[httpx.AsyncClient, Refusal] = WeakKeyDictionary()

    async def verify(http: httpx.AsyncClient, *arguments: Any) -> Refusal | None:
        found = await verify_setup.verify(http, *arguments)
        return first.get(http, found) if found is None else first.setdefault(http, found)

    integration.verify = verify
    return InProcessReference()


def takes_a_server_error_for_a_wrong_token() -> Subject:
    """Every answer but 200 to the verification means that the bearer token is wrong."""
    judge = verify_setup.judge

    def strict(status: int, body: bytes, parameters: Parameters) -> Refusal | Doubt | None:
        verdict = judge(status, body, parameters)
        if isinstance(verdict, Doubt):
            return Refusal("bearer_token", f"Percipio answered {status}")
        return verdict

    verify_setup.judge = strict
    return InProcessReference()


def keeps_old_values_for_blank_fields() -> Subject:
    """A blank field of the form counts as unchanged, so the value from before is used."""
    kept: dict[str, dict[str, Any]] = {}

    async def fill_in(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.url.path.endswith("/reset"):
            kept.clear()
            return await behind(request)
        message, whose = orjson.loads(request.content), request.url.query.decode()
        given = {name: value for name, value in message.items() if str(value).strip()}
        filled = message | kept.get(whose, {}) | given
        answer = await behind(changed(request, body=orjson.dumps(filled)))
        if answer.is_success:
            kept[whose] = filled
        return answer

    return at((f"{CONTROL}/setup", f"{CONTROL}/reset"), fill_in)


def asks_the_european_host() -> Subject:
    """The host of a customer in Europe is a constant, and the tenant instance URL is not read."""

    def redirect(request: httpx.Request) -> None:
        host = httpx.URL(IN_PROCESS.percipio_eu).host
        request.url = request.url.copy_with(host=host)
        request.headers["host"] = host

    return _Twisting(redirect)


FAULTS = named(
    Fault(
        is_active_at_once,
        fails=clauses("C094 C095"),
        besides="Wrong parameters are stored as if they were right.",
    ),
    Fault(imports_samples_while_refused, fails=clauses("C095"), spares=clauses("C094 C096")),
    Fault(
        keeps_the_first_refusal,
        fails=clauses("C095"),
        spares=clauses("C094 C096"),
        kind="the first verdict stays",
    ),
    Fault(
        takes_a_server_error_for_a_wrong_token,
        fails=clauses("C095"),
        spares=clauses("C094"),
        kind="an error of the server",
    ),
    Fault(
        keeps_old_values_for_blank_fields,
        fails=clauses("C095"),
        spares=clauses("C094 C096"),
        kind="blank fields",
    ),
    Fault(asks_the_european_host, fails=clauses("C078"), spares=clauses("C076 C077")),
)
