"""Faulty worlds: a Percipio that does not deliver statements as the real one does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from fake_percipio.xapi import retries
from fake_percipio.xapi.access_token import AccessTokens
from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.sender import LrsSender
from fake_percipio.xapi.statements import Statement
from worlds.world_mutant import WorldMutants, constant, everywhere, look, method

_PAGE = "Percipio, LRS configuration page"
_XAPI = "xAPI 1.0.3"

WORLDS = WorldMutants()


@WORLDS(
    "percipio_retries percipio_sender",
    fact="Statements that a failing store did not take are sent again.",
    source="Skillsoft, of failed statements: they are sent again for 90 days",
)
def gives_up_when_the_store_fails() -> None:
    """After one answer 5xx the batch is dropped."""
    original = retries.verdict
    everywhere(
        original,
        lambda status: "give up" if status is not None and status >= 500 else original(status),
    )


@WORLDS(
    "percipio_retries percipio_sender",
    fact="A 4xx says that the same request will fail again, so it is not repeated.",
    source="RFC 9110, 15.5",
)
def repeats_what_was_refused() -> None:
    """Statements that were answered 400 come again and again."""
    original = retries.verdict
    everywhere(
        original,
        lambda status: "retry" if original(status) == "give up" else original(status),
    )


@WORLDS(
    "percipio_retries percipio_sender",
    fact="The longer a store fails, the longer the pauses between two tries.",
    source="fake_percipio.xapi.retries: a choice of the simulation within the 90 days",
)
def never_waits_longer() -> None:
    """A failing store is asked every minute."""
    everywhere(retries.wait_after, lambda attempt: retries.FIRST_WAIT)


@WORLDS(
    "percipio_retries percipio_sender",
    fact="Who asks in Retry-After to be left alone for a while is left alone.",
    source="RFC 9110, 10.2.3",
)
def ignores_retry_after() -> None:
    """The sender keeps to its own back-off."""
    everywhere(retries._asked_for, lambda retry_after, now: None)


@WORLDS(
    "percipio_retries percipio_sender",
    fact="Failed statements are sent again for 90 days.",
    source="Skillsoft, of failed statements",
)
def gives_up_after_a_day() -> None:
    """A store that is down over a weekend loses statements."""
    constant(retries, "LONGEST_TRY", timedelta(days=1))


@WORLDS(
    "percipio_sender",
    fact="A statement keeps its id however often it is sent.",
    source=f"{_XAPI}, Data 2.4.1",
)
def gives_each_try_new_statement_ids() -> None:
    """A repeated statement has another id, so nobody can tell that it is the same."""

    def post(original: Any) -> Any:
        async def _post(self: LrsSender, batch: Any) -> Any:
            batch.statements = [{**each, "id": str(uuid4())} for each in batch.statements]
            return await original(self, batch)

        return _post

    method(LrsSender, "_post", post)


@WORLDS(
    "percipio_sender",
    fact="Statements go out in the order in which things happened.",
    source="recorded events of one learner",
)
def sends_the_newest_first() -> None:
    """Of what is queued, the last statement overtakes all others."""

    def submit(self: LrsSender, statement: Statement) -> None:
        self._queue.appendleft(statement)

    method(LrsSender, "submit", lambda _: submit)


@WORLDS(
    "percipio_sender",
    fact="A token is not used after the seconds that expires_in gave it.",
    source="RFC 6749, 5.1",
)
def uses_a_token_after_its_end() -> None:
    """A token once had is used until it is refused."""
    method(AccessTokens, "forget_if_ended", lambda _: lambda self: None)


@WORLDS(
    "percipio_sender",
    fact="A token is used until it is about to end.",
    source="RFC 6749, 1.4",
)
def asks_for_a_token_before_each_request() -> None:
    """The token endpoint is as busy as the store."""

    def token(original: Any) -> Any:
        async def anew(self: AccessTokens, configuration: LrsConfiguration, http: Any) -> str:
            self.forget()
            held: str = await original(self, configuration, http)
            return held

        return anew

    method(AccessTokens, "token", token)


class _AsJson:
    """An HTTP client that sends forms as JSON."""

    def __init__(self, http: Any) -> None:
        self._http = http

    async def post(self, url: str, *, data: dict[str, str], **words: Any) -> Any:
        return await self._http.post(url, json=data, **words)


@WORLDS(
    "percipio_sender",
    fact="A token is asked for with a form, not with JSON.",
    source="RFC 6749, 4.4.2",
)
def asks_for_a_token_in_json() -> None:
    """The token request has a JSON body."""
    method(
        AccessTokens,
        "_request",
        lambda original: lambda self, saved, http: original(self, saved, _AsJson(http)),
    )


@WORLDS(
    "percipio_sender",
    fact="A token that the store refuses is replaced by a new one at once.",
    source="RFC 6750, 3.1",
)
def keeps_a_token_that_was_refused() -> None:
    """After a 401 the sender comes with the same token again."""
    method(AccessTokens, "forget", lambda _: lambda self: None)


@WORLDS(
    "percipio_lrs_configuration percipio_sender",
    fact="Percipio adds /statements to the URL that is configured.",
    source=f"{_PAGE}, URL (C115)",
)
def posts_to_the_bare_url() -> None:
    """Statements go to the URL as it was typed."""
    look(LrsConfiguration, "statements_url", lambda self: self.url)


@WORLDS(
    "percipio_sender",
    fact="Every request names the version of xAPI in a header.",
    source=f"{_XAPI}, Communication 3.3",
)
def names_no_version_of_xapi() -> None:
    """X-Experience-API-Version is left out."""

    def headers(original: Any) -> Any:
        async def without(self: LrsSender, saved: LrsConfiguration) -> dict[str, str]:
            sent: dict[str, str] = await original(self, saved)
            del sent["x-experience-api-version"]
            return sent

        return without

    method(LrsSender, "_headers", headers)


@WORLDS(
    "percipio_sender percipio_activity",
    fact="Nothing is sent while the configuration is not enabled.",
    source=f"{_PAGE}, Enable",
)
def sends_while_it_is_not_enabled() -> None:
    """Whatever is configured is used."""
    look(LrsSender, "active", lambda self: self.configuration is not None)


@WORLDS(
    "percipio_sender",
    fact="Unless it is bypassed, statements flow only after the connection test has passed.",
    source=f"{_PAGE}, Bypass connection test (C114)",
)
def skips_the_connection_test() -> None:
    """What is enabled sends at once."""
    look(
        LrsSender,
        "active",
        lambda self: self.configuration is not None and self.configuration.enabled,
    )


@WORLDS(
    "percipio_activity percipio_lrs_configuration",
    fact="Verbs and content types that the filters leave out are not sent.",
    source=f"{_PAGE}, Verb Filter and Content Type Filter",
)
def sends_whatever_the_filters_say() -> None:
    """The two filters are shown and not used."""
    method(LrsConfiguration, "lets_through", lambda _: lambda self, verb, content_type: True)


@WORLDS(
    "percipio_retries",
    fact="A Retry-After may be a date.",
    source="RFC 9110, 10.2.3",
)
def reads_retry_after_in_seconds_only() -> None:
    """A date in Retry-After is passed over."""
    original = retries._asked_for

    def asked_for(retry_after: str | None, now: datetime) -> datetime | None:
        return original(retry_after, now) if (retry_after or "").strip().isdigit() else None

    everywhere(original, asked_for)
