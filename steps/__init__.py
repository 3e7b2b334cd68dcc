"""The vocabulary of the features: each phrase is one short action on, or look at, the world."""

pytest_plugins = [
    "steps.clock",
    "steps.integration_setup",
    "steps.second_integration",
    "steps.catalog",
    "steps.languages",
    "steps.outages",
    "steps.catalog_requests",
    "steps.courses",
    "steps.placement",
    "steps.manual_edits",
    "steps.snapshots",
    "steps.tags",
    "steps.filters",
    "steps.learner_actions",
    "steps.users",
    "steps.attempts",
    "steps.statement_queue",
    "steps.lrs_configuration",
    "steps.webhook_requests",
    "steps.training",
]
