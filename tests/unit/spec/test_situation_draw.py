"""The draw of situations: each scenario has one, and its clauses meet as many as they can."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from percipio_conformance.spec.applicability import applies, needed_capabilities
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.spec.situation_draw import draw_situation, draw_situations
from percipio_conformance.spec.situations import (
    find_situation,
    load_situations,
    suitable_situations,
)
from percipio_conformance.spec.tags import read_tags

REGISTRY = load_registry()
ARTICLE = load_profile("article")


@pytest.mark.parametrize("seed", [0, 1, -7])
def test_each_scenario_has_a_situation_and_each_clause_those_that_are_for_each(seed: int) -> None:
    drawn = draw_situations(REGISTRY, ARTICLE, seed)
    scenarios, possible, met = Counter[str](), defaultdict(set), defaultdict(set)
    for scenario in builtin_scenarios():
        tags = read_tags(scenario.tags)
        if tags.platform_only or not applies(tags, ARTICLE):
            assert scenario.id not in drawn
            continue
        suitable = suitable_situations(scenario.id, needed_capabilities(tags, REGISTRY))
        assert drawn[scenario.id]
        assert drawn[scenario.id] <= {each.id for each in suitable}
        for clause in tags.clauses:
            scenarios[clause] += 1
            possible[clause] |= {each.id for each in suitable}
            met[clause] |= drawn[scenario.id]
    for_each = {each.id for each in load_situations().values() if each.for_each_clause}
    assert for_each == {"restart-before", "restart-after", "restart-halfway", "tokens-in-use"}
    assert all(met[clause] >= possible[clause] & for_each for clause in possible)
    assert sum(len(each - for_each) == 1 for each in drawn.values()) > len(drawn) / 2
    assert {each for clause in met.values() for each in clause} == set(load_situations())
    twice = [each for each, count in scenarios.items() if count >= 2 * len(possible[each])]
    assert twice
    assert all(met[clause] == possible[clause] for clause in twice)


def test_the_draw_depends_on_the_seed() -> None:
    one, other = (draw_situations(REGISTRY, ARTICLE, seed) for seed in (0, 1))
    assert one != other
    assert one == draw_situations(REGISTRY, ARTICLE, 0)


def test_a_scenario_of_another_reading_has_no_situation() -> None:
    other = replace(ARTICLE, readings={**ARTICLE.readings, "A-DST": "paris-wall-clock"})
    readings = {
        each.id
        for each in builtin_scenarios()
        if any(tag.startswith("A-DST.") for tag in each.tags)
    }
    here = readings & draw_situations(REGISTRY, ARTICLE, 0).keys()
    there = readings & draw_situations(REGISTRY, other, 0).keys()
    assert here
    assert here != there


def test_a_scenario_of_the_users_own_has_one_situation_or_none() -> None:
    suitable = list(load_situations().values())
    (drawn,) = draw_situation("mine/a::b", suitable, 0)
    assert drawn in suitable
    assert draw_situation("mine/a::b", [], 0) == []
    several = {draw_situation(f"mine/a::{each}", suitable, 0)[0].id for each in range(200)}
    assert several == set(load_situations())


def test_a_situation_suits_scenarios_that_need_one_of_its_capabilities() -> None:
    twice = find_situation("statements-twice")
    assert twice.suits("features/a::b", {"statistics", "courses"})
    assert not twice.suits("features/a::b", {"courses"})
    assert find_situation("pause").suits("features/a::b", set())
