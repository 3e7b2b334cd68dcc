"""The reference behind a front that speaks the control protocol as somebody does who begins.

Each gets one thing wrong, the way it goes wrong in real life. They are for the smoke test: whether
the connector behind keeps its word is another matter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import orjson

from connectors.shared.gateway import Behind, Fronted, Meddle
from percipio_conformance.connectors.under_test import ConnectorUnderTest
from percipio_conformance.core.addresses import CONTROL

Change = Callable[[dict[str, Any]], dict[str, Any]]

A_WEB_PAGE = b"<!DOCTYPE html><title>Sign in</title><p>Please sign in."


def _at(method: str, call: str, tamper: Meddle) -> ConnectorUnderTest:
    """Meddle with this call alone."""

    async def choosy(request: httpx.Request, behind: Behind) -> httpx.Response:
        asked = (request.method, request.url.path) == (method, f"{CONTROL}/{call}")
        return await (tamper(request, behind) if asked else behind(request))

    return Fronted(choosy)


def _answered(
    method: str, call: str, status: int, body: bytes = b"", kind: str = ""
) -> ConnectorUnderTest:
    """This call gets the same answer always."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        return httpx.Response(status, content=body, headers={"content-type": kind} if kind else {})

    return _at(method, call, tamper)


def _changed(method: str, call: str, change: Change) -> ConnectorUnderTest:
    """The answers to this call are changed."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        answer = await behind(request)
        said = orjson.loads(await answer.aread())
        return httpx.Response(answer.status_code, json=change(said))

    return _at(method, call, tamper)


def serves_no_settings() -> ConnectorUnderTest:
    """PUT settings was forgotten."""
    return _answered("PUT", "settings", 404, b'{"detail":"Not Found"}', "application/json")


def answers_with_a_web_page() -> ConnectorUnderTest:
    """A login stands before the control protocol, and answers 200 to everybody."""
    return _answered("GET", "status", 200, A_WEB_PAGE, "text/html")


def has_no_version() -> ConnectorUnderTest:
    """A required field is missing."""
    return _changed(
        "GET", "describe", lambda said: {key: said[key] for key in said if key != "version"}
    )


def counts_in_words() -> ConnectorUnderTest:
    """A field is of the wrong type."""
    return _changed("GET", "clock", lambda said: said | {"pending": "none"})


def looks_at_the_wall() -> ConnectorUnderTest:
    """The clock does not follow: it shows some time of its own."""
    return _changed("PUT", "clock", lambda said: said | {"now": "2031-05-06T07:08:09Z"})


def is_always_busy() -> ConnectorUnderTest:
    """It never says that it is ready."""
    return _changed("GET", "clock", lambda said: said | {"state": "advancing", "pending": 1})


def lives_in_the_past() -> ConnectorUnderTest:
    """What it says is due next was due long ago."""
    return _changed("GET", "clock", lambda said: said | {"next_due": "2025-12-24T18:00:00Z"})


def announces_nothing() -> ConnectorUnderTest:
    """It follows the clock and does not say what it waits for."""
    return _changed("GET", "clock", lambda said: said | {"next_due": None})


def is_reached_from_elsewhere_only() -> ConnectorUnderTest:
    """The webhook's addresses are those of inside its container."""
    return _changed(
        "GET",
        "webhook",
        lambda said: (
            said
            | {
                "statement_url": "http://connector.internal/api/skillsoft",
                "token_endpoint": "http://connector.internal/api/skillsoft/oauth2/token",
            }
        ),
    )


def takes_a_blank_for_a_value() -> ConnectorUnderTest:
    """POST setup is answered 202 whatever it holds."""
    return _answered("POST", "setup", 202)


def crashes_at_setup() -> ConnectorUnderTest:
    """An error of its own, with a page that a framework made."""
    return _answered("POST", "setup", 500, b"<html><h1>Internal Server Error</h1>", "text/html")


def keeps_half_of_its_settings_to_itself() -> ConnectorUnderTest:
    """GET settings holds only what was changed."""
    return _changed("GET", "settings", lambda said: {"globalization": said["globalization"]})


def claims_what_it_cannot() -> ConnectorUnderTest:
    """It declares the capability globalization and refuses the setting."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        if "globalization" not in orjson.loads(request.content):
            return await behind(request)
        error = {"code": "unsupported", "message": "This release knows no Globalization."}
        return httpx.Response(400, json={"error": error})

    return _at("PUT", "settings", tamper)


def claims_less() -> ConnectorUnderTest:
    """It declares neither Globalization nor tags, and is held to neither."""
    return _changed(
        "GET",
        "describe",
        lambda said: (
            said
            | {
                "capabilities": [
                    each
                    for each in said["capabilities"]
                    if each not in ("globalization", "tags", "several-integrations")
                ]
            }
        ),
    )


def claims_nothing() -> ConnectorUnderTest:
    """It declares no capability at all, so as to fail nothing."""
    return _changed("GET", "describe", lambda said: said | {"capabilities": []})


def knows_nothing_yet() -> ConnectorUnderTest:
    """A web server with nothing in it yet."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        return httpx.Response(404, content=b"404 page not found\n")

    return Fronted(tamper)
