"""Converts reports of version 0.2 to the fields of this version.

Fields that version 0.2 does not have get the value of a run that did not use them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from percipio_conformance.core.events import LEVELS

_Change: TypeAlias = Callable[[Any], Any]

_STATUSES = {
    "inapplicable": "not_applicable",
    "known": "known_failure",
    "platform": "platform_only",
}


def upgrade(report: Any) -> Any:
    """Renames the fields of a ``report.json`` without ``report_version``; others are unchanged.

    The result is not validated.
    """
    if not isinstance(report, dict) or "report_version" in report:
        return report
    names = {
        "catalogue": "catalog",
        "words": "summary",
        "summary": "counts",
        "refused": "invalid_features",
        "unattached": "scenarios_without_clause",
    }
    added: dict[str, Any] = {
        "situations": [],
        "sequences": None,
        "settings": None,
        "interruption": None,
        "invalid_features": [],
        "fail_on": "failure",
    }
    return _changed(
        _renamed(report, names, **added),
        selection=_selection,
        interruption=lambda value: _renamed(value, {"played": "finished", "under_way": "running"}),
        counts=_counts,
        clauses=_each(_clause),
        scenarios_without_clause=_each(_scenario),
    )


def _selection(selection: Any) -> Any:
    return _renamed(selection, {"words": "arguments"}, scenarios=0, suite=0)


def _counts(counts: Any) -> Any:
    return _changed(counts, clauses=_levels, scenarios=_numbers)


def _levels(levels: Any) -> Any:
    return _changed(levels, **dict.fromkeys(LEVELS, _numbers))


def _numbers(numbers: Any) -> Any:
    return _renamed(numbers, _STATUSES, invalid_feature=0)


def _clause(clause: Any) -> Any:
    names = {"switches": "ambiguities", "known": "known_failure"}
    named = _renamed(clause, names, left_out=0)
    return _changed(named, verdict=_verdict, scenarios=_each(_scenario))


def _scenario(scenario: Any) -> Any:
    named = _renamed(
        scenario, {"known": "known_failure"}, readings=[], situation=None, sequence=None
    )
    return _changed(named, verdict=_verdict, evidence=_evidence)


def _evidence(evidence: Any) -> Any:
    named = _renamed(evidence, {"stray": "unattributed_exchanges"})
    return _changed(named, failure=lambda value: _renamed(value, {"seen": "actual"}))


def _verdict(verdict: Any) -> Any:
    return "not_applicable" if verdict == "inapplicable" else verdict


def _each(change: _Change) -> _Change:
    return lambda values: list(map(change, values)) if isinstance(values, list) else values


def _changed(value: Any, **changes: _Change) -> Any:
    if not isinstance(value, dict):
        return value
    return value | {key: change(value[key]) for key, change in changes.items() if key in value}


def _renamed(value: Any, names: Mapping[str, str], **added: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return added | {names.get(key, key): each for key, each in value.items()}
