"""What the catalogue of broken connectors has to hold, whatever the suite makes of it."""

from __future__ import annotations

from typing import get_args

import pytest
from known_failures import KNOWN_FAILURES

from percipio_conformance.spec.builtin_features import shipped_scenarios
from percipio_conformance.spec.clauses import load_register
from reference_impl.rules.interpretations import _FIELDS
from tools.mutants.excuses import load_excuses
from tools.mutants.mutant import Condition
from tools.mutants.registry import CATALOGUE, load_catalogue

FAULTS = {name: entry.fault for name, entry in load_catalogue().items()}
REGISTER = load_register()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_says_how_a_real_connector_comes_to_have_it(name: str) -> None:
    story = FAULTS[name].story
    assert len(story.split()) >= 3, "a sentence, please: the docstring of its function"
    assert story.endswith(".")


@pytest.mark.parametrize("name", FAULTS)
def test_what_a_fault_says_of_clauses_and_readings_is_known_and_no_contradiction(name: str) -> None:
    fault = FAULTS[name]
    groups = [fault.fails, fault.warns, fault.breaks, fault.spares]
    assert fault.concerns, "it breaks nothing"
    assert sum(map(len, groups)) == len(frozenset().union(*groups)), "a clause stands there twice"
    assert not set(fault.collateral) & fault.concerns
    for clause in [*fault.expected, *fault.collateral]:
        REGISTER.clause(clause)
    assert all(why.endswith(".") for why in (*fault.collateral.values(), fault.besides or "."))
    for switch, reading in fault.readings.items():
        assert reading in REGISTER.switch(switch).readings


def test_every_clause_that_is_verified_is_broken_by_some_fault() -> None:
    verified = {each.id for each in REGISTER.observable if not each.planned}
    broken = {clause for fault in FAULTS.values() for clause in fault.concerns}
    assert sorted(verified - broken) == []


@pytest.mark.parametrize("topic", KNOWN_FAILURES)
def test_where_real_connectors_fail_two_faults_differ_in_kind(topic: str) -> None:
    known = KNOWN_FAILURES[topic]
    kinds = [FAULTS[name].kind for name in known.faults]
    assert len(set(kinds)) == len(kinds) >= 2, kinds
    assert all(kinds)
    assert all(known.clause in FAULTS[name].concerns for name in known.faults)


@pytest.mark.parametrize("condition", get_args(Condition))
def test_some_fault_hides_there(condition: str) -> None:
    assert [name for name, fault in FAULTS.items() if fault.condition == condition]


@pytest.mark.parametrize("switch", _FIELDS)
def test_some_fault_goes_against_each_reading_that_scenarios_depend_on(switch: str) -> None:
    tags = {tag for scenario in shipped_scenarios() for tag in scenario.tags}
    against = {pair for fault in FAULTS.values() for pair in fault.readings.items()}
    readings = {reading for reading in _FIELDS[switch] if f"{switch}.{reading}" in tags}
    assert readings - {reading for of, reading in against if of == switch} == set()


def test_every_excuse_is_for_a_scenario_of_the_suite() -> None:
    ids = [each.id for each in shipped_scenarios()]
    for name in load_excuses(CATALOGUE):
        assert [each for each in ids if each == name or each.startswith(f"{name} [")], name
