"""Mutants: the verification of the parameters."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from weakref import WeakKeyDictionary

import httpx
import orjson

from connectors.shared.gateway import Behind, at, changed
from connectors.shared.interpretations import misreads
from connectors.shared.sample_course import SAMPLE_PAGE
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.core.addresses import CONTROL
from reference_impl.app import integration
from reference_impl.app.integration import Integration
from reference_impl.percipio import verify_setup
from reference_impl.percipio.catalog_reader import CatalogReader, Page
from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.setup_state import SetupState
from reference_impl.rules.setup_verification import Doubt, Refusal
from reference_impl.rules.timestamps import format_timestamp
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def forgets_a_check_that_a_restart_cut_short() -> ConnectorUnderTest:
    """Does not resume a verification after a restart, so that the setup stays in verification."""

    def resume(self: Integration) -> None:
        self._end_broken_run()
        self._delivery.kick()
        self._work.resume()
        if self.setup_state.state == "active":
            self._begin_schedule()

    Integration.resume = resume  # type: ignore[method-assign]
    return InProcessReference()


def never_comes_back_from_verification() -> ConnectorUnderTest:
    """Queues the verification of a setup behind nightly jobs, so that it takes hours."""
    verify_setup.STARTS_AFTER = timedelta(hours=10)
    verify_setup.ENDS_AFTER = timedelta(hours=11)
    return InProcessReference()


def is_active_at_once() -> ConnectorUnderTest:
    """Activates the integration without verifying the parameters."""

    def accept(self: Integration, parameters: PercipioConfig) -> None:
        self.stop()
        now = format_timestamp(self._clock.now())
        self._keep(self._setup.submit(parameters, now).accept(now))
        self._begin_schedule()

    Integration.submit = accept  # type: ignore[method-assign]
    return InProcessReference()


def stops_for_a_slip_of_the_pen() -> ConnectorUnderTest:
    """Replaces the parameters in use before the new ones are verified, so a refusal stops the
    integration.
    """
    return misreads("A-RESETUP", "integration-stops")


def keeps_the_token_where_the_field_is_blank() -> ConnectorUnderTest:
    """Treats a blank token field as unchanged, because the form hides the token."""
    kept: dict[str, str] = {}

    async def fill_in(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.url.path.endswith("/reset"):
            kept.clear()
            return await behind(request)
        message, whose = orjson.loads(request.content), request.url.query.decode()
        if not str(message.get("bearer_token", "")).strip() and whose in kept:
            message["bearer_token"] = kept[whose]
        answer = await behind(changed(request, body=orjson.dumps(message)))
        if answer.is_success:
            kept[whose] = message["bearer_token"]
        return answer

    return at((f"{CONTROL}/setup", f"{CONTROL}/reset"), fill_in)


def believes_what_it_is_told() -> ConnectorUnderTest:
    """Accepts the setup without verification; errors appear only in the first run."""

    async def nod(*arguments: Any) -> Refusal | None:
        await verify_setup.verify(*arguments)
        return None

    integration.verify = nod
    return InProcessReference()


def believes_its_customers() -> ConnectorUnderTest:
    """Verifies only the first setup, and not later changes."""
    verify = Integration._verify

    async def verify_newcomers(self: Integration) -> None:
        if self._setup.active_since is None:
            await verify(self)
            return
        self._keep(self._setup.accept(self._setup.active_since))
        self._begin_schedule()

    Integration._verify = verify_newcomers  # type: ignore[method-assign]
    return InProcessReference()


def stops_at_a_slip_of_the_pen() -> ConnectorUnderTest:
    """Stops the schedule when new parameters are refused."""
    refuse = SetupState.refuse
    SetupState.refuse = lambda self, refusal, **_: refuse(  # type: ignore[method-assign]
        self, refusal, keeps_old=False
    )
    return InProcessReference()


def goes_on_regardless() -> ConnectorUnderTest:
    """Continues the runs after the parameters are refused."""
    refuse = SetupState.refuse
    SetupState.refuse = lambda self, refusal, **_: refuse(  # type: ignore[method-assign]
        self, refusal, keeps_old=True
    )
    return InProcessReference()


def imports_samples_while_refused() -> ConnectorUnderTest:
    """Imports a sample course if the parameters are refused."""
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

    async def pages(reader: CatalogReader) -> AsyncGenerator[Page, None]:
        if reader._parameters.bearer_token in refused:
            yield SAMPLE_PAGE
            return
        async for page in CatalogReader.pages(reader):
            yield page

    SetupState.refuse = refuse_and_note  # type: ignore[method-assign]
    Integration._verify = verify_and_run  # type: ignore[method-assign]
    return InProcessReference(replace(DEFAULT_RULES, pages=pages))


def keeps_the_first_refusal() -> ConnectorUnderTest:
    """Caches the result of the verification, so corrected parameters are refused as well."""
    first: WeakKeyDictionary[httpx.AsyncClient, Refusal] = WeakKeyDictionary()

    async def verify(http: httpx.AsyncClient, *arguments: Any) -> Refusal | None:
        found = await verify_setup.verify(http, *arguments)
        return first.get(http, found) if found is None else first.setdefault(http, found)

    integration.verify = verify
    return InProcessReference()


def takes_a_server_error_for_a_wrong_token() -> ConnectorUnderTest:
    """Reports a wrong bearer token if Percipio gives no useful answer, for example a server
    error.
    """
    judge = verify_setup.judge

    def strict(status: int, body: bytes, parameters: PercipioConfig) -> Refusal | Doubt | None:
        verdict = judge(status, body, parameters)
        if isinstance(verdict, Doubt):
            return Refusal("bearer_token", f"Percipio answered {status}")
        return verdict

    verify_setup.judge = strict
    return InProcessReference()


def keeps_old_values_for_blank_fields() -> ConnectorUnderTest:
    """Uses the earlier value for a blank field."""
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


MUTANTS = by_name(
    Mutant(
        forgets_a_check_that_a_restart_cut_short,
        fails=clauses("C094"),
        kind="hangs",
        condition="after a restart",
        written_blind=True,
    ),
    Mutant(
        never_comes_back_from_verification,
        fails=clauses("C094"),
    ),
    Mutant(
        is_active_at_once,
        fails=clauses("C094 C095"),
        collateral_reason="Wrong parameters are stored as if they were right.",
    ),
    Mutant(
        stops_for_a_slip_of_the_pen,
        warns=clauses("C095"),
        spares=clauses("C049"),
        readings={"A-RESETUP": "old-ones-stay"},
    ),
    Mutant(
        keeps_the_token_where_the_field_is_blank,
        fails=clauses("C095"),
        kind="second time",
        written_blind=True,
    ),
    Mutant(believes_what_it_is_told, fails=clauses("C095"), spares=clauses("C087 C094 C096")),
    Mutant(believes_its_customers, fails=clauses("C095"), spares=clauses("C087 C094 C096")),
    Mutant(stops_at_a_slip_of_the_pen, warns=clauses("C095"), spares=clauses("C094 C096")),
    Mutant(
        goes_on_regardless,
        warns=clauses("C095"),
        spares=clauses("C094 C096"),
        readings={"A-RESETUP": "integration-stops"},
    ),
    Mutant(
        imports_samples_while_refused, fails=clauses("C095"), spares=clauses("C094 C096"), adds=True
    ),
    Mutant(
        keeps_the_first_refusal,
        fails=clauses("C095"),
        spares=clauses("C094 C096"),
        kind="the first verdict stays",
    ),
    Mutant(
        takes_a_server_error_for_a_wrong_token,
        fails=clauses("C095"),
        spares=clauses("C094"),
        kind="an error of the server",
    ),
    Mutant(
        keeps_old_values_for_blank_fields,
        fails=clauses("C095"),
        spares=clauses("C094 C096"),
        kind="blank fields",
    ),
)
