"""``report.json``: the run by clause, for programs. Its schema is ``schemas/report.json``.

The reports of two runs with the same seed, profile and connector are equal after
:func:`without_times`, for any order and number of workers. ``digest`` is that of the
``events.ndjson`` in the same folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from percipio_conformance import schemas
from percipio_conformance.core.events import ClauseJudged, Event, ScenarioFinished, encode
from percipio_conformance.core.printable import printable_json
from percipio_conformance.core.report_files import REPORT, REPORT_SCHEMA, REPORT_VERSION
from percipio_conformance.reporting.view import RunView
from percipio_conformance.results.connector_comparison import ConnectorComparison
from percipio_conformance.results.digest import digest_of, without_times
from percipio_conformance.results.status import STATUSES

__all__ = ["FILE_NAME", "build", "parts", "render", "without_times"]

FILE_NAME = REPORT


def build(events: Sequence[Event]) -> dict[str, Any]:
    """Returns the report as a JSON value."""
    report: dict[str, Any] = json.loads(render(events))
    return report


def render(events: Sequence[Event]) -> str:
    """Returns the text of the file: keys in a fixed order, two spaces, a newline at the end."""
    return "".join(parts(events))


def parts(events: Sequence[Event]) -> Iterator[str]:
    """Returns the text of the file in parts, none of them longer than a scenario.

    All scenarios of a long run as JSON values would take ten times the memory of its events.
    """
    view = RunView.of(events)
    yield from map(printable_json, _members(view))
    yield "\n}\n"


def _members(view: RunView) -> Iterator[str]:
    yield _open_object(_head(view))
    if view.connector_comparison is not None:
        comparison = _comparison(view.connector_comparison, view)
        yield f',\n  "comparison": {_text(comparison, "  ")}'
    yield ',\n  "clauses": '
    yield from _array((_clause(each, view) for each in view.run_result.clauses), "  ")
    yield ',\n  "scenarios_without_clause": '
    yield from _array(([_text(_scenario(each), "    ")] for each in view.loose), "  ")


def _clause(clause: ClauseJudged, view: RunView) -> Iterator[str]:
    yield _open_object(_clause_head(clause), "    ")
    yield ',\n      "scenarios": '
    scenarios = view.of_clause(clause)
    yield from _array(([_text(_scenario(each), "        ")] for each in scenarios), "      ")
    yield "\n    }"


def _array(elements: Iterable[Iterable[str]], margin: str) -> Iterator[str]:
    """Returns a JSON array whose elements are texts in parts, as ``json.dumps`` indents it."""
    before = f"[\n{margin}  "
    for element in elements:
        yield before
        yield from element
        before = f",\n{margin}  "
    yield "[]" if before.startswith("[") else f"\n{margin}]"


def _open_object(value: dict[str, Any], margin: str = "") -> str:
    """Returns a JSON object without its end, for further members."""
    return _text(value, margin).removesuffix(f"\n{margin}}}")


def _text(value: Any, margin: str = "") -> str:
    """Returns indented JSON whose lines but the first begin with ``margin``."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # Inside a JSON string a line break is an escape, so each of these ends a line of the file.
    return text.replace("\n", f"\n{margin}")


def _head(view: RunView) -> dict[str, Any]:
    """Returns the members of the report before its clauses."""
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
        "digest": finished.digest
        or digest_of(json.loads(encode(each)) for each in view.run_result.events),
        "seed": started.seed,
        "transport": started.transport,
        "started_at": started.started_at,
        "finished_at": finished.finished_at,
        "duration_s": finished.duration_s,
        "profile": msgspec.to_builtins(started.profile, order="deterministic"),
        "connector": msgspec.to_builtins(started.connector, order="deterministic"),
        "options": started.options,
        "selection": msgspec.to_builtins(started.selection),
        "situations": msgspec.to_builtins(finished.situations),
        "sequences": msgspec.to_builtins(finished.sequences),
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
    }


def _comparison(found: ConnectorComparison, view: RunView) -> dict[str, Any]:
    """Returns the comparison with another connector; only a run that compares has one."""
    return {
        "compared_with": msgspec.to_builtins(view.run_result.started.compared_with),
        "summary": found.summary,
        "equal": found.equal,
        "different": found.different,
        "not_compared": [
            {"reason": reason, "scenarios": number} for reason, number in found.not_compared.items()
        ],
        "kinds": [
            {
                "kind": kind.kind,
                "clauses": list(kind.clauses),
                "differences": [
                    {"scenario": each.scenario.id, **msgspec.to_builtins(each.difference)}
                    for each in kind.findings
                ],
            }
            for kind in found.kinds
        ],
    }


def _clause_head(clause: ClauseJudged) -> dict[str, Any]:
    """Returns the members of a clause before its scenarios."""
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
        "situation": msgspec.to_builtins(scenario.situation),
        "sequence": msgspec.to_builtins(scenario.sequence),
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
