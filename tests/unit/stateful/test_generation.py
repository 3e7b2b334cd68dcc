"""What is drawn can be made, is told in phrases of the vocabulary, and is the same tomorrow."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.runner.step_checks import check_steps
from percipio_conformance.spec.feature_document import read_scenarios
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.stateful.actions.action import ConnectorRestarts
from percipio_conformance.stateful.actions.catalog_actions import Files, Retires, SavesLanguages
from percipio_conformance.stateful.actions.sequence import ActionSequence, AnyAction
from percipio_conformance.stateful.actions.statistics_actions import Does, Enrols, KeepsBack, Sends
from percipio_conformance.stateful.catalog import CatalogDomain
from percipio_conformance.stateful.checks.postcondition import Postcondition, Violation
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.feature_export import feature
from percipio_conformance.stateful.generation import (
    LONGEST,
    SHORTEST,
    generate_sequence,
    is_possible,
)
from percipio_conformance.stateful.integration import IntegrationDomain
from percipio_conformance.stateful.statistics import AnalyticsDomain

DOMAINS: tuple[Domain, ...] = (CatalogDomain(), AnalyticsDomain(), IntegrationDomain())
EVERYTHING = frozenset(
    {"courses", "statistics", "tags", "filters", "globalization", "several-integrations"}
)


def assumptions(
    profile: str = "article", capabilities: frozenset[str] = EVERYTHING, *, restart: bool = True
) -> Assumptions:
    return Assumptions(load_profile(profile), capabilities, restart)


def drawn(domain: Domain, for_whom: Assumptions, count: int = 60) -> list[ActionSequence]:
    return [generate_sequence(domain, for_whom, 3, number) for number in range(1, count + 1)]


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)
def test_a_seed_and_a_number_make_one_history(domain: Domain) -> None:
    assert generate_sequence(domain, assumptions(), 3, 7) == generate_sequence(
        domain, assumptions(), 3, 7
    )
    assert (
        generate_sequence(domain, assumptions(), 3, 7).actions
        != generate_sequence(domain, assumptions(), 4, 7).actions
    )
    assert (
        generate_sequence(domain, assumptions(), 3, 7).actions
        != generate_sequence(domain, assumptions(), 3, 8).actions
    )


@pytest.mark.parametrize("profile", ["article", "paris", "strict"])
@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)
def test_every_history_can_happen(domain: Domain, profile: str) -> None:
    for sequence in drawn(domain, assumptions(profile)):
        assert is_possible(domain, assumptions(profile), sequence.actions)
        assert SHORTEST <= len(sequence.actions) <= LONGEST


def test_every_move_is_drawn_now_and_then() -> None:
    seen = {
        type(action)
        for domain in DOMAINS
        for each in drawn(domain, assumptions(), count=300)
        for action in each.actions
    }
    assert seen == set(get_args(AnyAction))


def test_only_what_a_connector_declares_is_asked_of_it() -> None:
    poor = assumptions(capabilities=frozenset({"courses", "statistics"}), restart=False)
    actions = [
        action for domain in DOMAINS for each in drawn(domain, poor) for action in each.actions
    ]
    assert {action.capability for action in actions} <= {None, *poor.capabilities}
    assert not any(isinstance(action, ConnectorRestarts) for action in actions)


def test_what_readings_differ_about_is_left_out() -> None:
    profile = load_profile("article")
    other = {
        "A-STATUS": "leave-active",
        "A-TAGWHEN": "dropped-tags-stay",
        "A-UNARCHIVE": "stays-archived",
        "A-NOMATCH": "refused",
        "A-NEWATT": "later-start",
    }
    readings = {**profile.readings, **other}
    differing = Assumptions(type(profile)("x", "x", readings, profile.parameters), EVERYTHING, True)
    actions = [
        action for domain in DOMAINS for each in drawn(domain, differing) for action in each.actions
    ]
    assert not any(isinstance(each, Files | Retires | SavesLanguages | Enrols) for each in actions)
    assert any(isinstance(each, Does) and each.deed == "restarts" for each in actions)


def test_a_restart_is_never_heard_of_before_what_it_restarts() -> None:
    domain, course = DOMAINS[1], "Data Literacy"
    kept = (KeepsBack(), Does("Ada", "starts", course), Does("Ada", "restarts", course))
    assert not is_possible(
        domain, assumptions(), (*kept, Sends(", the last one first", " one by one"))
    )
    assert is_possible(domain, assumptions(), (*kept, Sends("", " one by one")))


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)
def test_every_phrase_is_one_of_the_vocabulary(domain: Domain, tmp_path: Path) -> None:
    wrong: set[str] = set()
    told: set[str] = set()
    for number, sequence in enumerate(drawn(domain, assumptions(), 25)):
        model = domain.model(assumptions(), START_TIME)
        for action in sequence.actions:
            model.apply(action)
        postconditions = list(model.postconditions())
        promise = postconditions[number % len(postconditions)]
        told.add(promise.kind)
        path = tmp_path / f"{number}.feature"
        path.write_text(
            feature(domain, sequence, _breach(promise), assumptions()), encoding="utf-8"
        )
        (scenario,) = read_scenarios(path)
        wrong |= {str(each) for instance in scenario.instances() for each in check_steps(instance)}
    assert not wrong
    assert len(told) > 1


def _breach(promise: Postcondition) -> Violation:
    return Violation(promise.kind, ("C030",), promise.what, promise.then, "one", "another")
