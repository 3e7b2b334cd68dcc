"""The options of a run that name the connector under test."""

from __future__ import annotations

WAYS = {
    "connector": "--connector",
    "connector_command": "--connector-command",
    "connector_class": "--connector-class",
    "connector_factory": "--connector-factory",
}
"""The options that name a connector; a run accepts one of them."""

REFERENCE = "reference"
"""The reference connector, as the argument of ``--compare-with``."""

KINDS = {
    "url": "connector",
    "command": "connector_command",
    "class": "connector_class",
    "factory": "connector_factory",
}
"""The kinds in ``--compare-with KIND:VALUE``, each with the attribute of its option."""

WORKER = "{worker}"
"""In a URL: the number of the worker, from 0."""
