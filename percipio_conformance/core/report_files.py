"""The names of a report's files, and the schema of ``report.json``."""

from __future__ import annotations

REPORT = "report.json"
REPORT_SCHEMA = "report"
EVENTS = "events.ndjson"
