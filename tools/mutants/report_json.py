"""The kill matrix for programs. Its schema is ``schemas/mutants.json``.

Two matrices of one checkout are equal, whatever the number of workers, but for the keys that end
in ``_s``.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

from percipio_conformance import schemas
from tools.mutants.kill_matrix import ClauseRow, KillMatrix
from tools.mutants.report_text import summary
from tools.mutants.scenarios import ScenarioRow
from tools.mutants.verdict import MutantVerdict

SCHEMA = "mutants"


def build(matrix: KillMatrix) -> dict[str, Any]:
    """The matrix as a JSON value."""
    return {
        "$schema": f"{schemas.BASE}{SCHEMA}",
        "suite": {"name": "percipio-conformance", "version": version("percipio-conformance")},
        "summary": summary(matrix),
        "complete": matrix.complete,
        "problems": list(matrix.problems),
        "average_collateral": matrix.average_collateral if matrix.sample else None,
        "clauses": [_clause(each) for each in matrix.rows],
        "scenarios": [_scenario(each) for each in matrix.scenarios],
        "readings": [
            {"ambiguity": each.ambiguity, "reading": each.reading, "mutants": list(each.mutants)}
            for each in matrix.readings
        ],
        "mutants": [_mutant(each) for each in matrix.mutants],
    }


def render(matrix: KillMatrix) -> str:
    """The file's text: fixed order of keys, two spaces, a newline at the end."""
    return json.dumps(build(matrix), ensure_ascii=False, indent=2) + "\n"


def _clause(row: ClauseRow) -> dict[str, Any]:
    return {
        "id": row.clause.id,
        "level": row.clause.level,
        "sentence": row.clause.sentence,
        "scenarios": row.scenarios,
        "mutants": list(row.mutants),
        "caught": list(row.caught),
        "own": list(row.own),
        "missed": list(row.missed),
        "collateral": list(row.collateral),
    }


def _scenario(row: ScenarioRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "scenario": row.scenario,
        "clauses": list(row.clauses),
        "played": len(row.played),
        "mutants": list(row.mutants),
        "excuse": None if row.red else row.excuse,
    }


def _mutant(each: MutantVerdict) -> dict[str, Any]:
    mutant = each.mutant
    whole = each.whole
    return {
        "name": mutant.name,
        "module": each.module,
        "story": mutant.story,
        "kind": mutant.kind,
        "condition": mutant.condition,
        "readings": dict(sorted(mutant.readings.items())),
        "caught": each.caught,
        "broken": each.broken,
        "clauses": {
            clause: {
                "expected": verdict,
                "actual": each.actual(clause),
                "scenarios": list(each.catching.get(clause, ())),
            }
            for clause, verdict in sorted(mutant.expected.items())
        },
        "collateral": None
        if whole is None
        else {clause: mutant.explains(clause) for clause in each.collateral},
        "red": [
            {"id": played.id, "verdict": played.verdict, "reason": played.reason}
            for played in each.red
        ],
        "duration_s": each.narrow.duration_s,
        "whole_duration_s": None if whole is None else whole.duration_s,
    }
