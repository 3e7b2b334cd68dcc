"""Promises and situations: where each clause met which situation, as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from percipio_conformance.core.events import ClauseJudged, ScenarioFinished
from percipio_conformance.results.run_result import RunResult
from percipio_conformance.results.status import Status, status_of

Cell: TypeAlias = Status | Literal["not_reached"] | None
"""The status of a clause under a situation: the most severe one of its scenarios in which the
situation occurred. ``not_reached`` if it occurred in none of them, None if none ran under it."""

SEVERITY: Final[tuple[Status, ...]] = (
    "harness_error",
    "invalid_feature",
    "fail",
    "known_failure",
    "warn",
    "pass",
)
"""The statuses that say something about a situation, the most severe first."""


class Row(NamedTuple):
    """A clause, and its cell for each situation of the run."""

    clause: ClauseJudged
    cells: tuple[Cell, ...]


def situation_matrix(run_result: RunResult) -> tuple[Row, ...]:
    """Returns a row for each clause with a scenario that ran under a situation, by id."""
    scenarios = {each.id: each for each in run_result.scenarios}
    situations = [each.id for each in run_result.finished.situations]
    rows = []
    for clause in run_result.clauses:
        under: dict[str, list[ScenarioFinished]] = defaultdict(list)
        for identifier in clause.scenarios:
            scenario = scenarios[identifier]
            if scenario.situation is not None and status_of(scenario) in SEVERITY:
                under[scenario.situation.id].append(scenario)
        if under:
            rows.append(Row(clause, tuple(_cell(under[each]) for each in situations)))
    return tuple(rows)


def _cell(scenarios: Sequence[ScenarioFinished]) -> Cell:
    if not scenarios:
        return None
    reached = [status_of(each) for each in scenarios if each.situation and each.situation.occurred]
    return min(reached, key=SEVERITY.index) if reached else "not_reached"
