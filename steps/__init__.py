"""The step definitions: each is one short action on the world, or one observation."""

pytest_plugins = [
    "percipio_conformance.steps.clock",
    "percipio_conformance.steps.integration_setup",
    "percipio_conformance.steps.second_integration",
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
]
