"""Mutants: who gets a token, and what a token opens."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode
from weakref import WeakKeyDictionary

import httpx
import orjson

from connectors.shared.gateway import (
    STATEMENTS,
    TOKEN,
    Behind,
    at,
    changed,
    credentials,
    with_a_good_token,
)
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.store.tokens import Tokens
from tools.mutants.mutant import Mutant, by_name, clauses


def believes_every_token() -> ConnectorUnderTest:
    """Does not check the access token."""
    return at(STATEMENTS, with_a_good_token)


def lets_tokens_live_for_ever() -> ConnectorUnderTest:
    """Does not check whether a token has expired."""
    given: set[str] = set()

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.url.path == TOKEN:
            answer = await behind(request)
            await answer.aread()
            if answer.status_code == 200:
                given.add(f"Bearer {orjson.loads(answer.content)['access_token']}")
            return answer
        if request.headers.get("authorization") in given:
            return await with_a_good_token(request, behind)
        return await behind(request)

    return at((TOKEN, *STATEMENTS), tamper)


def takes_basic_credentials() -> ConnectorUnderTest:
    """Accepts basic authentication."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        if request.headers.get("authorization", "").startswith("Basic "):
            return await with_a_good_token(request, behind)
        return await behind(request)

    return at(STATEMENTS, tamper)


def ends_the_old_token_with_the_new_one() -> ConnectorUnderTest:
    """Keeps only one token, so that a second sender invalidates the token of the first."""
    issue = Tokens.issue

    def issue_the_only_one(self: Tokens, client_id: str, client_secret: str) -> str | None:
        before = list(self._ends)
        token = issue(self, client_id, client_secret)
        if token is not None:
            self._store.drop_tokens(before)
            for each in before:
                self._ends.pop(each, None)
        return token

    Tokens.issue = issue_the_only_one  # type: ignore[method-assign]
    return InProcessReference()


def hands_out_tokens_that_open_nothing() -> ConnectorUnderTest:
    """Issues tokens that its own endpoint rejects."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        answer = await behind(request)
        await answer.aread()
        if answer.status_code != 200:
            return answer
        body = orjson.loads(answer.content) | {"access_token": "of-another-environment"}
        return httpx.Response(200, json=body)

    return at(TOKEN, tamper)


def insists_on_a_grant_type() -> ConnectorUnderTest:
    """Requires a grant type, which the article does not mention."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        if b"grant_type" not in request.content:
            return httpx.Response(400, json={"error": "invalid_request"})
        return await behind(request)

    return at(TOKEN, tamper)


def remembers_verified_secrets_alone() -> ConnectorUnderTest:
    """Caches verified secrets and then ignores the client ID.

    Secrets are kept as slow hashes, so the outcome is cached, by the secret and nothing else.
    """
    issue = Tokens.issue
    verified: WeakKeyDictionary[Tokens, set[str]] = WeakKeyDictionary()

    def issue_from_memory(self: Tokens, client_id: str, client_secret: str) -> str | None:
        known = verified.setdefault(self, set())
        if client_secret in known:
            return issue(self, self._credentials.client_id, client_secret)
        token = issue(self, client_id, client_secret)
        if token is not None:
            known.add(client_secret)
        return token

    Tokens.issue = issue_from_memory  # type: ignore[method-assign]
    return InProcessReference()


def asks(change: Callable[[dict[str, str], dict[str, str]], dict[str, str]]) -> ConnectorUnderTest:
    """``change`` is given what was asked with, and the right credentials."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        form = dict(parse_qsl(request.content.decode(), keep_blank_values=True))
        altered = change(form, await credentials(behind))
        body = urlencode(altered).encode()
        kind = "application/x-www-form-urlencoded"
        return await behind(changed(request, body=body, **{"content-type": kind}))

    return at(TOKEN, tamper)


def looks_at_the_secret_alone() -> ConnectorUnderTest:
    """Checks only the client secret and ignores the client ID."""
    return asks(lambda form, right: form | {"client_id": right["client_id"]})


def gives_tokens_to_anybody() -> ConnectorUnderTest:
    """Issues a token to everyone."""
    return asks(lambda form, right: form | right)


def ignores_the_grant_type() -> ConnectorUnderTest:
    """Ignores the grant type of token requests."""

    async def tamper(request: httpx.Request, behind: Behind) -> httpx.Response:
        body = re.sub(rb"grant_type=[^&]*", b"grant_type=client_credentials", request.content)
        return await behind(changed(request, body=body))

    return at(TOKEN, tamper)


def looks_at_the_client_alone() -> ConnectorUnderTest:
    """Checks only the client ID and ignores the secret."""
    return asks(lambda form, right: form | {"client_secret": right["client_secret"]})


def takes_the_secret_for_a_token() -> ConnectorUnderTest:
    """Accepts the client secret as an access token."""
    accepts = Tokens.accepts

    def accept(self: Tokens, token: str) -> bool:
        return token == self._credentials.client_secret or accepts(self, token)

    Tokens.accepts = accept  # type: ignore[method-assign]
    return InProcessReference()


MUTANTS = by_name(
    Mutant(
        believes_every_token,
        fails=clauses("C116 C130 D14"),
        # Whoever believes every token cannot tell by it whose statements come in.
        spares=clauses("C117 C118 C119"),
    ),
    Mutant(lets_tokens_live_for_ever, fails=clauses("C116"), spares=clauses("C117 C130")),
    Mutant(takes_basic_credentials, fails=clauses("C116 C130"), spares=clauses("C117 C118")),
    Mutant(
        ends_the_old_token_with_the_new_one,
        warns=clauses("C117"),
        kind="two senders",
        condition="under concurrency",
        written_blind=True,
    ),
    Mutant(
        hands_out_tokens_that_open_nothing,
        fails=clauses("C117 C130"),
        spares=clauses("C116 C118 C119"),
    ),
    Mutant(insists_on_a_grant_type, warns=clauses("C117"), spares=clauses("C118 C119")),
    Mutant(
        remembers_verified_secrets_alone,
        fails=clauses("C118"),
        kind="second request",
        written_blind=True,
    ),
    Mutant(
        looks_at_the_secret_alone,
        fails=clauses("C118 D14"),
        spares=clauses("C119"),
    ),
    Mutant(
        gives_tokens_to_anybody,
        fails=clauses("C118 C119 D14"),
        spares=clauses("C116"),
    ),
    Mutant(ignores_the_grant_type, warns=clauses("C119"), spares=clauses("C117 C118")),
    Mutant(
        looks_at_the_client_alone,
        fails=clauses("C119 D14"),
        spares=clauses("C118"),
    ),
    Mutant(
        takes_the_secret_for_a_token,
        fails=clauses("C130"),
        kind="secret as a token",
        written_blind=True,
    ),
)
