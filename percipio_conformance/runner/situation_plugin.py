"""A pytest plugin that lets a situation happen around the steps of a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from percipio_conformance.runner.recorder import ScenarioRecorder
from percipio_conformance.world.disturbances import Disturbance, disturb

if TYPE_CHECKING:
    from pytest_bdd.parser import Step


class SituationPlugin:
    """Disturbs the world of a scenario under a situation, and records how often it occurred.

    Args:
        recording: the stash key of the recorder of an item.
    """

    def __init__(self, recording: pytest.StashKey[ScenarioRecorder]) -> None:
        self._recording = recording
        self._disturbance: Disturbance | None = None

    # The main plugin opens the world and begins the step before, and ends the step after; what
    # happens here belongs to the step.

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest) -> None:
        recorder = request.node.stash.get(self._recording, None)
        if recorder is not None and recorder.identity.situation is not None:
            world = request.getfixturevalue("world")
            self._disturbance = disturb(world, recorder.identity.situation)

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_before_step(self, step: Step) -> None:
        if self._disturbance is not None and step.type == "when":
            self._disturbance.before_when()

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_after_step(self, step: Step) -> None:
        if self._disturbance is not None and step.type == "when":
            self._disturbance.after_when()

    def pytest_bdd_after_scenario(self, request: pytest.FixtureRequest) -> None:
        if self._disturbance is not None:
            request.node.stash[self._recording].occurred = self._disturbance.occurred
            self._disturbance = None
