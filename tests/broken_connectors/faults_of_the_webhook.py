"""Broken connectors seen from outside: tokens, addresses and bodies of the webhook."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
import orjson
from fault import Fault, clauses, named
from front import STATEMENTS, TOKEN, Behind, at, changed, credentials, with_a_good_token

from percipio_conformance.connectors.under_test import Subject
from percipio_conformance.core.addresses import CONTROL

# Tokens


def believes_every_token() -> Subject:
    """The check of the token was left out for a demonstration and never put back."""
    return at(STATEMENTS, with_a_good_token)


def lets_tokens_live_for_ever() -> Subject:
    """A token is looked up and its end is not."""
    given: set[str] = set()

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.url.path == TOKEN:
            answer = await behind(request)
            await answer.aread()
            if answer.status_code == 200:
                given.add(f"Bearer {orjson.loads(answer.content)['access_token']}")
            return answer
        if request.headers.get("authorization") in given:
            return await with_a_good_token(request, behind)
        return await behind(request)

    return at((TOKEN, *STATEMENTS), meddle)


def takes_basic_credentials() -> Subject:
    """The framework knows basic authentication, and nobody switched it off."""

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.headers.get("authorization", "").startswith("Basic "):
            return await with_a_good_token(request, behind)
        return await behind(request)

    return at(STATEMENTS, meddle)


def hands_out_tokens_that_open_nothing() -> Subject:
    """The token is signed with the key of another environment."""

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        answer = await behind(request)
        await answer.aread()
        if answer.status_code != 200:
            return answer
        body = orjson.loads(answer.content) | {"access_token": "of-another-environment"}
        return httpx.Response(200, json=body)

    return at(TOKEN, meddle)


def asks(change: Callable[[dict[str, str], dict[str, str]], dict[str, str]]) -> Subject:
    """``change`` is given what was asked with, and the right credentials."""

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        form = dict(parse_qsl(request.content.decode(), keep_blank_values=True))
        altered = change(form, await credentials(behind))
        body = urlencode(altered).encode()
        kind = "application/x-www-form-urlencoded"
        return await behind(changed(request, body=body, **{"content-type": kind}))

    return at(TOKEN, meddle)


def looks_at_the_secret_alone() -> Subject:
    """Secrets are unique, so why compare two things."""
    return asks(lambda form, right: form | {"client_id": right["client_id"]})


def looks_at_the_client_alone() -> Subject:
    """The client is found, and what it knows is not compared."""
    return asks(lambda form, right: form | {"client_secret": right["client_secret"]})


def gives_tokens_to_anybody() -> Subject:
    """A token endpoint that was a stub in the first week."""
    return asks(lambda form, right: form | right)


def insists_on_a_grant_type() -> Subject:
    """By the letter of OAuth, and not of the article's two parameters."""

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        if b"grant_type" not in request.content:
            return httpx.Response(400, json={"error": "invalid_request"})
        return await behind(request)

    return at(TOKEN, meddle)


def shows_new_credentials_each_time() -> Subject:
    """The page shows a fresh pair whenever it is opened, and the old ones go on working."""
    looks = 0

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        nonlocal looks
        if request.url.path == TOKEN:
            body = re.sub(rb"([0-9a-f]{32})-\d+", rb"\1", request.content)
            return await behind(changed(request, body=body))
        answer = await behind(request)
        looks += 1
        shown = orjson.loads(await answer.aread())
        return httpx.Response(200, json=shown | {"client_id": f"{shown['client_id']}-{looks}"})

    return at((TOKEN, f"{CONTROL}/webhook"), meddle)


# Bodies


def statements_of(request: httpx.Request) -> list[Any]:
    """The statements of a body, none where it is no JSON or stands in several parts."""
    try:
        body = orjson.loads(request.content)
    except orjson.JSONDecodeError:
        return []
    return body if isinstance(body, list) else [body]


def refuses(wanted: Callable[[Any], bool]) -> Subject:
    """A request is refused as a whole for one statement that is ``wanted``."""

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        if any(wanted(each) for each in statements_of(request)):
            return httpx.Response(400, json={"error": "one of the statements is not acceptable"})
        return await behind(request)

    return at(STATEMENTS, meddle)


def refuses_whole_batches() -> Subject:
    """The batch is validated as one document."""
    return refuses(lambda each: isinstance(each, dict) and "actor" not in each)


def refuses_what_it_does_not_know() -> Subject:
    """Unknown content is an error of whoever sends it."""
    known = {"Six Sigma Basics", "Data Literacy"}

    def unknown(each: Any) -> bool:
        thing = each.get("object") if isinstance(each, dict) else None
        names = thing.get("definition", {}).get("name", {}) if isinstance(thing, dict) else {}
        return isinstance(thing, dict) and not known & set(names.values())

    return refuses(unknown)


