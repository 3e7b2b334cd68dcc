"""What every mutant has to state, whatever the suite makes of it."""

from __future__ import annotations

from typing import get_args

import pytest

from connectors.known_failures import KNOWN_FAILURES
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.clauses import load_registry
from reference_impl.rules.interpretations import _FIELDS
from tools.mutants.excuses import load_excuses
from tools.mutants.mutant import Condition
from tools.mutants.registry import CONNECTORS, load_mutants

MUTANTS = {name: entry.mutant for name, entry in load_mutants().items()}
REGISTER = load_registry()


@pytest.mark.parametrize("name", MUTANTS)
def test_a_fault_says_how_a_real_connector_comes_to_have_it(name: str) -> None:
    story = MUTANTS[name].story
    assert len(story.split()) >= 3, "a sentence, please: the docstring of its function"
    assert story.endswith(".")


@pytest.mark.parametrize("name", MUTANTS)
def test_what_a_fault_says_of_clauses_and_readings_is_known_and_no_contradiction(name: str) -> None:
    mutant = MUTANTS[name]
    groups = [mutant.fails, mutant.warns, mutant.breaks, mutant.spares]
    assert mutant.concerns, "it breaks nothing"
    assert sum(map(len, groups)) == len(frozenset().union(*groups)), "a clause stands there twice"
    assert not set(mutant.collateral) & mutant.concerns
    for clause in [*mutant.expected, *mutant.collateral]:
        REGISTER.clause(clause)
    assert all(
        why.endswith(".") for why in (*mutant.collateral.values(), mutant.collateral_reason or ".")
    )
    for switch, reading in mutant.readings.items():
        assert reading in REGISTER.ambiguity(switch).readings


def test_every_clause_that_is_verified_is_broken_by_some_fault() -> None:
    verified = {each.id for each in REGISTER.observable if not each.planned}
    broken = {clause for mutant in MUTANTS.values() for clause in mutant.concerns}
    assert sorted(verified - broken) == []


@pytest.mark.parametrize("topic", KNOWN_FAILURES)
def test_where_real_connectors_fail_two_faults_differ_in_kind(topic: str) -> None:
    known = KNOWN_FAILURES[topic]
    kinds = [MUTANTS[name].kind for name in known.mutants]
    assert len(set(kinds)) == len(kinds) >= 2, kinds
    assert all(kinds)
    assert all(known.clause in MUTANTS[name].concerns for name in known.mutants)


@pytest.mark.parametrize("condition", get_args(Condition))
def test_some_fault_hides_there(condition: str) -> None:
    assert [name for name, mutant in MUTANTS.items() if mutant.condition == condition]


@pytest.mark.parametrize("switch", _FIELDS)
def test_some_fault_goes_against_each_reading_that_scenarios_depend_on(switch: str) -> None:
    tags = {tag for scenario in builtin_scenarios() for tag in scenario.tags}
    against = {pair for mutant in MUTANTS.values() for pair in mutant.readings.items()}
    readings = {reading for reading in _FIELDS[switch] if f"{switch}.{reading}" in tags}
    assert readings - {reading for of, reading in against if of == switch} == set()


def test_every_excuse_is_for_a_scenario_of_the_suite() -> None:
    ids = [each.id for each in builtin_scenarios()]
    for name in load_excuses(CONNECTORS):
        assert [each for each in ids if each == name or each.startswith(f"{name} [")], name
