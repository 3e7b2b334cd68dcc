"""What every mutant has to state, whatever the suite makes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from connectors.known_failures import KNOWN_FAILURES
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.clauses import Clause, load_registry
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


TESTED = [
    each
    for each in REGISTER.observable
    if each.level == "must" and (each.by_default is None or each.by_default.broken_by is not None)
]
"""Must clauses that a verdict on a connector counts: those that a connector can break."""


@pytest.mark.parametrize("clause", TESTED, ids=lambda clause: clause.id)
def test_every_clause_counted_as_tested_is_broken_by_a_connector(clause: Clause) -> None:
    failing = [each for each in MUTANTS.values() if clause.id in each.fails]
    assert failing, "no faulty connector breaks it: say in the register that none can"
    lacking = [each.name for each in failing if not each.adds]
    assert lacking or clause.by_default is not None, (
        "only connectors that do something uncalled-for break it: say in the register what keeps it"
        " in a connector that has no code for it"
    )


def test_what_fails_a_connector_is_never_a_change_of_the_simulated_platforms() -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("changed_platforms.py"))],
        env={**os.environ, "PYTHONPATH": str(CONNECTORS.parents[2])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    changed = set(done.stdout.split())
    assert sorted(name for name in changed if MUTANTS[name].fails) == []
    assert "finds_nothing" in changed, "the program no longer sees what it looks for"


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
