"""The names of a report's files, and the schema and the version of ``report.json``."""

from __future__ import annotations

REPORT = "report.json"
REPORT_SCHEMA = "report"
REPORT_VERSION = "1"
"""Of the fields of ``report.json``; another number means that a field was renamed or removed."""
UNVERSIONED = "0"
"""The version of a report from before the field ``report_version``."""
EVENTS = "events.ndjson"
