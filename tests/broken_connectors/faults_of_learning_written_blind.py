"""Faults of learning, written from the sentences of the clauses before any scenario was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.app.integration import CREDENTIALS, Integration
from reference_impl.rules import statement_interpretation
from reference_impl.rules.attempts import Attempt, attempts_of
from reference_impl.rules.config import Parameters
from reference_impl.rules.interpretations import ARTICLE, Readings
from reference_impl.rules.statement_interpretation import Meaning
from reference_impl.rules_table import REFERENCE
from reference_impl.store.tokens import Credentials


def draws_credentials_with_every_setup() -> Subject:
    """Setup registers the webhook's client, and so does the second one, after a new bearer token.

    What the customer has typed into Percipio is worth nothing from then on.
    """
    submit = Integration.submit

    def submit_and_register(self: Integration, parameters: Parameters) -> None:
        if self._setup.parameters is not None:
            tokens = self.webhook.tokens
            tokens._credentials = self.credentials = Credentials.draw(tokens._rng)
            self._store.remember(CREDENTIALS, self.credentials)
        submit(self, parameters)

    Integration.submit = submit_and_register  # type: ignore[method-assign]
    return InProcessReference()


def takes_every_timestamp_for_utc() -> Subject:
    """It reads date and time of a timestamp and overlooks the offset, which mostly is Z."""

    def without_its_offset(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    statement_interpretation.read_instant = without_its_offset  # type: ignore[attr-defined]
    return InProcessReference()


def leaves_the_first_start_to_the_launch() -> Subject:
    """It saves the call for a start, since the launch has put the attempt at 50 already."""

    def worth_a_call(meanings: Iterable[Meaning], readings: Readings = ARTICLE) -> list[Attempt]:
        found = attempts_of(meanings, readings)
        begun = len(found) == 1 and found[0].progress == 50
        says_no_more = begun and found[0].score is None and not found[0].time_spent_ms
        return [] if says_no_more else found

    return InProcessReference(replace(REFERENCE, attempts_of=worth_a_call))


def shows_a_restart_once_it_is_completed() -> Subject:
    """It counts completions, so a restart is taken for another visit until it is completed too."""

    def by_completions(meanings: Iterable[Meaning], readings: Readings = ARTICLE) -> list[Attempt]:
        shown: list[Attempt] = []
        for each in attempts_of(meanings, readings):
            if each.progress == 100 or all(earlier.progress < 100 for earlier in shown):
                shown.append(each)
        return shown

    return InProcessReference(replace(REFERENCE, attempts_of=by_completions))


def passes_over_what_is_older_than_the_newest() -> Subject:
    """It keeps the time of the newest statement, and takes an older one for out of date.

    A completion that is overtaken by a later visit is lost so.
    """

    def up_to_date(meanings: Iterable[Meaning], readings: Readings = ARTICLE) -> list[Attempt]:
        fresh: list[Meaning] = []
        for each in meanings:  # in the order of their arrival
            if not fresh or each.at >= fresh[-1].at:
                fresh.append(each)
        return attempts_of(fresh, readings)

    return InProcessReference(replace(REFERENCE, attempts_of=up_to_date))


FAULTS = named(
    Fault(
        draws_credentials_with_every_setup,
        fails=clauses("C101"),
        kind="new ones with a second setup",
    ),
    Fault(
        takes_every_timestamp_for_utc,
        fails=clauses("C057"),
        kind="offset overlooked",
    ),
    Fault(
        leaves_the_first_start_to_the_launch,
        fails=clauses("C050 D12"),
        kind="relies on the launch",
    ),
    Fault(
        shows_a_restart_once_it_is_completed,
        fails=clauses("C151"),
        kind="counts completions",
    ),
    Fault(
        passes_over_what_is_older_than_the_newest,
        warns=clauses("D02"),
        kind="older is out of date",
    ),
)
