"""``report.json``: the run by clause, for programs. Its schema is ``schemas/report.json``.

The reports of two runs with the same seed, profile and connector are equal after
:func:`without_times`, for any order and number of workers. ``digest`` is that of the
``events.ndjson`` in the same folder.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from percipio_conformance import schemas
from percipio_conformance.core.events import ClauseJudged, Event, ScenarioFinished, encode
from percipio_conformance.core.printable import printable_json
from percipio_conformance.core.report_files import REPORT, REPORT_SCHEMA, REPORT_VERSION
from percipio_conformance.reporting.view import RunView
from percipio_conformance.results.digest import digest_of, without_times
from percipio_conformance.results.status import STATUSES

__all__ = ["FILE_NAME", "build", "render", "without_times"]

FILE_NAME = REPORT


def build(events: Sequence[Event]) -> dict[str, Any]:
    """Returns the report as a JSON value."""
    view = RunView.of(events)
    started, finished = view.run_result.started, view.run_result.finished
    return {
        "$schema": f"{schemas.BASE}{REPORT_SCHEMA}",
        "report_version": REPORT_VERSION,
        "suite": msgspec.to_builtins(started.suite),
        "verdict": finished.verdict,
        "summary": finished.summary,
        "exit_code": finished.exit_code,
        "stale": finished.stale,
        "interruption": msgspec.to_builtins(finished.interruption),
        "digest": digest_of(json.loads(encode(each)) for each in view.run_result.events),
        "seed": started.seed,
        "transport": started.transport,
        "started_at": started.started_at,
        "finished_at": finished.finished_at,
        "duration_s": finished.duration_s,
        "profile": msgspec.to_builtins(started.profile, order="deterministic"),
        "connector": msgspec.to_builtins(started.connector, order="deterministic"),
        "options": started.options,
        "selection": msgspec.to_builtins(started.selection),
        "settings": started.settings,
        "catalog": msgspec.to_builtins(started.catalog),
        "shard": msgspec.to_builtins(started.shard),
        "baseline": msgspec.to_builtins(started.baseline),
        "invalid_features": started.invalid_features,
        "fail_on": started.fail_on,
        "counts": {
            "clauses": finished.counts,
            "scenarios": {
                each: view.scenario_tally[each] for each in STATUSES if each != "planned"
            },
        },
        "clauses": [_clause(clause, view) for clause in view.run_result.clauses],
        "scenarios_without_clause": [_scenario(each) for each in view.loose],
    }


def render(events: Sequence[Event]) -> str:
    """Returns the text of the file: keys in a fixed order, two spaces, a newline at the end."""
    return printable_json(json.dumps(build(events), ensure_ascii=False, indent=2)) + "\n"


def _clause(clause: ClauseJudged, view: RunView) -> dict[str, Any]:
    return {
        "id": clause.id,
        "level": clause.level,
        "side": clause.side,
        "section": clause.section,
        "sentence": clause.sentence,
        "ambiguities": sorted(clause.ambiguities),
        "planned": clause.planned,
        "platform_only": clause.platform_only,
        "verdict": clause.verdict,
        "reason": clause.reason,
        "left_out": clause.left_out,
        "known_failure": msgspec.to_builtins(clause.known_failure),
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
        "readings": scenario.readings,
        "verdict": scenario.verdict,
        "reason": scenario.reason,
        "known_failure": msgspec.to_builtins(scenario.known_failure),
        "duration_s": scenario.duration_s,
        "replay": scenario.replay,
        "steps": msgspec.to_builtins(scenario.steps),
        "evidence": {
            "exchanges": scenario.exchanges,
            "unattributed": scenario.unattributed,
            "unattributed_exchanges": msgspec.to_builtins(scenario.unattributed_exchanges),
            "facts": msgspec.to_builtins(scenario.facts, order="deterministic"),
            "failure": msgspec.to_builtins(scenario.failure),
        },
    }
