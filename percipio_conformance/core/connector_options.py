"""The options of a run that name the connector under test."""

from __future__ import annotations

WAYS = {
    "connector": "--connector",
    "connector_command": "--connector-command",
    "connector_class": "--connector-class",
    "connector_factory": "--connector-factory",
}
"""The options that name a connector; a run accepts one of them."""

WORKER = "{worker}"
"""In a URL: the number of the worker, from 0."""
