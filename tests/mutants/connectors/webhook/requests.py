"""Mutants: requests to the webhook, and the LRS configuration page."""

from __future__ import annotations

import httpx

from connectors.shared.gateway import STATEMENTS, Behind, at
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.lrs_page import LrsForm, LrsPage
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from tools.mutants.mutant import Mutant, by_name, clauses

save = LrsPage.save


def is_told_by_a_page_that_never_tests() -> ConnectorUnderTest:
    """Percipio's page saves everything without a connection test; the suite must report that its
    Percipio is faulty.
    """

    async def saved(self: LrsPage, form: LrsForm) -> LrsConfiguration:
        form.offers_bypass = True
        form.enter(bypass_connection_test=True)
        return await save(self, form)

    LrsPage.save = saved  # type: ignore[method-assign]
    return InProcessReference()


def is_told_by_a_page_that_always_tests() -> ConnectorUnderTest:
    """Percipio's page ignores the bypass box and always requires a connection test."""

    async def saved(self: LrsPage, form: LrsForm) -> LrsConfiguration:
        if "record-store-nowhere" in form.values["url"]:
            form.values["bypass_connection_test"] = False
        return await save(self, form)

    LrsPage.save = saved  # type: ignore[method-assign]
    return InProcessReference()


def takes_no_list() -> ConnectorUnderTest:
    """Rejects a list of statements."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.content.lstrip().startswith(b"["):
            return httpx.Response(400, json={"error": "a single statement is expected"})
        return await behind(request)

    return at(STATEMENTS, tamper)


def takes_no_single_statement() -> ConnectorUnderTest:
    """Rejects a single statement and accepts only lists."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.content.startswith(b"{"):
            return httpx.Response(400, json={"error": "a list of statements is expected"})
        return await behind(request)

    return at(STATEMENTS, tamper)


def takes_no_parts() -> ConnectorUnderTest:
    """Rejects the content type multipart/mixed."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.headers.get("content-type", "").startswith("multipart/"):
            return httpx.Response(415, json={"error": "only application/json is taken here"})
        return await behind(request)

    return at(STATEMENTS, tamper)


def swallows_every_body() -> ConnectorUnderTest:
    """Logs errors and answers 200 to every body."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        answer = await behind(request)
        return httpx.Response(200, json=[]) if answer.status_code == 400 else answer

    return at(STATEMENTS, tamper)


MUTANTS = by_name(
    Mutant(
        is_told_by_a_page_that_never_tests,
        breaks=clauses("C114"),
        spares=clauses("C128 C130"),
    ),
    Mutant(
        is_told_by_a_page_that_always_tests,
        breaks=clauses("C114 C128"),
        spares=clauses("C130"),
    ),
    Mutant(
        takes_no_list,
        fails=clauses("C115"),
        spares=clauses("C117"),
        collateral_reason="Percipio sends several statements as a list.",
    ),
    Mutant(
        takes_no_single_statement,
        fails=clauses("C115 C117"),
        spares=clauses("C049 C118"),
    ),
    Mutant(takes_no_parts, fails=clauses("C115"), spares=clauses("C049 C117")),
    Mutant(swallows_every_body, warns=clauses("C115 D03"), spares=clauses("C116 C117")),
)
