"""The names of a report's files, and the schema and the version of ``report.json``."""

from __future__ import annotations

REPORT = "report.json"
REPORT_SCHEMA = "report"
REPORT_VERSION = "1"
"""The version of ``report.json``; it changes when a field is renamed or removed."""
UNVERSIONED = "0"
"""The version of a report without the field ``report_version``."""
EVENTS = "events.ndjson"
