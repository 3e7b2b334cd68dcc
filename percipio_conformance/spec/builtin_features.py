"""Ids and tags of the scenarios in feature files, without running them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from percipio_conformance.core.scenario_ids import scenario_id
from percipio_conformance.spec.feature_document import read_scenarios
from percipio_conformance.spec.scenario_heads import builtin_heads


@dataclass(frozen=True, slots=True)
class TaggedScenario:
    """One scenario, or one row of an outline, with every tag that bears on it."""

    id: str
    tags: frozenset[str]


@cache
def builtin_scenarios() -> tuple[TaggedScenario, ...]:
    """Every scenario of the suite, by file and place."""
    return tuple(
        TaggedScenario(scenario_id(name, head.name, row), head.tags | tags)
        for name, head in builtin_heads()
        for row, tags in head.rows
    )


def scenarios_of(clause: str) -> frozenset[str]:
    """The ids of all scenarios of the suite that verify the clause."""
    return frozenset(each.id for each in builtin_scenarios() if clause in each.tags)


def scenarios_in(path: Path, name: Path) -> Iterator[TaggedScenario]:
    """The scenarios of one file, which reports call ``name``."""
    for scenario in read_scenarios(path):
        for instance in scenario.instances():
            identifier = scenario_id(str(name), scenario.name, instance.example)
            yield TaggedScenario(identifier, frozenset(each.name for each in instance.tags))
