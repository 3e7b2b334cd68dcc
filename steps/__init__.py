"""The step definitions: each is one short action on the world, or one observation."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

MODULES = (
    "percipio_conformance.steps.clock",
    "percipio_conformance.steps.integration_setup",
    "percipio_conformance.steps.further_integrations",
    "percipio_conformance.steps.catalog",
    "percipio_conformance.steps.languages",
    "percipio_conformance.steps.outages",
    "percipio_conformance.steps.catalog_requests",
    "percipio_conformance.steps.courses",
    "percipio_conformance.steps.placement",
    "percipio_conformance.steps.manual_edits",
    "percipio_conformance.steps.snapshots",
    "percipio_conformance.steps.tags",
    "percipio_conformance.steps.filters",
    "percipio_conformance.steps.learner_actions",
    "percipio_conformance.steps.users",
    "percipio_conformance.steps.attempts",
    "percipio_conformance.steps.statement_queue",
    "percipio_conformance.steps.lrs_configuration",
    "percipio_conformance.steps.webhook_requests",
    "percipio_conformance.steps.training",
)


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Registers the modules.

    For each name in ``pytest_plugins``, pytest would read the metadata of every installed package.
    """
    for name in MODULES:
        if not pluginmanager.has_plugin(name):
            pluginmanager.register(import_module(name), name)
