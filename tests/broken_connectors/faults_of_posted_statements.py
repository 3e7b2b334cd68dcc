"""Broken connectors: which bodies and verbs the webhook takes, and who gets a token."""

from __future__ import annotations

import re
from typing import Any

import httpx
from fault import Fault, clauses, named
from faults_of_the_webhook import refuses
from front import STATEMENTS, TOKEN, Behind, at, changed

from percipio_conformance.connectors.under_test import Subject

KNOWN_VERBS = ("initialized", "launched", "progressed", "completed")


def takes_no_list() -> Subject:
    """A request is one statement, so a list is refused."""

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.content.lstrip().startswith(b"["):
            return httpx.Response(400, json={"error": "a single statement is expected"})
        return await behind(request)

    return at(STATEMENTS, meddle)


def refuses_unknown_verbs() -> Subject:
    """A verb without a mapping is answered with an error."""

    def is_unknown(each: Any) -> bool:
        verb = each.get("verb") if isinstance(each, dict) else None
        name = str(verb.get("id", "")) if isinstance(verb, dict) else ""
        return bool(name) and name.rpartition("/")[2] not in KNOWN_VERBS

    return refuses(is_unknown)


def ignores_the_grant_type() -> Subject:
    """The grant type is not read, since there is only one."""

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        body = re.sub(rb"grant_type=[^&]*", b"grant_type=client_credentials", request.content)
        return await behind(changed(request, body=body))

    return at(TOKEN, meddle)


FAULTS = named(
    Fault(
        takes_no_list,
        fails=clauses("C115"),
        spares=clauses("C117"),
        besides="Percipio sends several statements as a list.",
    ),
    Fault(
        refuses_unknown_verbs,
        fails=clauses("C126"),
        spares=clauses("C049 C115"),
        besides="What is refused is sent again, and delays the statements behind it.",
    ),
    Fault(ignores_the_grant_type, warns=clauses("C119"), spares=clauses("C117 C118")),
)
