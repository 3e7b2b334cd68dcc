"""A scenario of the user's own counts only if the connector has a part in it: a pytest plugin."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.runner.recorder import ScenarioRecorder


class Participation:
    """Looks at a scenario whose steps have passed, while its world is still there.

    Args:
        recording: where an item keeps what is recorded of it.
    """

    def __init__(self, recording: pytest.StashKey[ScenarioRecorder]) -> None:
        self._recording = recording

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None]:
        yield
        if self._recording in item.stash:
            demand_a_part(item.stash[self._recording])


def demand_a_part(recording: ScenarioRecorder) -> None:
    """Refuse a scenario of the user's own in which the connector had nothing to do.

    Raises:
        FeatureMistake: a connector that does nothing would pass it.
    """
    identity = recording.identity
    if identity.own and not identity.platform_only and not recording.involved_the_connector():
        raise FeatureMistake(
            "no step of this scenario asks the connector to do anything, so a connector that does"
            " nothing would pass it; add the step 'Given the integration is active', or tag the"
            " scenario @platform if it concerns the simulated platforms alone"
        )
