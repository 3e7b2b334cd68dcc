"""What is special about the state of the statistics when an action happens.

See :mod:`~percipio_conformance.stateful.models.catalog_features`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from percipio_conformance.stateful.features import Feature, features_of

if TYPE_CHECKING:
    from percipio_conformance.stateful.models.statistics_model import AnalyticsModel


def statistics_features(model: AnalyticsModel) -> Iterator[Feature]:
    """Yields the features of the learners and their courses."""
    for key, record in model.records.items():
        finished = record.attempt in record.completed
        yield from features_of(key, ["completed" if finished else "begun"])
        if record.attempt:
            yield from features_of(key, ["restarted"])
    for learner in model.removed:
        yield from features_of([learner], ["removed"])
    for learner in model.moved:
        yield from features_of([learner], ["with another address"])
    for key in model.queued:
        yield from features_of(key, ["queued"])
    if model.queues:
        yield from features_of([], ["queue"])
    if model.method != "email address":
        yield from features_of([], ["recognized otherwise"])
