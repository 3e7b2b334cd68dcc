"""The vocabulary of the features: each phrase is one short action on, or look at, the world."""

pytest_plugins = [
    "steps.time",
    "steps.integration",
    "steps.connector",
    "steps.catalogue",
    "steps.percipio_troubles",
    "steps.requests",
    "steps.learners",
    "steps.courses",
    "steps.places",
    "steps.statistics",
]
