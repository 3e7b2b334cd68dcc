"""``report.json``: the run by clause, for programs. Its schema is ``schemas/report.json``.

Two runs of one seed, profile and connector are equal after :func:`without_times`, whatever the
order or the number of workers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec

import schemas
from harness.events import ClauseJudged, Event, ScenarioFinished
from harness.report.view import RunView
from harness.report.words import STANDINGS

FILE_NAME = "report.json"
SCHEMA = "report"


def build(events: Sequence[Event]) -> dict[str, Any]:
    """The report as a JSON value."""
    view = RunView.of(events)
    started, finished = view.story.started, view.story.finished
    return {
        "$schema": f"{schemas.BASE}{SCHEMA}",
        "suite": msgspec.to_builtins(started.suite),
        "verdict": finished.verdict,
        "words": finished.words,
        "exit_code": finished.exit_code,
        "seed": started.seed,
        "transport": started.transport,
        "started_at": started.started_at,
        "finished_at": finished.finished_at,
        "duration_s": finished.duration_s,
        "profile": msgspec.to_builtins(started.profile, order="deterministic"),
        "connector": msgspec.to_builtins(started.connector, order="deterministic"),
        "summary": {
            "clauses": finished.counts,
            "scenarios": {
                each: view.scenario_tally[each] for each in STANDINGS if each != "planned"
            },
        },
        "clauses": [_clause(clause, view) for clause in view.story.clauses],
        "unattached": [_scenario(each) for each in view.loose],
    }


def render(events: Sequence[Event]) -> str:
    """The file's text: fixed order of keys, two spaces, a newline at the end."""
    return json.dumps(build(events), ensure_ascii=False, indent=2) + "\n"


def without_times(report: Any) -> Any:
    """The report without every key that ends in ``_s`` or ``_at``: what a seed decides."""
    match report:
        case dict():
            return {
                key: without_times(value)
                for key, value in report.items()
                if not key.endswith(("_s", "_at"))
            }
        case list():
            return [without_times(each) for each in report]
        case _:
            return report


def _clause(clause: ClauseJudged, view: RunView) -> dict[str, Any]:
    return {
        "id": clause.id,
        "level": clause.level,
        "side": clause.side,
        "section": clause.section,
        "sentence": clause.sentence,
        "switches": sorted(clause.switches),
        "planned": clause.planned,
        "verdict": clause.verdict,
        "reason": clause.reason,
        "scenarios": [_scenario(each) for each in view.of_clause(clause)],
    }


def _scenario(scenario: ScenarioFinished) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "feature": scenario.feature,
        "rule": scenario.rule,
        "name": scenario.name,
        "level": scenario.level,
        "platform_only": scenario.platform_only,
        "verdict": scenario.verdict,
        "reason": scenario.reason,
        "duration_s": scenario.duration_s,
        "replay": scenario.replay,
        "steps": msgspec.to_builtins(scenario.steps),
        "evidence": {
            "exchanges": scenario.exchanges,
            "facts": msgspec.to_builtins(scenario.facts, order="deterministic"),
            "failure": msgspec.to_builtins(scenario.failure),
        },
    }
