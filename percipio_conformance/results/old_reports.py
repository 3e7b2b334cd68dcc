"""Reports of earlier versions, with the field names of this version."""

from __future__ import annotations

from typing import Any


def upgrade(report: Any) -> Any:
    """A ``report.json`` without ``report_version``, with its fields renamed; others unchanged.

    The schema decides afterwards whether the result is a report.
    """
    if not isinstance(report, dict) or "report_version" in report:
        return report
    return _renamed(report, {"catalogue": "catalog"}) | {
        "clauses": _each_renamed(report.get("clauses"), {"switches": "ambiguities"})
    }


def _each_renamed(values: Any, names: dict[str, str]) -> Any:
    if not isinstance(values, list):
        return values
    return [_renamed(each, names) if isinstance(each, dict) else each for each in values]


def _renamed(value: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {names.get(key, key): each for key, each in value.items()}
