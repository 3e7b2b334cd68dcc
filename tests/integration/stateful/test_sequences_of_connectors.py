"""The reference meets every requirement; faults are found, shortened, and not called flaky."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice

import pytest
from searches import (
    EverySecondWorld,
    broken,
    forgets_news_of_retired_items,
    loses_completions_to_a_look_back,
    perform,
    search,
)

from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from percipio_conformance.stateful.actions.action import ConnectorRestarts, DayPasses
from percipio_conformance.stateful.actions.catalog_actions import OffersTwoPages, SavesTypes
from percipio_conformance.stateful.actions.further_integrations import (
    CompletesInGroup,
    ConnectsGroups,
)
from percipio_conformance.stateful.actions.language_actions import (
    AddsVersion,
    LeavesItsGroup,
    SwitchesGlobalization,
)
from percipio_conformance.stateful.actions.statistics_actions import Sends
from percipio_conformance.stateful.catalog import CatalogDomain
from percipio_conformance.stateful.domain import Domain
from percipio_conformance.stateful.integration import IntegrationDomain
from percipio_conformance.stateful.runner import Failed, Passed
from percipio_conformance.stateful.search import Failing, Flaky, Passing
from percipio_conformance.stateful.statistics import AnalyticsDomain
from percipio_conformance.world.languages import Languages
from reference_impl.app.connector import Connector
from reference_impl.store.course_store import CourseStore
from reference_impl.webhook.inbox import Inbox

DOMAINS: tuple[Domain, ...] = (CatalogDomain(), AnalyticsDomain(), IntegrationDomain())


@pytest.mark.parametrize("profile", ["article", "paris", "strict"])
@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)
def test_the_reference_keeps_every_promise_by_every_reading(domain: Domain, profile: str) -> None:
    found = search(InProcessReference, domain, examples=3, profile=profile, seed=5)
    assert isinstance(found, Passing)
    assert found.effort.sequences == 3
    assert not found.effort.budget_was_spent


@pytest.mark.parametrize(
    ("make", "domain", "clause", "most", "seed"),
    [
        (partial(broken, "makes_a_second_course"), DOMAINS[0], "C029", 3, 0),
        (partial(broken, "never_restores"), DOMAINS[0], "C137", 5, 0),
        (forgets_news_of_retired_items, DOMAINS[0], "C030", 6, 0),
        (loses_completions_to_a_look_back, DOMAINS[1], "C049", 2, 0),
        (partial(broken, "shows_the_latest_attempt_alone"), DOMAINS[1], "C151", 2, 0),
        (partial(broken, "adds_durations_up"), DOMAINS[1], "C055", 2, 0),
        (partial(broken, "forgets_its_queue"), DOMAINS[1], "C049", 3, 1),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_is_found_and_made_short(
    make: Callable[[], ConnectorUnderTest], domain: Domain, clause: str, most: int, seed: int
) -> None:
    found = search(make, domain, examples=60, seed=seed)
    assert isinstance(found, Failing)
    assert found.broken.violation.clauses[0] == clause
    assert found.to_the_end
    assert len(found.sequence.actions) <= most < found.drawn
    # The violation is at the end, with the exchanges before it as evidence.
    assert found.broken.number == len(found.sequence.actions)
    assert found.broken.exchanges


def test_statements_that_get_lost_beside_others_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store keeps the first of several requests that wait for it, and acknowledges all."""
    commit = Inbox._commit

    def keep_the_first(inbox: Inbox) -> None:
        waiting, inbox._waiting = inbox._waiting, inbox._waiting[:1]
        commit(inbox)
        for statements, stored in waiting[1:]:
            stored.set_result(["stored"] * len(statements))

    monkeypatch.setattr(Inbox, "_commit", keep_the_first)
    found = search(InProcessReference, DOMAINS[1], examples=30, seed=2)
    assert isinstance(found, Failing)
    assert any(
        isinstance(each, Sends) and each.form == " in requests at the same time"
        for each in found.sequence.actions
    )


def test_integrations_that_a_restart_forgets_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of further integrations holds the one that was announced last."""
    remember = Connector.remember_siblings

    def remember_the_last(connector: Connector, integration_ids: Iterable[str]) -> None:
        remember(connector, list(integration_ids)[-1:])

    in_sales = CompletesInGroup("Sales", "Ada")
    actions = (ConnectsGroups(("Sales", "Legal")), ConnectorRestarts(), in_sales)
    assert perform(DOMAINS[2], actions) == Passed()
    monkeypatch.setattr(Connector, "remember_siblings", remember_the_last)
    assert isinstance(perform(DOMAINS[2], actions), Failed)


def test_a_filter_that_skips_courses_of_a_long_list_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The place in the list of active courses moves on although the list becomes shorter."""
    actions = (OffersTwoPages(), DayPasses(), SavesTypes(("book",)))
    assert perform(DOMAINS[2], actions) == Passed()
    active = CourseStore.active
    monkeypatch.setattr(CourseStore, "active", lambda courses: islice(active(courses), 1))
    ending = perform(DOMAINS[2], actions)
    assert isinstance(ending, Failed)
    assert ending.violation.clauses == ("C133",)


def test_a_version_without_a_course_of_its_own_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was a part of another content once remains one."""
    version = "Six Sigma Basics in French"
    actions = (
        SwitchesGlobalization(on=True),
        AddsVersion("Six Sigma Basics", "French"),
        DayPasses(),
        LeavesItsGroup(version),
        DayPasses(),
    )
    assert perform(DOMAINS[2], actions) == Passed()
    monkeypatch.setattr(Languages, "leave_group", lambda languages, title: None)
    ending = perform(DOMAINS[2], actions)
    assert isinstance(ending, Failed)
    assert ending.violation.what == f'what 360Learning has for "{version}"'


def test_equal_seeds_come_to_equal_findings() -> None:
    first, second = (
        search(partial(broken, "makes_a_second_course"), DOMAINS[0], examples=5) for _ in range(2)
    )
    assert isinstance(first, Failing)
    assert first == second


def test_a_connector_that_errs_now_and_then_is_called_flaky() -> None:
    found = search(EverySecondWorld, DOMAINS[0], examples=30)
    assert isinstance(found, Flaky)
    one, other = found.runs
    assert isinstance(one, Failed)
    assert one.violation.clauses == ("C026",)
    assert one.violation.actual == "no course"
    assert other == Passed()


def test_a_search_ends_with_its_budget() -> None:
    found = search(InProcessReference, DOMAINS[0], examples=1_000, requests=1_000)
    assert isinstance(found, Passing)
    assert found.effort.budget_was_spent
    assert found.effort.sequences < 20
    # One exchange more than asked for is never begun on purpose, one action may take a few.
    assert found.effort.exchanges < 1_200


def test_shrinking_ends_with_the_budget_and_keeps_what_it_has() -> None:
    found = search(
        partial(broken, "never_restores"), DOMAINS[0], examples=30, requests=1_000, seed=6
    )
    assert isinstance(found, Failing)
    assert not found.to_the_end
    assert found.effort.exchanges < 1_400