def complains_about_strangers() -> Subject:
    """A learner who is not found is answered with an error, for the batch as a whole."""
    strangers = ("elsewhere.example", "nowhere.example")
    return refuses(lambda each: any(stranger in str(each) for stranger in strangers))


def takes_no_single_statement() -> Subject:
    """Only lists were ever seen in the tests."""

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.content.startswith(b"{"):
            return httpx.Response(400, json={"error": "a list of statements is expected"})
        return await behind(request)

    return at(STATEMENTS, meddle)


def takes_no_parts() -> Subject:
    """Of xAPI's two content types only one was read about."""

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.headers.get("content-type", "").startswith("multipart/"):
            return httpx.Response(415, json={"error": "only application/json is taken here"})
        return await behind(request)

    return at(STATEMENTS, meddle)


def swallows_every_body() -> Subject:
    """Errors are logged and answered 200, so that the sender keeps quiet."""

    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        answer = await behind(request)
        return httpx.Response(200, json=[]) if answer.status_code == 400 else answer

    return at(STATEMENTS, meddle)


def rewrites(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Subject:
    async def meddle(request: httpx.Request, behind: Behind) -> httpx.Response:
        made = [change(each) for each in statements_of(request)]
        return await behind(changed(request, body=orjson.dumps(made)))

    return at(STATEMENTS, meddle)


def forgets_identifiers() -> Subject:
    """Each statement gets a key of our own, and its own id is dropped."""
    return rewrites(lambda statement: statement | {"id": str(uuid.uuid4())})


def counts_completions_as_they_come() -> Subject:
    """A row for every completion that is delivered."""

    def recount(statement: dict[str, Any]) -> dict[str, Any]:
        context = {**statement.get("context", {})}
        context.pop("registration", None)
        if statement["verb"]["id"].endswith("/completed"):
            context["registration"] = str(uuid.uuid4())
        return statement | {"id": str(uuid.uuid4()), "context": context}

    return rewrites(recount)


FAULTS = named(
    Fault(
        believes_every_token,
        fails=clauses("C116 C130 D14"),
        # Whoever believes every token cannot tell by it whose statements come in.
        spares=clauses("C117 C118 C119"),
    ),
    Fault(lets_tokens_live_for_ever, fails=clauses("C116"), spares=clauses("C117 C130")),
    Fault(takes_basic_credentials, fails=clauses("C116 C130"), spares=clauses("C117 C118")),
    Fault(
        hands_out_tokens_that_open_nothing,
        fails=clauses("C117 C130"),
        spares=clauses("C116 C118 C119"),
    ),
    Fault(
        looks_at_the_secret_alone,
        fails=clauses("C118 D14"),
        spares=clauses("C119"),
    ),
    Fault(
        looks_at_the_client_alone,
        fails=clauses("C119 D14"),
        spares=clauses("C118"),
    ),
    Fault(
        gives_tokens_to_anybody,
        fails=clauses("C118 C119 D14"),
        spares=clauses("C116"),
    ),
    Fault(insists_on_a_grant_type, warns=clauses("C117"), spares=clauses("C118 C119")),
    Fault(
        shows_new_credentials_each_time,
        fails=clauses("C101"),
        spares=clauses("C117 C118 C119"),
    ),
    Fault(
        takes_no_single_statement,
        fails=clauses("C115 C117"),
        spares=clauses("C049 C118"),
    ),
    Fault(takes_no_parts, fails=clauses("C115"), spares=clauses("C049 C117")),
    Fault(swallows_every_body, warns=clauses("C115 D03"), spares=clauses("C116 C117")),
    Fault(refuses_whole_batches, warns=clauses("D03"), spares=clauses("C115 C125")),
    Fault(
        refuses_what_it_does_not_know,
        fails=clauses("C125 D03 D11"),
        spares=clauses("C061 C115"),
        collateral=dict.fromkeys(
            clauses("C041 C046 C048 C049 C126 C149"),
            "What is refused is sent again and again, and holds up what comes after it.",
        ),
    ),
    Fault(complains_about_strangers, fails=clauses("C061 D03"), spares=clauses("C104 C125")),
    Fault(forgets_identifiers, warns=clauses("D01"), spares=clauses("C149 C151")),
    Fault(
        counts_completions_as_they_come,
        fails=clauses("C149 D01"),
        spares=clauses("C049 C050"),
    ),
)
