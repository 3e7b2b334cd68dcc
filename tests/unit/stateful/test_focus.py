"""The kinds of actions that one sequence consists of."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from fixed_draw import Fixed

from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.stateful.actions import circumstances as around
from percipio_conformance.stateful.actions.action import DayPasses
from percipio_conformance.stateful.actions.catalog_actions import Retires
from percipio_conformance.stateful.actions.statistics_actions import Does
from percipio_conformance.stateful.domain import Assumptions
from percipio_conformance.stateful.focus import Focus
from percipio_conformance.stateful.generation import COVERING_LENGTH, CoveringSequences
from percipio_conformance.stateful.integration import IntegrationDomain

RETIRES = Retires("Six Sigma Basics")
COMPLETES = Does("Ada", "completes", "Six Sigma Basics")


def test_a_sequence_has_a_kind_with_all_actions_of_it_or_with_none() -> None:
    found = set()
    for seed in range(20):
        focus = Focus(Random(seed))
        has = focus.admits(RETIRES)
        assert focus.admits(Retires("Data Literacy")) == has
        found.add(has)
    assert found == {True, False}


def test_an_action_in_circumstances_needs_both() -> None:
    for seed in range(40):
        focus = Focus(Random(seed))
        whole = focus.admits(around.BeforeRun(COMPLETES))
        other = focus.admits(around.BeforeRun(RETIRES))
        assert not whole or focus.admits(COMPLETES)
        assert not (whole and focus.admits(RETIRES)) or other


def test_days_always_pass() -> None:
    assert Focus(Fixed(0.99)).admits(DayPasses())
    assert not Focus(Fixed(0.99)).admits(RETIRES)
    assert Focus(Fixed(0.0)).admits(around.LmsRefuses(RETIRES, "lost"))


def test_sequences_have_their_whole_length_and_other_kinds_than_their_neighbors() -> None:
    known = frozenset({"courses", "statistics", "tags", "filters", "globalization"})
    drawn = CoveringSequences(
        IntegrationDomain(), Assumptions(load_profile("article"), known, True), 0
    )
    kinds = []
    for number in range(1, 31):
        actions = drawn[number].actions
        assert len(actions) == COVERING_LENGTH
        kinds.append({each.name.partition("(")[0] for each in actions})
    assert all(one != other for one, other in pairwise(kinds))
    # A circumstance is missing in many sequences, and frequent in others.
    times = sum("BeforeRun" in each for each in kinds)
    assert 0 < times < len(kinds)


def test_a_sequence_may_be_about_a_few_items_and_learners() -> None:
    focus = Focus(Random(0), whole=True, names=frozenset({"Six Sigma Basics", "Ada"}))
    assert focus.admits(COMPLETES)
    assert focus.admits(RETIRES)
    assert focus.admits(DayPasses())
    assert focus.admits(around.BeforeRun(COMPLETES))
    assert not focus.admits(Does("Grace", "completes", "Six Sigma Basics"))
    assert not focus.admits(around.BeforeRun(Retires("Data Literacy")))
