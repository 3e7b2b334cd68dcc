"""A pytest plugin that rejects the user's scenarios in which the connector has nothing to do."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.runner.recorder import ScenarioRecorder


class Participation:
    """Checks a scenario after its steps have passed, before its world is closed.

    Args:
        recording: the stash key of the recorder of an item.
    """

    def __init__(self, recording: pytest.StashKey[ScenarioRecorder]) -> None:
        self._recording = recording

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None]:
        yield
        if self._recording in item.stash:
            require_connector_action(item.stash[self._recording])


def require_connector_action(recording: ScenarioRecorder) -> None:
    """Rejects a scenario of the user in which the connector had nothing to do.

    Raises:
        FeatureMistake: a connector that does nothing would pass the scenario.
    """
    identity = recording.identity
    if identity.own and not identity.platform_only and not recording.involved_the_connector():
        raise FeatureMistake(
            "no step of this scenario asks the connector to do anything, so a connector that does"
            " nothing would pass it; add the step 'Given the integration is active', or tag the"
            " scenario @platform if it concerns the simulated platforms alone"
        )
