"""Faults of setup, webhook and filters, written from the sentences of the clauses before any
scenario was read.

What became of each at first sight is in ``blind.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakSet

import httpx
import orjson
from bad_habits import lets_in, with_a_settings_page
from fault import Fault, clauses, named
from front import Behind, at, changed

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from percipio_conformance.core.addresses import CONTROL
from reference_impl.app.connector import Connector
from reference_impl.app.integration import SETTINGS, Integration
from reference_impl.app.integrations import Fleet
from reference_impl.rules.filters import lets_through
from reference_impl.rules.settings import Settings
from reference_impl.rules.setup_state import SetupState
from reference_impl.store.tokens import Tokens

LONGEST_LINE = 32
_REGION = re.compile("[a-z]{2}-[A-Z]{2}")


def recognizes_learners_alike_everywhere() -> Subject:
    """How learners are recognized is a setting of the process, shared by all its customers."""
    init, change_settings = Fleet.__init__, Integration.change_settings
    fleets: WeakSet[Fleet] = WeakSet()

    def remember(self: Fleet, first: Connector) -> None:
        init(self, first)
        fleets.add(self)

    def change(self: Integration, message: dict[str, Any]) -> Settings:
        settings = change_settings(self, message)
        for fleet in fleets:
            served = [each.integration for each in fleet._all() if each.integration is not None]
            if self in served:
                for each in served:
                    method = settings.learner_identification
                    each._keep_settings(replace(each.settings, learner_identification=method))
        return settings

    Fleet.__init__ = remember  # type: ignore[method-assign]
    Integration.change_settings = change  # type: ignore[method-assign]
    return InProcessReference()


def ends_the_old_token_with_the_new_one() -> Subject:
    """There is room for one token: a second sender that asks for one shuts the first out."""
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


def takes_the_secret_for_a_token() -> Subject:
    """Left from before OAuth: the client secret itself opens the door."""
    accepts = Tokens.accepts

    def accept(self: Tokens, token: str) -> bool:
        return token == self._credentials.client_secret or accepts(self, token)

    Tokens.accepts = accept  # type: ignore[method-assign]
    return InProcessReference()


def keeps_the_token_where_the_field_is_blank() -> Subject:
    """The form hides the token, so a blank field is taken for an unchanged one."""
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


def makes_up_for_the_morning_of_its_activation() -> Subject:
    """It counts itself active from the click, so a check that ends after six has missed a run."""
    accept = SetupState.accept

    def accept_since_the_click(self: SetupState, at: str) -> SetupState:
        return accept(self, self.submitted or at)

    SetupState.accept = accept_since_the_click  # type: ignore[method-assign]
    return InProcessReference()


def finds_books_in_audiobooks() -> Subject:
    """It looks for the kind that was chosen anywhere in the name of a kind."""

    def rule(settings: Settings, category: str, locales: Sequence[str]) -> bool:
        found = any(each in category for each in settings.content_types)
        return lets_through(
            replace(settings, content_types=(category,) if found else settings.content_types),
            category,
            locales,
        )

    return lets_in(rule)


def keeps_one_line_of_languages() -> Subject:
    """The chosen languages are stored as a line that its table cuts off; a restart reads that."""

    def keep(self: Integration, settings: Settings) -> None:
        self._settings = settings
        line = ",".join(settings.languages)[:LONGEST_LINE]
        languages = tuple(each for each in line.split(",") if each)
        self._store.remember(SETTINGS, replace(settings, languages=languages))

    Integration._keep_settings = keep  # type: ignore[method-assign]
    return InProcessReference()


def knows_locales_of_two_letters_each() -> Subject:
    """Its form takes a language and a country, so Spanish of any country has no place in it."""

    def takes(message: dict[str, Any], before: Settings) -> dict[str, Any]:
        if "languages" not in message:
            return message
        kept = [each for each in message["languages"] if _REGION.fullmatch(each)]
        return {**message, "languages": kept}

    return with_a_settings_page(takes)


FAULTS = named(
    Fault(
        recognizes_learners_alike_everywhere,
        fails=clauses("C102"),
        kind="shared setting",
        condition="for the second tenant",
    ),
    Fault(
        ends_the_old_token_with_the_new_one,
        warns=clauses("C117"),
        kind="two senders",
        condition="under concurrency",
    ),
    Fault(takes_the_secret_for_a_token, fails=clauses("C130"), kind="secret as a token"),
    Fault(keeps_the_token_where_the_field_is_blank, fails=clauses("C095"), kind="second time"),
    Fault(makes_up_for_the_morning_of_its_activation, fails=clauses("C096"), kind="around six"),
    Fault(finds_books_in_audiobooks, fails=clauses("C141 C146"), kind="name within a name"),
    Fault(
        keeps_one_line_of_languages,
        fails=clauses("C135"),
        kind="many values",
        condition="after a restart",
    ),
    Fault(knows_locales_of_two_letters_each, fails=clauses("C142"), kind="unusual locale"),
)
